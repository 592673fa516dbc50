package io.github.logtraffic.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With a store that does as the test says. */
@Timeout(60)
class GuardedStoreTest {
    private static final byte[] VALUE = "value".getBytes(UTF_8);
    private static final Duration FOR_EVER = Duration.ZERO;
    private static final Duration PATIENT = Duration.ofSeconds(20); // on a busy machine too
    private static final int MEGABYTE = 1 << 20;

    private final PuppetStore puppet = new PuppetStore();
    private final CountDownLatch release = new CountDownLatch(1);
    private GuardedStore store = GuardedStore.start("redis://cache:6379/0", puppet, PATIENT);

    @AfterEach
    void letTheThreadEnd() {
        release.countDown();
        store.close();
    }

    private void beImpatient() {
        store.close();
        puppet.calls().clear();
        store = GuardedStore.start("redis://cache:6379/0", puppet, GuardedStore.PATIENCE);
    }

    private void stall() throws InterruptedException {
        release.await();
    }

    private void waitFor(String call) throws InterruptedException {
        while (!puppet.calls().contains(call)) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    @Test
    void whatIsThereIsFoundAndNothingIsSaid() {
        assertThat(store.get("a")).isNull();
        store.put("a", VALUE, Duration.ofDays(1));
        store.close();
        assertThat(puppet.values()).containsEntry("a", VALUE);
        assertThat(puppet.calls()).containsExactly("prepare", "get a", "put a PT24H", "close");
        assertThat(store.problem()).isNull();
    }

    @Test
    void failuresAreMisses() {
        puppet.values().put("a", VALUE);
        puppet.before("get b", () -> {
            throw new IOException("broken\npipe\u001b[2J");
        });
        puppet.before("get c", () -> {
            throw new StackOverflowError();
        });
        assertThat(store.get("b")).isNull();
        assertThat(store.get("c")).isNull();
        assertThat(store.get("a")).isEqualTo(VALUE);
        assertThat(store.problem()).isEqualTo("redis://cache:6379/0: 2 of 3 lookups failed: broken?pipe?[2J");
    }

    @Test
    void aStoreThatFailsThreeTimesInARowIsGivenUp() {
        puppet.before("get b", () -> {
            throw new IOException("broken");
        });
        puppet.values().put("a", VALUE);
        for (String key : List.of("b", "b", "a", "b", "b", "b")) {
            store.get(key);
        }
        assertThat(store.get("a")).isNull();
        store.put("a", VALUE, FOR_EVER);
        store.close();
        assertThat(puppet.calls())
                .containsExactly("prepare", "get b", "get b", "get a", "get b", "get b", "get b", "close");
        assertThat(store.problem())
                .isEqualTo(
                        "redis://cache:6379/0: 5 of 6 lookups failed: broken; 1 lookup and 1 put left out after that");
    }

    @Test
    void valuesThatCannotBeKeptAreCountedToo() {
        puppet.before("put a PT0S", () -> {
            throw new IOException("full");
        });
        store.put("a", VALUE, FOR_EVER);
        store.put("b", VALUE, FOR_EVER);
        store.get("b");
        store.close();
        assertThat(store.problem()).isEqualTo("redis://cache:6379/0: 1 of 2 puts failed: full");
    }

    @Test
    void noLookupWaitsLong() {
        beImpatient();
        puppet.before("get a", this::stall);
        for (int i = 0; i < 3; i++) {
            assertThat(store.get("a")).isNull();
        }
        assertThat(store.problem()).isEqualTo("redis://cache:6379/0: 3 of 3 lookups failed: no answer within 250 ms");
        long start = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            assertThat(store.get("a")).isNull();
        }
        // A thousand times the patience would be four minutes.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(puppet.calls()).containsExactly("prepare", "get a"); // the others never got so far
    }

    @Test
    void aLookupMayHaveLessTime() {
        puppet.values().put("b", VALUE);
        puppet.before("get a", this::stall);
        store.awaitReadiness();
        assertThat(store.get("a", Duration.ofMillis(1))).isNull(); // not after the store's own patience
        release.countDown();
        assertThat(store.get("b", Duration.ofDays(1))).isEqualTo(VALUE);
        assertThat(store.problem()).startsWith("redis://cache:6379/0: 1 of 2 lookups failed: no answer");
    }

    @Test
    void anAnswerThatComesLateIsForNobody() {
        puppet.values().put("a", VALUE);
        puppet.values().put("b", "other".getBytes(UTF_8));
        puppet.before("get a", this::stall);
        try (GuardedStore hasty = GuardedStore.start("there", puppet, Duration.ofSeconds(1))) {
            assertThat(hasty.get("a")).isNull();
            release.countDown();
            assertThat(hasty.get("b")).isEqualTo("other".getBytes(UTF_8));
            assertThat(hasty.problem()).isEqualTo("there: 1 of 2 lookups failed: no answer within 1000 ms");
        }
    }

    /** Loading classes is not what a server takes its time for. */
    @Test
    void thePreparationIsWaitedFor() {
        PuppetStore slow = new PuppetStore();
        slow.values().put("a", VALUE);
        slow.before("prepare", () -> TimeUnit.MILLISECONDS.sleep(800));
        try (GuardedStore guarded = GuardedStore.start("there", slow, PATIENT)) {
            assertThat(guarded.get("a")).isEqualTo(VALUE);
            assertThat(guarded.problem()).isNull();
        }
    }

    @Test
    void withoutWhatItTakesThereAreOnlyMisses() {
        PuppetStore broken = new PuppetStore();
        broken.before("prepare", () -> {
            throw new NoClassDefFoundError("redis/clients/jedis/Connection");
        });
        try (GuardedStore guarded = GuardedStore.start("there", broken, PATIENT)) {
            for (int i = 0; i < 4; i++) {
                assertThat(guarded.get("a")).isNull();
            }
            assertThat(guarded.problem())
                    .isEqualTo(
                            "there: 3 of 3 lookups failed: redis/clients/jedis/Connection; 1 lookup left out after that");
        }
    }

    @Test
    void puttingDoesNotWaitAndLookupsGoFirst() throws InterruptedException {
        puppet.before("put a PT0S", this::stall);
        store.put("a", VALUE, FOR_EVER);
        store.put("b", VALUE, FOR_EVER);
        waitFor("put a PT0S");
        Thread lookup = new Thread(() -> store.get("c"));
        lookup.start();
        while (lookup.getState() != Thread.State.TIMED_WAITING) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        release.countDown();
        lookup.join();
        store.close();
        assertThat(puppet.calls()).containsExactly("prepare", "put a PT0S", "get c", "put b PT0S", "close");
        assertThat(store.problem()).isNull();
    }

    @Test
    void onlySoMuchWaitsInMemory() throws InterruptedException {
        puppet.before("put a PT0S", this::stall);
        store.put("a", new byte[100 * MEGABYTE], FOR_EVER); // which the caller has in memory anyhow
        waitFor("put a PT0S");
        store.put("b", new byte[1], FOR_EVER);
        release.countDown();
        store.close();
        assertThat(puppet.values()).containsOnlyKeys("a");
        assertThat(store.problem()).isEqualTo("redis://cache:6379/0: 1 put left out, too much was waiting");
    }

    @Test
    void thereIsRoomAgainWhenSomethingWasKept() throws InterruptedException {
        store.put("a", new byte[60 * MEGABYTE], FOR_EVER);
        waitFor("put a PT0S");
        while (puppet.values().isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        store.get("a"); // behind which the first value is done with
        store.put("b", new byte[60 * MEGABYTE], FOR_EVER);
        store.close();
        assertThat(puppet.values()).containsOnlyKeys("a", "b");
        assertThat(store.problem()).isNull();
    }

    @Test
    void closingWaitsForWhatIsNotKeptYet() {
        puppet.before("put a PT0S", () -> TimeUnit.MILLISECONDS.sleep(30));
        for (int i = 0; i < 10; i++) {
            store.put("a", VALUE, FOR_EVER);
        }
        store.close();
        assertThat(puppet.calls()).filteredOn("put a PT0S"::equals).hasSize(10);
        assertThat(puppet.calls()).endsWith("close");
        assertThat(store.problem()).isNull();
    }

    @Test
    void closingDoesNotWaitForEver() {
        beImpatient();
        puppet.before("put a PT0S", this::stall);
        for (int i = 0; i < 100; i++) {
            store.put("a", VALUE, FOR_EVER);
        }
        store.close();
        assertThat(store.problem())
                .isEqualTo("redis://cache:6379/0: 3 of 3 puts failed: no answer within 250 ms;"
                        + " 97 puts left out after that");
    }

    @Test
    void whoIsInterruptedDoesNotWait() throws InterruptedException {
        puppet.before("get a", this::stall);
        Thread.currentThread().interrupt();
        assertThat(store.get("a")).isNull();
        store.put("b", VALUE, FOR_EVER);
        store.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.problem()).isNull();
    }

    @Test
    void whatIsNoKeyIsTheCallersMistake() {
        assertThatThrownBy(() -> store.get("a b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.put("a b", VALUE, FOR_EVER)).isInstanceOf(IllegalArgumentException.class);
        assertThat(store.problem()).isNull();
    }
}
