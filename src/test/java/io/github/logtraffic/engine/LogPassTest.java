package io.github.logtraffic.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logtraffic.log.format.Formats;
import io.github.logtraffic.log.format.MalformedReason;
import io.github.logtraffic.log.input.LogSource;
import io.github.logtraffic.reference.EndingInFailure;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.RandomLines;
import io.github.logtraffic.reference.ReferenceTally;
import io.github.logtraffic.reference.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a pass reads, rejects and reports, with any number of threads. */
@Timeout(60) // a pass that waits for ever must not hold up the build
class LogPassTest {
    private static final String LINE = "10.0.0.1 - - [17/May/2015:10:05:03 +0000] \"-\" 200 1\n";

    @Test
    void rejectsComeInTheOrderOfFilesAndLinesWhateverTheThreads() {
        Seeds.each(60, random -> {
            ReferenceTally expected = new ReferenceTally(60, 1 << 20, false);
            List<LogSource> sources = new ArrayList<>();
            for (int file = 0; file < 3; file++) {
                String log = new RandomLines(random, false, true).log(60, 0.6);
                expected.addLog(log);
                sources.add(source(log));
            }
            ByteArrayOutputStream rejects = new ByteArrayOutputStream();
            PassOptions options = Formats.options(4, 1 + random.nextInt(64), 1 << 20, Formats.COMBINED);
            new LogPass(sources, options, (bytes, length) -> rejects.write(bytes, 0, length)).run(new Count());
            assertThat(Latin1.text(rejects.toByteArray())).isEqualTo(expected.rejects());
        });
    }

    @Test
    void samplesAreTheFirstMalformedLinesWithTheirNumbers() {
        String log =
                "\n# comment\n" + LINE + "bad\n" + LINE.repeat(20) + "bad \u00ff too\nx - - [no time] \"-\" 200 1\n";
        for (int chunkBytes = 1; chunkBytes <= 64; chunkBytes++) {
            PassOptions options = Formats.options(4, chunkBytes, 1 << 20, Formats.COMMON);
            RunSummary summary = new LogPass(List.of(source(LINE), source(log)), options, null).run(new Count());
            assertThat(summary.samples())
                    .isEqualTo(Map.of(
                            MalformedReason.SHAPE,
                            new MalformedSample(MalformedReason.SHAPE, "log", 4, "bad"),
                            MalformedReason.TIMESTAMP,
                            new MalformedSample(MalformedReason.TIMESTAMP, "log", 25, "bad \\xFF too")));
            assertThat(summary.lines().malformedBy())
                    .isEqualTo(Map.of(MalformedReason.SHAPE, 1L, MalformedReason.TIMESTAMP, 2L));
        }
    }

    @Test
    void anUnreadableSourceStopsNothingButItself() {
        LogSource missing = LogSource.file(Path.of("no", "such", "file"));
        for (int threads = 1; threads <= 4; threads++) {
            LogSource broken = LogSource.stream("broken", new EndingInFailure(LINE + LINE + LINE.substring(0, 20)));
            Count count = new Count();
            RunSummary summary = new LogPass(
                            List.of(source(LINE), missing, broken, source(LINE)), PassOptions.ofThreads(threads), null)
                    .run(count);
            assertThat(count.entries).isEqualTo(4);
            assertThat(summary.inputs()).extracting(InputSummary::source).containsExactly("log", "broken", "log");
            assertThat(summary.failures()).extracting(InputFailure::source).containsExactly(missing.name(), "broken");
            assertThat(summary.interrupted()).isFalse();
        }
    }

    @Test
    void afterAStopTheResultIsWhatWasReadSoFar() throws InterruptedException {
        for (int threads = 1; threads <= 3; threads++) {
            Count count = new Count();
            RunSummary summary = stopped(LINE.repeat(3_000), threads, count);
            assertThat(summary.interrupted()).isTrue();
            assertThat(summary.lines().counted()).isEqualTo(count.entries);
            assertThat(count.entries).isBetween(threads == 1 ? 2_900L : 0, 3_001L);
        }
    }

    @Test
    void aLogThatWaitsForMoreHandsInWhatItHadWhenThePassIsStopped() throws InterruptedException {
        Count count = new Count();
        RunSummary summary = stopped(LINE, 1, count);
        assertThat(summary.interrupted()).isTrue();
        assertThat(summary.failures()).isEmpty();
        assertThat(summary.inputs()).hasSize(2);
        assertThat(count.entries).isEqualTo(2);
    }

    /** What comes of one short log and one that blocks behind its text, when the pass is stopped then. */
    private static RunSummary stopped(String text, int threads, Count count) throws InterruptedException {
        Blocking blocking = new Blocking(text);
        PassOptions options = Formats.options(threads, 1_000, 1 << 20, Formats.COMMON);
        LogPass pass = new LogPass(List.of(source(LINE), blocking.source()), options, null);
        List<RunSummary> summaries = new ArrayList<>();
        Thread running = new Thread(() -> summaries.add(pass.run(count)));
        running.start();
        blocking.awaitReader();
        pass.stop();
        running.join();
        blocking.release();
        return summaries.get(0);
    }

    @Test
    void aSinkThatFailsEndsThePass() {
        RejectSink failing = (bytes, length) -> {
            throw new IOException("disk full");
        };
        LogPass pass = new LogPass(List.of(source("bad\n" + LINE.repeat(100))), PassOptions.ofThreads(4), failing);
        assertThatThrownBy(() -> pass.run(new Count()))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("disk full");
    }

    @Test
    void aConsumerThatFailsEndsThePass() {
        Count failing = new Count();
        failing.failure = new IllegalStateException("as it must");
        assertThatThrownBy(() -> new LogPass(List.of(source(LINE)), PassOptions.ofThreads(1), null).run(failing))
                .isSameAs(failing.failure);
    }

    @Test
    void everyLogIsReadInItsOwnFormat() {
        String vhost = "www.example.com " + LINE;
        RunSummary summary = new LogPass(
                        List.of(source(LINE), source(vhost), source("garbage\n"), source("")),
                        PassOptions.ofThreads(2),
                        null)
                .run(new Count());
        assertThat(summary.inputs())
                .extracting(InputSummary::format)
                .containsExactly(Formats.COMMON, Formats.VHOST_COMMON, null, null);
        assertThat(summary.lines().counted()).isEqualTo(2);
        assertThat(summary.lines().malformedBy()).isEqualTo(Map.of(MalformedReason.SHAPE, 1L));
    }

    @Test
    void aFormatThatWasAskedForIsTakenEvenIfAnotherFits() {
        PassOptions options = Formats.options(1, 100, 1 << 20, Formats.VHOST_COMMON);
        InputSummary input = new LogPass(List.of(source("www.example.com " + LINE + LINE.repeat(2))), options, null)
                .run(new Count())
                .inputs()
                .get(0);
        assertThat(input.format()).isEqualTo(Formats.VHOST_COMMON);
        assertThat(input.detected()).isEqualTo(Formats.COMMON);
    }

    @Test
    void noLogsAreAnEmptyResult() {
        RunSummary summary = new LogPass(List.of(), PassOptions.ofThreads(3), null).run(new Count());
        assertThat(summary.lines()).isEqualTo(LineCounts.NONE);
        assertThat(summary.inputs()).isEmpty();
    }

    @Test
    void countsTheBytesOfEachLogAndOfAll() {
        LogPass pass = new LogPass(List.of(source(LINE), source(LINE + LINE)), PassOptions.ofThreads(2), null);
        RunSummary summary = pass.run(new Count());
        assertThat(summary.inputs())
                .extracting(InputSummary::bytes)
                .containsExactly((long) LINE.length(), 2L * LINE.length());
        assertThat(pass.bytesRead()).isEqualTo(3L * LINE.length());
        assertThat(pass.bytesInAll()).isZero();
    }

    private static LogSource source(String log) {
        return LogSource.stream("log", new ByteArrayInputStream(Latin1.bytes(log)));
    }
}
