package io.github.logtraffic.store;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A store in memory that does something else first where a test says so, and keeps what it was asked for. */
final class PuppetStore implements ResultStore {
    private final Map<String, byte[]> values = new ConcurrentHashMap<>();
    private final Map<String, Act> acts = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    /** What it does. */
    interface Act {
        void run() throws IOException, InterruptedException;
    }

    void before(String call, Act act) {
        acts.put(call, act);
    }

    /** What it was asked for, as {@code get key}. */
    List<String> calls() {
        return calls;
    }

    Map<String, byte[]> values() {
        return values;
    }

    private void called(String call) throws IOException {
        calls.add(call);
        try {
            acts.getOrDefault(call, () -> {}).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public long damaged() {
        return 0;
    }

    @Override
    public void prepare() throws IOException {
        called("prepare");
    }

    @Override
    public @Nullable KeptValue kept(String key) throws IOException {
        called("get " + key);
        byte[] value = values.get(key);
        return value == null ? null : new KeptValue(value, Instant.EPOCH);
    }

    @Override
    public void put(String key, byte[] value, Duration ttl) throws IOException {
        called("put " + key + " " + ttl);
        values.put(key, value);
    }

    @Override
    public List<String> names(String prefix) {
        return List.of();
    }

    @Override
    public StoreStat stat() {
        return StoreStat.NOTHING;
    }

    @Override
    public long clear() {
        return UNKNOWN;
    }

    @Override
    public long prune(Duration olderThan) {
        return UNKNOWN;
    }

    @Override
    public void close() throws IOException {
        called("close");
    }
}
