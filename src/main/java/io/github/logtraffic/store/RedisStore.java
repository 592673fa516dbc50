package io.github.logtraffic.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.Protocol.Keyword;

/**
 * Values as strings of Redis, under keys that begin with {@code logtraffic:}; others are neither seen nor touched. Redis
 * throws out by itself what is expired.
 */
final class RedisStore implements ResultStore {
    private static final String PREFIX = "logtraffic:";
    private static final String FIRST_CURSOR = "0";

    /** Keys looked through in one step, in which Redis answers nobody else. */
    private static final int KEYS_AT_A_TIME = 500;

    private final RedisServer server;
    private final InstantSource clock;
    private final OpenedValues values;

    RedisStore(RedisServer server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
        this.values = new OpenedValues(clock);
    }

    @Override
    public void prepare() throws IOException {
        server.prepare();
    }

    private static CommandArguments command(Command command, String key) {
        return new CommandArguments(command).add(key);
    }

    @Override
    public @Nullable KeptValue kept(String key) throws IOException {
        Object answer = server.ask(command(Command.GET, PREFIX + StoreKeys.checked(key)));
        return answer instanceof byte[] sealed ? values.open(sealed, key) : null;
    }

    @Override
    public long damaged() {
        return values.damaged();
    }

    @Override
    public void put(String key, byte[] value, Duration ttl) throws IOException {
        byte[] sealed = SealedValue.seal(StoreKeys.checked(key), value, clock.instant(), ttl);
        CommandArguments set = command(Command.SET, PREFIX + key).add(sealed);
        if (!ttl.isZero()) {
            set.add(Keyword.EX).add(seconds(ttl));
        }
        server.ask(set);
    }

    /** Rounded up: when exactly something expires is said by its seal. */
    private static long seconds(Duration ttl) {
        return Math.min(ttl.toSeconds(), Integer.MAX_VALUE) + 1; // more years than Redis takes are for ever as well
    }

    @Override
    public List<String> names(String prefix) throws IOException {
        List<String> names = new ArrayList<>();
        for (String key : keys(StoreKeys.published(prefix))) {
            names.add(StoreKeys.name(key.substring(PREFIX.length())));
        }
        return names;
    }

    /** In order, each once, which a scan does not promise. Keys have no characters that mean something in patterns. */
    private Collection<String> keys(String prefix) throws IOException {
        Collection<String> keys = new TreeSet<>();
        String cursor = FIRST_CURSOR;
        do {
            List<?> step = list(server.ask(command(Command.SCAN, cursor)
                    .add(Keyword.MATCH)
                    .add(PREFIX + prefix + "*")
                    .add(Keyword.COUNT)
                    .add(KEYS_AT_A_TIME)));
            if (step.size() != 2) {
                throw new IOException("no answer to SCAN");
            }
            cursor = text(step.get(0));
            for (Object key : list(step.get(1))) {
                keys.add(text(key));
            }
        } while (!cursor.equals(FIRST_CURSOR));
        return keys;
    }

    private static List<?> list(@Nullable Object answer) throws IOException {
        if (answer instanceof List<?> list) {
            return list;
        }
        throw new IOException("not the answer of a Redis server");
    }

    private static String text(Object answer) throws IOException {
        if (answer instanceof byte[] bytes) {
            return new String(bytes, US_ASCII);
        }
        throw new IOException("not the answer of a Redis server");
    }

    /** An entry, as far as the server tells. */
    private record Entry(String key, long bytes, @Nullable SealedHeader header) {}

    private List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        List<String> keys = new ArrayList<>(keys(""));
        for (int from = 0; from < keys.size(); from += KEYS_AT_A_TIME) {
            addEntries(keys.subList(from, Math.min(from + KEYS_AT_A_TIME, keys.size())), entries);
        }
        return entries;
    }

    private void addEntries(List<String> keys, List<Entry> entries) throws IOException {
        List<CommandArguments> questions = new ArrayList<>();
        for (String key : keys) {
            questions.add(command(Command.STRLEN, key));
            questions.add(command(Command.GETRANGE, key).add(0).add(SealedHeader.MOST_BYTES - 1));
        }
        List<Object> answers = server.askAll(questions);
        for (int i = 0; i < keys.size(); i++) {
            // What is no string is refused: somebody else's, in spite of its key.
            if (answers.get(2 * i) instanceof Long bytes && answers.get(2 * i + 1) instanceof byte[] start) {
                entries.add(new Entry(keys.get(i), bytes, SealedHeader.read(start)));
            }
        }
    }

    @Override
    public StoreStat stat() throws IOException {
        StoreStat stat = StoreStat.NOTHING;
        for (Entry entry : entries()) {
            SealedHeader header = entry.header();
            stat = stat.with(entry.bytes(), header == null ? null : header.put());
        }
        return stat;
    }

    @Override
    public long clear() throws IOException {
        return remove(List.copyOf(keys("")));
    }

    /** Not what this version cannot read: another one may. */
    @Override
    public long prune(Duration olderThan) throws IOException {
        Instant now = clock.instant();
        List<String> old = new ArrayList<>();
        for (Entry entry : entries()) {
            SealedHeader header = entry.header();
            if (header != null && header.isOlder(olderThan, now)) {
                old.add(entry.key());
            }
        }
        return remove(old);
    }

    private long remove(List<String> keys) throws IOException {
        long removed = 0;
        for (int from = 0; from < keys.size(); from += KEYS_AT_A_TIME) {
            CommandArguments unlink = new CommandArguments(Command.UNLINK);
            keys.subList(from, Math.min(from + KEYS_AT_A_TIME, keys.size())).forEach(unlink::add);
            removed += server.ask(unlink) instanceof Long count ? count : 0;
        }
        return removed;
    }

    @Override
    public void close() {
        server.close();
    }
}
