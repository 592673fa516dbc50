package io.github.logtraffic.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys of what was published on one memcached server and when they expire: in an entry of its own there, one line each,
 * changed by comparing and swapping, since several processes may publish at the same time.
 */
final class MemcachedNames {
    /** With a character that keys do not have: nobody else's value is ever sealed so. */
    private static final String SEAL = "/names";

    private static final int TRIES = 20;

    private final MemcachedServer server;
    private final String itemKey;

    /** @param prefix what keys begin with on that server */
    MemcachedNames(MemcachedServer server, String prefix) {
        this.server = server;
        this.itemKey = prefix + SEAL;
    }

    /** The keys that are not expired; those of a damaged entry are lost. */
    SortedMap<String, Long> read(Instant now) throws IOException {
        return read(server.get(itemKey), now);
    }

    private static SortedMap<String, Long> read(MemcachedServer.@Nullable Item item, Instant now) {
        SortedMap<String, Long> keys = new TreeMap<>();
        byte[] text = item == null ? null : SealedValue.open(item.value(), SEAL, now);
        if (text != null) {
            new String(text, US_ASCII).lines().map(line -> line.split(" ", -1)).forEach(words -> {
                long expires = Long.parseLong(words[1]);
                if (expires > now.toEpochMilli()) {
                    keys.put(words[0], expires);
                }
            });
        }
        return keys;
    }

    /** Adds a key, and leaves out those that are expired. */
    void add(String key, Instant now, Duration ttl) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            MemcachedServer.Item item = server.get(itemKey);
            SortedMap<String, Long> keys = read(item, now);
            keys.put(key, SealedHeader.of(key, 0, now, ttl).expiresMillis());
            byte[] sealed = SealedValue.seal(SEAL, text(keys).getBytes(US_ASCII), now, Duration.ZERO);
            boolean isDone =
                    item == null ? server.add(itemKey, 0, sealed) : server.replace(itemKey, 0, sealed, item.version());
            if (isDone) {
                return;
            }
        }
        throw new IOException("too many publish at the same time");
    }

    private static String text(SortedMap<String, Long> keys) {
        StringBuilder text = new StringBuilder();
        keys.forEach((key, expires) ->
                text.append(key).append(' ').append(expires.longValue()).append('\n'));
        return text.toString();
    }
}
