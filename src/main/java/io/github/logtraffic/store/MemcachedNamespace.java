package io.github.logtraffic.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.ProtocolException;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the keys of one memcached server begin with, which has no way to list what is there: a number that is kept there too.
 * With the next number nothing is there any more, and what was is thrown out when it has not been asked for long enough.
 */
final class MemcachedNamespace {
    private static final String PREFIX = "logtraffic:";
    private static final String NUMBER_KEY = PREFIX + "namespace";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");
    private static final int TRIES = 3;

    private final MemcachedServer server;
    private final InstantSource clock;

    MemcachedNamespace(MemcachedServer server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
    }

    /** The server that it is on. */
    MemcachedServer server() {
        return server;
    }

    /**
     * What keys begin with now; asked each time, since another process may clear the store. A number that was lost is
     * replaced by the time in milliseconds, so that none comes twice.
     */
    String prefix() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            String prefix = known();
            if (prefix != null) {
                return prefix;
            }
            server.add(NUMBER_KEY, 0, Long.toString(clock.millis()).getBytes(US_ASCII));
        }
        throw new IOException("memcached does not keep what it has stored");
    }

    private @Nullable String known() throws IOException {
        MemcachedServer.Item item = server.get(NUMBER_KEY);
        if (item == null) {
            return null;
        }
        String number = new String(item.value(), US_ASCII);
        if (!NUMBER.matcher(number).matches()) {
            throw new ProtocolException("no number under " + NUMBER_KEY);
        }
        return PREFIX + number + ":";
    }

    /** Forgets all that was kept there. */
    void clear() throws IOException {
        server.increment(NUMBER_KEY);
    }
}
