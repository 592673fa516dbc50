package io.github.logtraffic.store;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** One or several memcached servers, among which keys are divided. */
record MemcachedLocation(List<ServerAddress> servers) implements StoreLocation {
    private static final int USUAL_PORT = 11_211;

    /** Reads what stands behind the scheme. */
    static MemcachedLocation parse(String text) {
        if (text.indexOf('@') >= 0) {
            throw new IllegalArgumentException("expected no user and password for memcached, only host:port,…");
        }
        String list = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        return new MemcachedLocation(Arrays.stream(list.split(",", -1))
                .map(server -> ServerAddress.parse(server, USUAL_PORT))
                .distinct()
                .toList());
    }

    @Override
    public String shown() {
        return servers.stream().map(ServerAddress::toString).collect(Collectors.joining(",", "memcached://", ""));
    }

    @Override
    public ResultStore open(InstantSource clock, Duration patience) {
        return new MemcachedStore(
                servers.stream()
                        .map(server -> new MemcachedServer(server, patience))
                        .toList(),
                clock);
    }

    @Override
    public String toString() {
        return shown();
    }
}
