package io.github.logtraffic.identity;

import io.github.logtraffic.log.entry.ClientAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What name servers answered in time.
 *
 * @param names of each address that was asked for, in the order of asking
 * @param domains those that there are of the domains that were asked for
 */
public record NameAnswers(Map<ClientAddress, ReverseName> names, Set<String> domains) {
    /** Nobody was asked. */
    public static final NameAnswers NONE = new NameAnswers(Map.of(), Set.of());

    /** Keeps copies. */
    public NameAnswers {
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
        domains = Set.copyOf(domains);
    }

    /** The names of a client; unanswered when it was not asked for. */
    public ReverseName of(ClientAddress client) {
        return names.getOrDefault(client, ReverseName.UNANSWERED);
    }

    /** Of how many addresses that were asked for there was no answer. */
    public long unanswered() {
        return names.values().stream()
                .filter(name -> name.state() == ReverseName.State.UNANSWERED)
                .count();
    }
}
