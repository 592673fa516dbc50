package io.github.logtraffic.store;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A memcached server, asked over one connection in memcached's text protocol (its {@code doc/protocol.txt}). The connection
 * is made when something is asked, and made anew after any failure, so that no late answer is ever taken for that to another
 * question. An answer that is none of those that the protocol has is an error, and so is a value longer than any that is put.
 */
final class MemcachedServer implements AutoCloseable {
    /** The longest value that is put or taken: with it an item is below the usual limit of memcached, 1 MB. */
    static final int MOST_BYTES = 1_000_000;

    private static final String STORED = "STORED";
    private static final String END = "END";
    private static final int MOST_STATISTICS = 1_000;

    private final ServerAddress address;
    private final Duration patience;
    private @Nullable MemcachedLink link;

    MemcachedServer(ServerAddress address, Duration patience) {
        this.address = address;
        this.patience = patience;
    }

    /** A value that is there. */
    static final class Item {
        private final byte[] value;
        private final long version;

        private Item(byte[] value, long version) {
            this.value = value;
            this.version = version;
        }

        /** The value itself, not a copy. */
        byte[] value() {
            return value;
        }

        /** A number that changes whenever the value does. */
        long version() {
            return version;
        }
    }

    private interface Talk<T> {
        T over(MemcachedLink link) throws IOException;
    }

    /** What there is under a key; null when there is nothing. */
    @Nullable
    Item get(String key) throws IOException {
        Optional<Item> item = talk(server -> {
            server.send("gets " + key, null);
            String line = server.line();
            return line.equals(END) ? Optional.empty() : Optional.of(item(server, key, line));
        });
        return item.orElse(null);
    }

    /** @param line {@code VALUE key flags length version} */
    private static Item item(MemcachedLink server, String key, String line) throws IOException {
        String[] words = line.split(" ", -1);
        if (words.length != 5 || !words[0].equals("VALUE") || !words[1].equals(key)) {
            throw MemcachedLink.unexpected(line);
        }
        long length = number(words[3]);
        if (length < 0 || length > MOST_BYTES) {
            throw new ProtocolException("a value of " + words[3] + " bytes");
        }
        byte[] value = server.block((int) length);
        server.expect(END);
        return new Item(value, number(words[4]));
    }

    /** Puts a value, whatever was there. */
    void set(String key, int expiry, byte[] value) throws IOException {
        store("set " + key, expiry, value, "");
    }

    /** Puts a value unless there is one. Returns whether it did. */
    boolean add(String key, int expiry, byte[] value) throws IOException {
        return store("add " + key, expiry, value, "").equals(STORED);
    }

    /** Puts a value in place of one that has not been changed since. Returns whether it did. */
    boolean replace(String key, int expiry, byte[] value, long version) throws IOException {
        return store("cas " + key, expiry, value, " " + Long.toUnsignedString(version))
                .equals(STORED);
    }

    private String store(String command, int expiry, byte[] value, String more) throws IOException {
        if (value.length > MOST_BYTES) {
            throw new IOException("a value of " + value.length + " bytes is more than memcached takes");
        }
        return talk(server -> {
            server.send(command + " 0 " + expiry + " " + value.length + more, value);
            String answer = server.line();
            return switch (answer) {
                case STORED, "NOT_STORED", "EXISTS", "NOT_FOUND" -> answer;
                default -> throw MemcachedLink.unexpected(answer);
            };
        });
    }

    /** Adds 1 to the number that is there, if there is one. */
    void increment(String key) throws IOException {
        talk(server -> {
            server.send("incr " + key + " 1", null);
            String answer = server.line();
            return answer.equals("NOT_FOUND") ? 0 : number(answer);
        });
    }

    /** What the server says of itself. */
    Map<String, String> statistics() throws IOException {
        return talk(server -> {
            server.send("stats", null);
            Map<String, String> statistics = new LinkedHashMap<>();
            for (String line = server.line(); !line.equals(END); line = server.line()) {
                String[] words = line.split(" ", 3);
                if (words.length != 3 || !words[0].equals("STAT") || statistics.size() >= MOST_STATISTICS) {
                    throw MemcachedLink.unexpected(line);
                }
                statistics.put(words[1], words[2]);
            }
            return statistics;
        });
    }

    private static long number(String text) throws IOException {
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw MemcachedLink.unexpected(text);
        }
    }

    private <T> T talk(Talk<T> talk) throws IOException {
        boolean isFresh = link == null;
        try {
            return once(talk);
        } catch (ProtocolException | SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            if (isFresh) {
                throw e;
            }
            // One that the server, or something on the way, has closed as idle is known to be dead when it is used
            // again.
            return once(talk);
        }
    }

    private <T> T once(Talk<T> talk) throws IOException {
        boolean isDone = false;
        try {
            T result = talk.over(connected());
            isDone = true;
            return result;
        } finally {
            if (!isDone) {
                close();
            }
        }
    }

    private MemcachedLink connected() throws IOException {
        if (link == null) {
            link = MemcachedLink.connect(address, patience);
        }
        return link;
    }

    /** Where it is. */
    @Override
    public String toString() {
        return address.toString();
    }

    @Override
    public void close() {
        if (link != null) {
            link.close();
            link = null;
        }
    }
}
