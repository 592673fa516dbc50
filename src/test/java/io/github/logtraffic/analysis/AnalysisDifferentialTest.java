package io.github.logtraffic.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.engine.LineCounts;
import io.github.logtraffic.engine.PassOptions;
import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.log.format.Formats;
import io.github.logtraffic.log.format.LogFormat;
import io.github.logtraffic.log.input.LogSource;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.RandomLines;
import io.github.logtraffic.reference.ReferenceTally;
import io.github.logtraffic.reference.Seeds;
import java.io.ByteArrayInputStream;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Everything that a report says agrees with the reference, however the log is cut. */
class AnalysisDifferentialTest {
    private static final int WINDOW = 60;

    @Test
    void agreesWithTheReferenceAtEveryChunkSizeAndNumberOfThreads() {
        Seeds.each(8, random -> {
            RandomLog log = RandomLog.of(random, 60, 0.4);
            ReferenceTally expected = log.counted(WINDOW, PassOptions.DEFAULT_MAX_LINE_BYTES);
            IntStream.concat(IntStream.rangeClosed(1, 64), IntStream.of(PassOptions.DEFAULT_CHUNK_BYTES))
                    .forEach(chunkBytes -> {
                        assertAgrees(log, options(1, chunkBytes, log), WINDOW, expected);
                        assertAgrees(log, options(4, chunkBytes, log), WINDOW, expected);
                    });
        });
    }

    @Test
    void agreesWithTheReferenceOnManyLogs() {
        Seeds.each(400, random -> {
            RandomLog log = RandomLog.of(random, 1 + random.nextInt(120), random.nextInt(3) * 0.3);
            int window = List.of(1, 7, 60, 90, 3_600).get(random.nextInt(5));
            PassOptions options = options(1 + random.nextInt(4), 1 + random.nextInt(9_000), log);
            assertAgrees(log, options, window, log.counted(window, options.maxLineBytes()));
        });
    }

    @Test
    void agreesWithTheReferenceOnWhichLinesAreTooLong() {
        Seeds.each(300, random -> {
            RandomLog log = RandomLog.of(random, 30, 0.5);
            PassOptions options = Formats.options(
                    1 + random.nextInt(2), 1 + random.nextInt(300), 20 + random.nextInt(200), log.format());
            assertAgrees(log, options, WINDOW, log.counted(WINDOW, options.maxLineBytes()));
        });
    }

    @Test
    void findsTheFormatThatLinesAreExactlyIn() {
        Seeds.each(200, random -> {
            LogFormat format = RandomLog.anyFormat(random);
            RandomLines lines = RandomLog.linesOf(format, random);
            StringBuilder log = new StringBuilder();
            for (int i = 1 + random.nextInt(80); i > 0; i--) {
                log.append(lines.exactLine()).append('\n');
            }
            AnalysisResult result = analyze(List.of(log.toString()), PassOptions.ofThreads(1), WINDOW);
            assertThat(result.run().inputs().get(0).detected()).isEqualTo(format);
            assertThat(result.run().lines().malformed()).isZero();
        });
    }

    @Test
    void neitherTheOrderOfLinesNorOfFilesMatters() {
        Seeds.each(100, random -> {
            RandomLog log = RandomLog.of(random, 100, 0.1);
            List<String> lines =
                    new ArrayList<>(List.of(String.join("", log.files()).split("(?<=\n)", -1)));
            lines.replaceAll(line -> line.endsWith("\n") ? line : line + "\n");
            AnalysisResult inOrder = analyze(List.of(String.join("", lines)), options(1, 1_000, log), WINDOW);
            Collections.shuffle(lines, random);
            int cut = random.nextInt(lines.size());
            List<String> shuffled =
                    List.of(String.join("", lines.subList(0, cut)), String.join("", lines.subList(cut, lines.size())));
            AnalysisResult result = analyze(shuffled, options(3, 500, log), WINDOW);
            assertThat(result).usingRecursiveComparison().ignoringFields("run").isEqualTo(inOrder);
            assertThat(result.run().lines()).isEqualTo(inOrder.run().lines());
        });
    }

    private static PassOptions options(int threads, int chunkBytes, RandomLog log) {
        return Formats.options(threads, chunkBytes, PassOptions.DEFAULT_MAX_LINE_BYTES, log.format());
    }

    private static AnalysisResult analyze(List<String> files, PassOptions options, int window) {
        List<LogSource> sources = files.stream()
                .map(file -> LogSource.stream("log", new ByteArrayInputStream(Latin1.bytes(file))))
                .toList();
        AnalysisPlan plan = new AnalysisPlan(
                sources,
                options,
                NetworkPrefix.WHOLE_ADDRESS,
                window,
                ReportInterval.AUTOMATIC,
                ZoneOffset.UTC,
                List.of(),
                KeySources.NONE,
                false,
                0,
                true,
                TalkerSort.REQUESTS,
                0,
                Long.MAX_VALUE,
                files.hashCode());
        return new Analysis(plan, null).run();
    }

    private static void assertAgrees(RandomLog log, PassOptions options, int window, ReferenceTally expected) {
        AnalysisResult result = analyze(log.files(), options, window);
        LineCounts lines = result.run().lines();
        assertThat(List.of(lines.blank(), lines.comment(), lines.malformed(), lines.counted()))
                .as("blank, comment, malformed, counted with %s", options)
                .isEqualTo(expected.lineCounts());
        assertThat(lines.read())
                .isEqualTo(lines.blank() + lines.comment() + lines.malformed() + lines.filtered() + lines.counted());
        assertThat(result.totals()).as("totals with %s", options).isEqualTo(expected.totals());
        assertThat(result.timeRange()).as("range with %s", options).isEqualTo(expected.timeRange());
        assertThat(result.topTalkers().rows()).as("talkers with %s", options).isEqualTo(expected.talkers());
        assertThat(result.statuses()).as("statuses with %s", options).isEqualTo(expected.statuses());
        AnalysisResult.Rate rate = result.rate();
        assertThat(rate)
                .as("rate with %s", options)
                .isEqualTo(expected.rate(rate == null ? 1 : rate.intervalSeconds()));
        assertThat(rate == null ? 0 : rate.buckets().size()).isLessThanOrEqualTo(200);
    }
}
