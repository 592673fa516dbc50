package io.github.logtraffic.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.OrderedConsumer;
import io.github.logtraffic.log.format.EntryPlan;
import io.github.logtraffic.log.format.FormatSyntaxException;
import io.github.logtraffic.log.format.LogFormats;
import io.github.logtraffic.reference.Seeds;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logs that are being written: entries come out by the clock, though no later one comes. */
@Timeout(60) // a pass that waits for ever must not hold up the build
class LiveLogTest {
    private static final int WINDOW = 3;
    private static final long SECOND = 1_795_341_600;
    private static final long MICROS = 1_000_000;
    private static final int TICK_MILLIS = 100;

    /** How much later than the first one, measured from when it began, an entry may come without being late in a replay. */
    private static final long LEAD_MICROS = 1_600_000;

    private static final EntryPlan PLAN = EntryPlan.of(List.of());

    @ParameterizedTest
    @CsvSource({"$status $msec $remote_addr, 5", "$status $msec $remote_addr $request_time, 8"})
    void theLastEntriesOfAPipeComeBehindTheWindow(String format, long delay) throws Exception {
        AtomicLong now = new AtomicLong(SECOND);
        CountDownLatch isRead = new CountDownLatch(1);
        List<Long> times = new ArrayList<>();
        CountDownLatch shown = new CountDownLatch(2);
        Blocking pipe = new Blocking("200 " + SECOND + ".000 10.0.0.1 0.000\n200 " + SECOND + ".900 10.0.0.1 0.800\n");
        OrderedPass pass = pass(pipe, format)
                .byClock(() -> Instant.ofEpochSecond(isRead.getCount() == 0 ? now.incrementAndGet() : now.get()));
        CompletableFuture<RunSummary> run = CompletableFuture.supplyAsync(() -> pass.run((entry, floor, even) -> {
            times.add(now.get());
            shown.countDown();
        }));
        pipe.awaitReader();
        isRead.countDown();
        shown.await();
        assertThat(times).containsOnly(SECOND + delay); // once or twice the window, a second and half a one
        assertThat(run).isNotDone();
        pipe.release();
        assertThat(run.join().outOfOrder()).isZero();
    }

    @Test
    void whoFailsAtAnEntryEndsThePass() {
        Blocking pipe = new Blocking("200 " + SECOND + ".000 10.0.0.1\n");
        OrderedPass pass = pass(pipe, "$status $msec $remote_addr")
                .byClock(InstantSource.fixed(Instant.ofEpochSecond(SECOND + WINDOW + 2)));
        OrderedConsumer failing = (entry, floor, even) -> {
            throw new IllegalArgumentException("no");
        };
        assertThatThrownBy(() -> pass.run(failing)).hasRootCauseMessage("no");
    }

    private static OrderedPass pass(Blocking pipe, String format) {
        try {
            PassOptions options =
                    new PassOptions(1, 1 << 20, 1 << 20, FormatChoice.of(LogFormats.parse(format)), PLAN, 0);
            return new OrderedPass(List.of(pipe.source()), options.watching(), WINDOW, null);
        } catch (FormatSyntaxException e) {
            throw new AssertionError(format, e);
        }
    }

    @Test
    void aLogOfEarlierTimesWaitsForWhatComes() {
        List<Long> given = new ArrayList<>();
        EntrySequence sequence = sequence(given);
        sequence.add(batch(SECOND * MICROS, 0), 0);
        sequence.clockIs(SECOND + WINDOW + 3);
        assertThat(given).isEmpty();
        sequence.add(batch((SECOND - WINDOW) * MICROS, 0), 0);
        sequence.finish();
        assertThat(given).containsExactly((SECOND - WINDOW) * MICROS, SECOND * MICROS);
        assertThat(sequence.outOfOrder()).isZero();
    }

    private static EntrySequence sequence(List<Long> given) {
        return new EntrySequence(WINDOW, false, PLAN.newEntry(), (entry, floor, even) -> given.add(even));
    }

    private static PackedEntries batch(long stamp, long duration) {
        AccessLogEntry entry = PLAN.newEntry();
        entry.set(stamp / MICROS, 200, 0);
        entry.setMicroOfSecond((int) (stamp % MICROS));
        entry.setDurationMicros(duration);
        PackedEntries batch = new PackedEntries(0, false, 0, null);
        batch.accept(entry);
        return batch;
    }

    /** With pauses, and written by a server that keeps lines back for up to the window. */
    @Test
    void entriesComeInOrderAndAsFastAsTheyWereWritten() {
        Seeds.each(100, random -> {
            boolean withDurations = random.nextBoolean();
            int flushMillis = 1 + random.nextInt(WINDOW * 1_000);
            AtomicLong now = new AtomicLong(SECOND * 1_000 + random.nextInt(1_000));
            List<Long> given = new ArrayList<>();
            List<Long> delays = new ArrayList<>();
            EntrySequence sequence = new EntrySequence(WINDOW, false, PLAN.newEntry(), (entry, floor, even) -> {
                given.add(even);
                delays.add(now.get() * 1_000 - even);
            });
            if (withDurations) {
                sequence.expectDurations();
            }
            int count = write(random, withDurations, flushMillis, now, sequence);
            assertThat(given).hasSize(count).isSorted();
            assertThat(sequence.outOfOrder()).isZero();
            assertThat(delays).allSatisfy(delay -> assertThat(delay).isLessThanOrEqualTo(delays.get(0) + LEAD_MICROS));
        });
    }

    /** Writes until nothing is kept back; returns how many entries. */
    private static int write(
            Random random, boolean withDurations, int flushMillis, AtomicLong now, EntrySequence sequence) {
        LiveClock clock = new LiveClock(() -> Instant.ofEpochMilli(now.get()), sequence, () -> {});
        List<PackedEntries> kept = new ArrayList<>();
        long flush = Long.MAX_VALUE;
        int count = 0;
        for (int tick = 0, pause = 0; tick < 400; tick++, now.addAndGet(TICK_MILLIS)) {
            pause = pause > 0 ? pause - 1 : random.nextInt(20) == 0 ? random.nextInt(80) : 0;
            if (pause == 0 && tick < 300) {
                long duration = withDurations ? random.nextInt((WINDOW - 1) * 1_000) * 1_000L : 0;
                kept.add(batch(now.get() * 1_000, duration));
                flush = Math.min(flush, now.get() + flushMillis);
                count++;
            }
            if (now.get() >= flush) {
                kept.forEach(batch -> sequence.add(batch, 0));
                kept.clear();
                flush = Long.MAX_VALUE;
            }
            clock.tell();
        }
        return count;
    }
}
