package io.github.logtraffic.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every place promises, with real servers. */
@Timeout(120)
class ResultStoreTest {
    private static final Duration FOR_EVER = Duration.ZERO;

    private final Path folder;
    private final SetClock clock = new SetClock();

    ResultStoreTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private interface Check {
        void of(ResultStore store, StoreLocation location) throws Exception;
    }

    private void inEach(StorePlace place, Check check) throws Exception {
        try (StorePlace.Running running = place.start(folder);
                ResultStore store = running.location().open(clock)) {
            store.prepare();
            check.of(store, running.location());
        }
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @EnumSource
    void whatWasPutIsFoundAlsoByOthersAndLater(StorePlace place) throws Exception {
        inEach(place, (store, location) -> {
            assertThat(store.get("a")).isNull();
            store.put("a", bytes(100), FOR_EVER);
            store.put("b", bytes(0), FOR_EVER);
            assertThat(store.get("a")).isEqualTo(bytes(100));
            assertThat(store.get("b")).isEmpty();
            assertThat(store.get("A")).isNull();
            store.put("a", bytes(50), Duration.ofDays(400));
            assertThat(store.get("a")).isEqualTo(bytes(50));
            try (ResultStore other = location.open(clock)) {
                assertThat(other.get("a")).isEqualTo(bytes(50));
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void valuesOfAllSizesAreFound(StorePlace place) throws Exception {
        inEach(place, (store, location) -> {
            int part = MemcachedStore.PART_BYTES;
            int sealing = SealedValue.seal("a", new byte[0], clock.instant(), FOR_EVER).length;
            for (int length : new int[] {1, part - sealing, part - sealing + 1, part, 2 * part, 30_000_000, 0}) {
                store.put("a", bytes(length), FOR_EVER);
                assertThat(store.get("a")).as("%d bytes", length).isEqualTo(bytes(length));
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void anyKeyThatIsAllowedWorksAndNoOther(StorePlace place) throws Exception {
        inEach(place, (store, location) -> {
            List<String> keys =
                    List.of(".", "..", "-", ":", "names", "namespace", "a.value", "a:b_c-D.9", "x".repeat(200));
            for (String key : keys) {
                store.put(key, key.getBytes(UTF_8), FOR_EVER);
            }
            for (String key : keys) {
                assertThat(store.get(key)).isEqualTo(key.getBytes(UTF_8));
            }
            store.put("x".repeat(200), bytes(2_000_000), FOR_EVER);
            assertThat(store.get("x".repeat(200))).isEqualTo(bytes(2_000_000));
            for (String wrong : List.of("", "a b", "a/b", "a\n", "é", "*", "x".repeat(201))) {
                assertThatThrownBy(() -> store.get(wrong)).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> store.put(wrong, bytes(1), FOR_EVER))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            assertThatThrownBy(() -> store.names("*")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store.put("a", bytes(1), Duration.ofSeconds(-1)))
                    .isInstanceOf(IllegalArgumentException.class);
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatIsExpiredIsNotFound(StorePlace place) throws Exception {
        inEach(place, (store, location) -> {
            store.put("short", bytes(10), Duration.ofSeconds(100));
            store.put("name:short", bytes(10), Duration.ofSeconds(100));
            store.put("long", bytes(10), Duration.ofDays(100));
            store.put("name:long", bytes(10), Duration.ofDays(100));
            store.put("kept", bytes(10), FOR_EVER);
            clock.advance(Duration.ofSeconds(99));
            assertThat(store.get("short")).isNotNull();
            clock.advance(Duration.ofSeconds(1));
            assertThat(store.get("short")).isNull();
            assertThat(store.get("name:short")).isNull();
            clock.advance(Duration.ofDays(99));
            assertThat(store.get("long")).isNotNull();
            assertThat(store.get("name:long")).isNotNull();
            assertThat(store.names("")).contains("long");
            clock.advance(Duration.ofDays(1));
            assertThat(store.get("long")).isNull();
            assertThat(store.get("kept")).isNotNull();
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPutAnewIsKeptAnew(StorePlace place) throws Exception {
        inEach(place, (store, location) -> {
            store.put("a", bytes(10), Duration.ofSeconds(100));
            store.put("a", bytes(20), FOR_EVER);
            clock.advance(Duration.ofSeconds(200));
            assertThat(store.get("a")).isEqualTo(bytes(20));
        });
    }

    @ParameterizedTest
    @EnumSource
    void publishedNamesAreListed(StorePlace place) throws Exception {
        inEach(place, (store, location) -> {
            assertThat(store.names("")).isEmpty();
            store.put("web-3", bytes(10), FOR_EVER);
            for (String name : List.of("web-2", "web-10", "db", "web-1", "web-2")) {
                store.put("name:" + name, bytes(name.length()), FOR_EVER);
            }
            assertThat(store.names("")).containsExactly("db", "web-1", "web-10", "web-2");
            assertThat(store.names("web-")).containsExactly("web-1", "web-10", "web-2");
            assertThat(store.names("web-2x")).isEmpty();
            assertThat(store.get("name:web-10")).isEqualTo(bytes(6));
        });
    }

    @ParameterizedTest
    @EnumSource
    void manyMayPublishAtTheSameTime(StorePlace place) throws Exception {
        inEach(place, (store, location) -> {
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                List<Future<?>> all = IntStream.range(0, 4)
                        .<Future<?>>mapToObj(thread -> threads.submit(() -> publish(location, thread)))
                        .toList();
                for (Future<?> one : all) {
                    one.get();
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(store.names("")).hasSize(80).contains("web-0-0", "web-3-19");
        });
    }

    private Void publish(StoreLocation location, int thread) throws IOException {
        try (ResultStore store = location.open(clock)) {
            for (int i = 0; i < 20; i++) {
                store.put("name:web-" + thread + "-" + i, bytes(10), FOR_EVER);
            }
        }
        return null;
    }

    @ParameterizedTest
    @EnumSource
    void statSaysHowMuchThereIs(StorePlace place) throws Exception {
        inEach(place, (store, location) -> {
            assertThat(store.stat().entries()).isZero();
            store.put("a", bytes(1_000), FOR_EVER);
            store.put("b", bytes(2_000), FOR_EVER);
            StoreStat stat = store.stat();
            assertThat(stat.bytes()).isBetween(3_000L, 4_000L);
            if (stat.includesOthers()) {
                assertThat(stat.entries()).isGreaterThanOrEqualTo(2); // namespaces as well
                assertThat(stat.oldest()).isNull();
            } else {
                assertThat(stat.entries()).isEqualTo(2);
                assertThat(stat.oldest()).isBetween(clock.instant().minusSeconds(60), stat.newest());
                assertThat(stat.newest()).isBefore(clock.instant().plusSeconds(60));
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void afterClearThereIsNothing(StorePlace place) throws Exception {
        inEach(place, (store, location) -> {
            assertThat(store.clear()).isIn(0L, ResultStore.UNKNOWN);
            List<String> keys = IntStream.range(0, 1_200).mapToObj(i -> "k" + i).toList();
            for (String key : keys) {
                store.put(key, bytes(10), FOR_EVER);
            }
            store.put("name:web", bytes(10), FOR_EVER);
            assertThat(store.clear()).isIn(1_201L, ResultStore.UNKNOWN);
            for (String key : keys) {
                assertThat(store.get(key)).isNull();
            }
            assertThat(store.get("name:web")).isNull();
            assertThat(store.names("")).isEmpty();
            store.put("name:web", bytes(20), FOR_EVER);
            assertThat(store.get("name:web")).isEqualTo(bytes(20));
            assertThat(store.names("")).containsExactly("web");
        });
    }

    @ParameterizedTest
    @EnumSource
    void pruneForgetsWhatIsOldOrExpired(StorePlace place) throws Exception {
        inEach(place, (store, location) -> {
            store.put("old", bytes(10), FOR_EVER);
            assertThat(store.prune(Duration.ofDays(1))).isIn(0L, ResultStore.UNKNOWN);
            store.put("expired", bytes(10), Duration.ofHours(1));
            clock.advance(Duration.ofHours(2));
            assertThat(store.prune(Duration.ofDays(1))).isIn(1L, ResultStore.UNKNOWN);
            assertThat(store.get("old")).isNotNull();
            clock.advance(Duration.ofDays(1));
            assertThat(store.prune(Duration.ofDays(1))).isEqualTo(store.prunesItself() ? ResultStore.UNKNOWN : 1L);
            assertThat(store.get("old") == null).isEqualTo(!store.prunesItself());
        });
    }
}
