package io.github.logtraffic.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logtraffic.traffic.balance.LiveServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is memcached's own. */
@Timeout(60)
class MemcachedStoreTest {
    private static final byte[] VALUE = "value".getBytes(UTF_8);
    private static final Duration FOR_EVER = Duration.ZERO;

    private final Path folder;
    private final SetClock clock = new SetClock();

    MemcachedStoreTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private interface Check {
        void of(ResultStore store, MemcachedServer raw) throws Exception;
    }

    private void withMemcached(Check check) throws Exception {
        try (LiveStore server = LiveStore.memcached(folder);
                ResultStore store = server.location().open(clock);
                MemcachedServer raw =
                        new MemcachedServer(new ServerAddress("127.0.0.1", server.port()), StoreLocation.PATIENCE)) {
            check.of(store, raw);
        }
    }

    private static byte[] large(int seed) {
        byte[] bytes = new byte[3_200_000];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private String itemKey(MemcachedServer raw, String key) throws IOException {
        return new MemcachedNamespace(raw, clock).prefix() + key;
    }

    private static byte[] kept(MemcachedServer raw, String itemKey) throws IOException {
        return Objects.requireNonNull(raw.get(itemKey)).value();
    }

    @Test
    void timesBeyondThirtyDaysAreDates() {
        Instant now = Instant.parse("2026-11-23T10:00:00Z");
        assertThat(MemcachedStore.expiry(Duration.ZERO, now)).isZero();
        assertThat(MemcachedStore.expiry(Duration.ofMillis(1), now)).isEqualTo(1);
        assertThat(MemcachedStore.expiry(Duration.ofSeconds(10), now)).isEqualTo(11);
        assertThat(MemcachedStore.expiry(Duration.ofDays(30).minusSeconds(1), now))
                .isEqualTo(30 * 86_400);
        assertThat(MemcachedStore.expiry(Duration.ofDays(30), now))
                .isEqualTo((int) now.plusSeconds(30 * 86_400 + 1).getEpochSecond());
        assertThat(MemcachedStore.expiry(Duration.ofDays(20_000), now)).isZero(); // which its seal knows
        assertThat(MemcachedStore.expiry(Duration.ofSeconds(Long.MAX_VALUE), now))
                .isZero();
    }

    @Test
    void memcachedItselfThrowsOutWhatIsExpired() throws Exception {
        withMemcached((store, raw) -> {
            store.put("a", VALUE, Duration.ofDays(31)); // were it taken for a date, it would be one in 1970
            assertThat(raw.get(itemKey(raw, "a"))).isNotNull();
            raw.set("mine", -1, VALUE);
            assertThat(raw.get("mine")).isNull();
        });
    }

    @Test
    void withoutOneOfItsPartsAValueIsNone() throws Exception {
        withMemcached((store, raw) -> {
            store.put("a", large(1), FOR_EVER);
            String itemKey = itemKey(raw, "a");
            MemcachedParts parts =
                    Objects.requireNonNull(MemcachedParts.open(kept(raw, itemKey), "a", clock.instant()));
            assertThat(parts.count()).isEqualTo(7);
            for (int i = 0; i < parts.count(); i++) {
                byte[] part = kept(raw, parts.key(itemKey, i));
                raw.set(parts.key(itemKey, i), -1, part);
                assertThat(store.get("a")).isNull();
                byte[] corrupted = part.clone();
                corrupted[i] ^= 1;
                for (byte[] wrong : new byte[][] {corrupted, new byte[0], new byte[1_000_000]}) {
                    raw.set(parts.key(itemKey, i), 0, wrong);
                    assertThat(store.get("a")).isNull();
                }
                raw.set(parts.key(itemKey, i), 0, part);
                assertThat(store.get("a")).isEqualTo(large(1));
            }
        });
    }

    /** The entry that names the parts must not be taken for a value, nor the other way round. */
    @Test
    void whatIsDamagedOrMovedIsNoValue() throws Exception {
        withMemcached((store, raw) -> {
            store.put("a", VALUE, FOR_EVER);
            store.put("b", large(1), FOR_EVER);
            for (String key : new String[] {"a", "b"}) {
                String itemKey = itemKey(raw, key);
                byte[] sealed = kept(raw, itemKey);
                for (int at = 0; at < sealed.length; at++) {
                    byte[] corrupted = sealed.clone();
                    corrupted[at] ^= 1;
                    raw.set(itemKey, 0, corrupted);
                    assertThat(store.get(key)).isNull();
                }
                raw.set(itemKey(raw, "c"), 0, sealed);
                assertThat(store.get("c")).isNull();
            }
        });
    }

    @Test
    void valuesThatReplaceOneAnotherNeverMix() throws Exception {
        withMemcached((store, raw) -> {
            store.put("a", large(1), FOR_EVER);
            byte[] entry = kept(raw, itemKey(raw, "a"));
            store.put("a", large(2), FOR_EVER);
            assertThat(store.get("a")).isEqualTo(large(2));
            raw.set(itemKey(raw, "a"), 0, entry); // as somebody who is slower would leave it
            assertThat(store.get("a")).isEqualTo(large(1));
        });
    }

    @Test
    void aNamespaceThatIsLostIsNeverUsedAgain() throws Exception {
        withMemcached((store, raw) -> {
            store.put("name:a", VALUE, FOR_EVER);
            store.clear();
            store.put("name:b", VALUE, FOR_EVER);
            clock.advance(Duration.ofSeconds(1));
            raw.set("logtraffic:namespace", -1, VALUE);
            assertThat(store.get("name:a")).isNull();
            assertThat(store.get("name:b")).isNull();
            assertThat(store.names("")).isEmpty();
            raw.set("logtraffic:namespace", 0, VALUE);
            assertThatThrownBy(() -> store.get("a")).hasMessage("no number under logtraffic:namespace");
        });
    }

    @Test
    void aDamagedIndexOfNamesIsBegunAnew() throws Exception {
        withMemcached((store, raw) -> {
            store.put("name:a", VALUE, FOR_EVER);
            raw.set(itemKey(raw, "/names"), 0, VALUE);
            assertThat(store.names("")).isEmpty();
            store.put("name:b", VALUE, FOR_EVER);
            assertThat(store.names("")).containsExactly("b");
        });
    }

    @Test
    void refusalsAreErrorsAndNotTheEnd() throws Exception {
        try (LiveStore server = LiveStore.memcached(folder, "-I", "128k", "-o", "slab_chunk_max=65536");
                ResultStore store = server.location().open(clock)) {
            store.put("a", VALUE, FOR_EVER);
            assertThatThrownBy(() -> store.put("b", large(1), FOR_EVER))
                    .isInstanceOf(IOException.class)
                    .hasMessage("SERVER_ERROR object too large for cache");
            assertThat(store.get("b")).isNull();
            assertThat(store.get("a")).isEqualTo(VALUE);
        }
    }

    @Test
    void eachOfSeveralServersHasItsShareAndFailsAlone() throws Exception {
        try (LiveStore one = LiveStore.memcached(folder);
                LiveStore two = LiveStore.memcached(folder);
                ResultStore store = StoreLocation.parse(
                                "memcached://127.0.0.1:" + one.port() + ",127.0.0.1:" + two.port(), Map.of())
                        .open(clock)) {
            for (int i = 0; i < 400; i++) {
                store.put("k" + i, VALUE, FOR_EVER);
            }
            try (ResultStore alone = one.location().open(clock)) {
                assertThat(alone.stat().entries()).isBetween(100L, 300L);
            }
            one.kill();
            long found =
                    IntStream.range(0, 400).filter(i -> isFound(store, "k" + i)).count();
            assertThat(found).isBetween(100L, 300L);
            assertThatThrownBy(store::stat).isInstanceOf(IOException.class);
        }
    }

    private static boolean isFound(ResultStore store, String key) {
        try {
            return store.get(key) != null;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void fewServersMoreMoveFewKeys() throws Exception {
        int[] ports = LiveServer.freePorts(5);
        MemcachedStore four = store(ports, 4);
        MemcachedStore five = store(ports, 5);
        long moved = IntStream.range(0, 10_000)
                .filter(i -> !four.server("key" + i).equals(five.server("key" + i)))
                .count();
        assertThat(moved).isBetween(1_700L, 2_300L);
    }

    private MemcachedStore store(int[] ports, int count) {
        return new MemcachedStore(
                IntStream.range(0, count)
                        .mapToObj(i ->
                                new MemcachedServer(new ServerAddress("127.0.0.1", ports[i]), StoreLocation.PATIENCE))
                        .toList(),
                clock);
    }
}
