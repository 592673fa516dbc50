package io.github.logtraffic.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Values as items of memcached, in several where they are large, on one of several servers each: that which a hash of both
 * puts first, so that a server more or less moves only its share of them. memcached cannot list what it has: to clear is to
 * look elsewhere from now on ({@link MemcachedNamespace}), how much there is is what servers say of all that they have, and
 * nothing is pruned that memcached does not throw out by itself.
 */
final class MemcachedStore implements ResultStore {
    /** So that an item fits into one of the pieces of 512 KB that memcached divides its memory into. */
    static final int PART_BYTES = 500_000;

    /** Longer than that is no time to memcached but a date. */
    private static final long MOST_RELATIVE_SECONDS = 30L * 24 * 60 * 60;

    private final List<MemcachedNamespace> spaces;
    private final InstantSource clock;
    private final OpenedValues values;

    MemcachedStore(List<MemcachedServer> servers, InstantSource clock) {
        this.spaces = servers.stream()
                .map(server -> new MemcachedNamespace(server, clock))
                .toList();
        this.clock = clock;
        this.values = new OpenedValues(clock);
    }

    private MemcachedNamespace space(String key) {
        return spaces.stream()
                .max(Comparator.comparingLong(space -> mixed(key + " " + space.server())))
                .orElseThrow();
    }

    /** Where the server is that keeps the value of a key. */
    String server(String key) {
        return space(key).server().toString();
    }

    /** A check alone would not do: those of two texts that end alike differ in the same bits whatever that end is. */
    private static long mixed(String text) {
        long hash = Checks.of(text.getBytes(US_ASCII), text.length());
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL; // the end of MurmurHash3, by Austin Appleby
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }

    @Override
    public @Nullable KeptValue kept(String key) throws IOException {
        MemcachedNamespace space = space(StoreKeys.checked(key));
        String itemKey = space.prefix() + key;
        MemcachedServer.Item item = space.server().get(itemKey);
        if (item == null) {
            return null;
        }
        Instant now = clock.instant();
        MemcachedParts parts = MemcachedParts.open(item.value(), key, now);
        byte[] sealed = parts == null ? item.value() : joined(parts, itemKey, space.server());
        return sealed == null ? null : values.open(sealed, key);
    }

    private static byte @Nullable [] joined(MemcachedParts parts, String itemKey, MemcachedServer server)
            throws IOException {
        byte[] sealed = new byte[parts.length()];
        int end = 0;
        for (int i = 0; i < parts.count(); i++) {
            MemcachedServer.Item item = server.get(parts.key(itemKey, i));
            if (item == null || item.value().length > sealed.length - end) {
                return null;
            }
            System.arraycopy(item.value(), 0, sealed, end, item.value().length);
            end += item.value().length;
        }
        return sealed; // of which its seal says whether it is whole
    }

    @Override
    public long damaged() {
        return values.damaged();
    }

    @Override
    public void put(String key, byte[] value, Duration ttl) throws IOException {
        Instant now = clock.instant();
        byte[] sealed = SealedValue.seal(StoreKeys.checked(key), value, now, ttl);
        MemcachedNamespace space = space(key);
        MemcachedServer server = space.server();
        String prefix = space.prefix();
        byte[] entry = sealed;
        if (sealed.length > PART_BYTES) {
            MemcachedParts parts = MemcachedParts.of(sealed, PART_BYTES);
            for (int i = 0; i < parts.count(); i++) {
                server.set(parts.key(prefix + key, i), expiry(ttl, now), parts.part(sealed, i, PART_BYTES));
            }
            entry = parts.seal(key, now, ttl);
        }
        server.set(prefix + key, expiry(ttl, now), entry);
        if (key.startsWith(PUBLISHED)) {
            new MemcachedNames(server, prefix).add(key, now, ttl);
        }
    }

    /** Rounded up: when exactly something expires is said by its seal. */
    static int expiry(Duration ttl, Instant now) {
        if (ttl.isZero()) {
            return 0;
        }
        long seconds = Math.min(ttl.toSeconds(), Integer.MAX_VALUE) + 1;
        long expiry = seconds <= MOST_RELATIVE_SECONDS ? seconds : now.getEpochSecond() + seconds;
        return expiry > Integer.MAX_VALUE ? 0 : (int) expiry;
    }

    @Override
    public List<String> names(String prefix) throws IOException {
        String start = StoreKeys.published(prefix);
        TreeSet<String> names = new TreeSet<>();
        for (MemcachedNamespace space : spaces) {
            for (String key : new MemcachedNames(space.server(), space.prefix())
                    .read(clock.instant())
                    .keySet()) {
                if (key.startsWith(start)) {
                    names.add(StoreKeys.name(key));
                }
            }
        }
        return List.copyOf(names);
    }

    @Override
    public StoreStat stat() throws IOException {
        long entries = 0;
        long bytes = 0;
        for (MemcachedNamespace space : spaces) {
            Map<String, String> statistics = space.server().statistics();
            entries += number(statistics, "curr_items");
            bytes += number(statistics, "bytes");
        }
        return new StoreStat(entries, bytes, null, null, true);
    }

    private static long number(Map<String, String> statistics, String name) throws IOException {
        try {
            return Long.parseLong(statistics.getOrDefault(name, ""));
        } catch (NumberFormatException e) {
            throw new ProtocolException("no number: " + name);
        }
    }

    @Override
    public long clear() throws IOException {
        for (MemcachedNamespace space : spaces) {
            space.clear();
        }
        return UNKNOWN;
    }

    @Override
    public long prune(Duration olderThan) {
        return UNKNOWN;
    }

    @Override
    public boolean prunesItself() {
        return true;
    }

    @Override
    public void close() {
        spaces.forEach(space -> space.server().close());
    }
}
