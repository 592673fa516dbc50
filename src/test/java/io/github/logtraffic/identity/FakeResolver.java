package io.github.logtraffic.identity;

import io.github.logtraffic.log.entry.ClientAddress;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A resolver that knows what a test told it; everything else does not exist. */
final class FakeResolver implements NameResolver {
    private static final String HANGS = "hangs";
    private static final String FAILS = "fails";

    private final Map<ClientAddress, List<String>> names = new HashMap<>();
    private final Map<String, List<ClientAddress>> addresses = new HashMap<>();
    private final Set<String> domains = new HashSet<>();
    final AtomicInteger questions = new AtomicInteger();

    FakeResolver names(String address, String... of) {
        names.put(Addresses.client(address), List.of(of));
        return this;
    }

    FakeResolver hangs(String address) {
        return names(address, HANGS);
    }

    FakeResolver fails(String address) {
        return names(address, FAILS);
    }

    FakeResolver addresses(String name, String... of) {
        addresses.put(name, List.of(of).stream().map(Addresses::client).toList());
        return this;
    }

    FakeResolver domain(String name) {
        domains.add(name);
        return this;
    }

    @Override
    public boolean knows(String domain) throws IOException {
        return domains.contains(domain);
    }

    @Override
    public List<String> names(ClientAddress address) throws IOException {
        questions.incrementAndGet();
        List<String> known = names.getOrDefault(address, List.of());
        if (known.contains(HANGS)) {
            waitForever();
        }
        if (known.contains(FAILS)) {
            throw new IOException("no answer");
        }
        return known;
    }

    /** Not even an interrupt ends it, as with a resolver of an operating system. */
    private static void waitForever() {
        Semaphore never = new Semaphore(0);
        never.acquireUninterruptibly();
    }

    @Override
    public boolean hasAddress(String name, ClientAddress address) throws IOException {
        if (name.startsWith(FAILS)) {
            throw new IOException("no answer");
        }
        return addresses.getOrDefault(name, List.of()).contains(address);
    }
}
