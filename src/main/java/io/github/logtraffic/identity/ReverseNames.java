package io.github.logtraffic.identity;

import io.github.logtraffic.identity.ReverseName.State;
import io.github.logtraffic.log.entry.ClientAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Names of addresses, asked for in parallel and for a limited time in all. A name counts when it has the address in turn:
 * what an address is called is said by whoever owns the address, what addresses a name has by whoever owns the name.
 */
public final class ReverseNames {
    /** How long all questions together may take. */
    public static final Duration LIMIT = Duration.ofSeconds(2);

    private static final int THREADS = 32;

    /** More names of one address than a host has are not looked at. */
    private static final int MOST_NAMES = 4;

    private final NameResolver resolver;
    private final Duration limit;

    /** Asks a resolver for {@link #LIMIT} at most. */
    public ReverseNames(NameResolver resolver) {
        this(resolver, LIMIT);
    }

    ReverseNames(NameResolver resolver, Duration limit) {
        this.resolver = resolver;
        this.limit = limit;
    }

    /**
     * Asks for the names of addresses, and whether there are the domains of crawlers: first for those of the claims. Returns
     * when the time is over, even where the resolver does not. Clients that are names have none.
     *
     * @param claims whose clients and domains are asked for
     * @param clients who else is asked for
     * @return for each address, once
     */
    public NameAnswers ask(Collection<CrawlerClaim> claims, Collection<ClientAddress> clients)
            throws InterruptedException {
        Set<ClientAddress> asked = new LinkedHashSet<>();
        Set<String> domains = new LinkedHashSet<>();
        for (CrawlerClaim claim : claims) {
            asked.add(claim.client());
            domains.addAll(claim.crawler().domains());
        }
        asked.addAll(clients);
        Map<ClientAddress, ReverseName> answered = new ConcurrentHashMap<>();
        Set<String> known = ConcurrentHashMap.newKeySet();
        List<Callable<Boolean>> questions = new ArrayList<>();
        domains.forEach(domain -> questions.add(() -> resolver.knows(domain) && known.add(domain)));
        asked.forEach(client -> questions.add(() -> answered.put(client, ask(client)) == null));
        askAll(questions);
        Map<ClientAddress, ReverseName> names = new LinkedHashMap<>();
        asked.forEach(client -> names.put(client, answered.getOrDefault(client, ReverseName.UNANSWERED)));
        return new NameAnswers(names, known); // which keeps copies: late answers may still come in
    }

    private void askAll(List<Callable<Boolean>> questions) throws InterruptedException {
        if (questions.isEmpty()) {
            return;
        }
        ExecutorService threads =
                Executors.newFixedThreadPool(Math.min(THREADS, questions.size()), ReverseNames::daemon);
        try {
            threads.invokeAll(questions, limit.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            threads.shutdownNow();
        }
    }

    /** A resolver may hang for longer than anybody waits; that must not keep the program from ending. */
    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "reverse-names");
        thread.setDaemon(true);
        return thread;
    }

    private ReverseName ask(ClientAddress client) throws IOException {
        if (client.isName()) {
            return ReverseName.NONE;
        }
        List<String> confirmed = new ArrayList<>();
        boolean isAnswered = true;
        for (String name : usable(resolver.names(client))) {
            try {
                if (resolver.hasAddress(name, client)) {
                    confirmed.add(name);
                }
            } catch (IOException e) {
                isAnswered = false; // another name may be confirmed
            }
        }
        if (!confirmed.isEmpty()) {
            return new ReverseName(State.CONFIRMED, confirmed);
        }
        return isAnswered ? ReverseName.NONE : ReverseName.UNANSWERED;
    }

    private static List<String> usable(List<String> names) {
        return names.stream()
                .map(name -> name.endsWith(".") ? name.substring(0, name.length() - 1) : name)
                .filter(HostNames::isName)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct()
                .sorted()
                .limit(MOST_NAMES)
                .toList();
    }
}
