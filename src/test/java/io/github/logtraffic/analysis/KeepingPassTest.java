package io.github.logtraffic.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.engine.FormatChoice;
import io.github.logtraffic.engine.InputSummary;
import io.github.logtraffic.engine.PassOptions;
import io.github.logtraffic.identity.Anonymizer;
import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.log.format.EntryPlan;
import io.github.logtraffic.log.format.Formats;
import io.github.logtraffic.log.input.LogSource;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.Seeds;
import io.github.logtraffic.store.PartialResults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No log is counted twice, and nobody sees that from the counts. */
class KeepingPassTest {
    private static final long LATER = 10_000_000_000L;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private final Memory kept = new Memory();

    private static final class Memory implements PartialResults {
        private final Map<String, byte[]> values = new HashMap<>();
        private final AtomicLong nanos = new AtomicLong();

        /** What happens when a tally was found. */
        private @Nullable Action onTally;

        /** How long a lookup takes. */
        private long lookupNanos;

        @Override
        public byte @Nullable [] get(String key, Duration patience) {
            nanos.addAndGet(lookupNanos);
            byte[] value = lookupNanos > patience.toNanos() ? null : values.get(key);
            Action action = onTally;
            if (action != null && value != null && key.startsWith("tally")) {
                onTally = null;
                action.run();
            }
            return value;
        }

        @Override
        public void put(String key, byte[] value) {
            values.put(key, value);
        }
    }

    /** Something that is done to files. */
    private interface Action {
        void act() throws IOException;

        default void run() {
            try {
                act();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static AnalysisPlan plan(List<Path> files) {
        return plan(files, FormatChoice.DETECTED);
    }

    private static AnalysisPlan plan(List<Path> files, FormatChoice formats) {
        PassOptions usual = PassOptions.ofThreads(2);
        return new AnalysisPlan(
                files.stream().map(LogSource::file).toList(),
                new PassOptions(2, 5_000, usual.maxLineBytes(), formats, EntryPlan.of(List.of("path")), 1_700_000_000),
                NetworkPrefix.WHOLE_ADDRESS,
                60,
                ReportInterval.AUTOMATIC,
                ZoneOffset.UTC,
                List.of(
                        List.of(GroupKey.parse("path")),
                        List.of(GroupKey.parse("client/24"), GroupKey.parse("status"))),
                KeySources.NONE,
                false,
                0,
                true,
                TalkerSort.REQUESTS,
                0,
                Long.MAX_VALUE,
                1);
    }

    private AnalysisResult keeping(String settings, Path... files) {
        long now = System.currentTimeMillis() * 1_000_000 + LATER; // so late that stamps are to be trusted
        return new Analysis(plan(List.of(files)), null, null, kept, settings, () -> now, kept.nanos::get).run();
    }

    private static List<Object> counts(AnalysisResult result) {
        return Arrays.asList(
                result.totals(),
                result.timeRange(),
                result.topTalkers(),
                result.groups(),
                result.rate(),
                result.statuses(),
                result.run().lines(),
                result.run().samples());
    }

    /** Counts with and without what is kept, and returns how many bytes of each log were not read. */
    private List<Long> keptBytes(Path... files) {
        AnalysisResult result = keeping("", files);
        assertThat(counts(result)).isEqualTo(counts(new Analysis(plan(List.of(files)), null).run()));
        assertThat(result.run().failures()).isEmpty();
        return result.run().inputs().stream().map(InputSummary::keptBytes).toList();
    }

    private Path write(String name, String text) throws IOException {
        return Files.write(folder.resolve(name), Latin1.bytes(text));
    }

    private static String log(Random random, int lines) {
        return RandomLog.linesOf(Formats.COMBINED, random).log(lines, 0.1);
    }

    private static byte[] gzip(byte[]... members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] member : members) {
            try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
                out.write(member);
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void theSecondRunReadsNothing() {
        Seeds.each(20, random -> {
            List<Path> files = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                files.add(write("log" + i, log(random, random.nextInt(300))));
            }
            Path[] all = files.toArray(Path[]::new);
            keptBytes(all);
            List<Long> sizes = new ArrayList<>();
            for (Path file : files) {
                sizes.add(Files.size(file));
            }
            assertThat(keptBytes(all)).isEqualTo(sizes);
        });
    }

    /** Of logs one after the other, and of such as reach into each other. */
    @Test
    void peaksAreThoseOfAllLogsTogether() {
        Seeds.each(40, random -> {
            List<Path> files = new ArrayList<>();
            int start = 0;
            for (int i = 1 + random.nextInt(5); i > 0; i--) {
                StringBuilder text = new StringBuilder();
                for (int line = random.nextInt(200); line >= 0; line--) {
                    int second = start + random.nextInt(400);
                    text.append(String.format(
                            "10.0.0.%d - - [10/Oct/2026:%02d:%02d:%02d +0000] \"GET /%d HTTP/1.1\" 200 1%n",
                            random.nextInt(9), second / 3600, second / 60 % 60, second % 60, random.nextInt(3)));
                }
                files.add(write("log" + i, text.toString()));
                start += 250 + random.nextInt(400);
            }
            Collections.shuffle(files, random);
            Path[] all = files.toArray(Path[]::new);
            keptBytes(all);
            keptBytes(all);
            Files.writeString(all[0], Files.readString(all[all.length - 1]), StandardOpenOption.APPEND);
            keptBytes(all);
        });
    }

    /** As of a program that has changed the form and forgotten to raise its version: what is read then is the logs. */
    @Test
    void whatIsKeptAndCannotBeReadIsOfNoUse() {
        Seeds.each(20, random -> {
            Path[] all = {write("log1", log(random, 200)), write("log2", log(random, 200))};
            keptBytes(all);
            kept.values.replaceAll((key, value) ->
                    key.startsWith("tally") ? Arrays.copyOf(value, value.length - 1 - random.nextInt(20)) : value);
            assertThat(keptBytes(all)).containsOnly(0L);
            assertThat(keptBytes(all)).doesNotContain(0L);
        });
    }

    @Test
    void aLogThatWasCompressedIsKnown() throws IOException {
        String text = log(new Random(1), 1_000);
        Path log = write("access.log", text);
        assertThat(keptBytes(log)).containsExactly(0L);
        Path compressed = Files.write(folder.resolve("access.log.1.gz"), gzip(Files.readAllBytes(log)));
        Files.delete(log);
        assertThat(keptBytes(compressed)).containsExactly((long) text.length());
        assertThat(keptBytes(compressed)).containsExactly((long) text.length());
    }

    @Test
    void severalMembersAreNotTakenForTheLast() throws IOException {
        Path log = write("access.log", log(new Random(1), 1_000));
        keptBytes(log);
        byte[] bytes = Files.readAllBytes(log);
        Path twice = Files.write(folder.resolve("twice.gz"), gzip(bytes, bytes));
        assertThat(keptBytes(twice)).containsExactly(0L);
        assertThat(keptBytes(twice)).containsExactly(2L * bytes.length);
    }

    @Test
    void aLogThatHasGrownIsReadFromThere() throws IOException {
        Random random = new Random(1);
        Path log = write("access.log", log(random, 2_000).stripTrailing() + "\n");
        assertThat(Files.size(log)).isGreaterThan(1 << 16);
        keptBytes(log);
        for (int lines : new int[] {1, 3, 500}) {
            long before = Files.size(log);
            Files.write(log, Latin1.bytes(log(random, lines).stripTrailing() + "\n"), StandardOpenOption.APPEND);
            assertThat(keptBytes(log)).containsExactly(before);
            assertThat(keptBytes(log)).containsExactly(Files.size(log));
        }
    }

    @Test
    void anUnfinishedLineIsReadAgain() throws IOException {
        Random random = new Random(1);
        Path log = write("access.log", log(random, 2_000).stripTrailing());
        keptBytes(log);
        Files.write(log, Latin1.bytes(" more\n" + log(random, 10)), StandardOpenOption.APPEND);
        assertThat(keptBytes(log)).containsExactly(0L);
    }

    @Test
    void aLogThatWasReplacedIsReadFromTheStart() throws IOException {
        Random random = new Random(1);
        Path log = write("access.log", log(random, 2_000).stripTrailing() + "\n");
        keptBytes(log);
        write("access.log", log(random, 3_000));
        assertThat(keptBytes(log)).containsExactly(0L);
        write("access.log", log(random, 10));
        assertThat(keptBytes(log)).containsExactly(0L);
    }

    /** Logs that are read before it may take long. */
    @Test
    void aLogThatIsReplacedWhenItWasFoundIsReadFromTheStart() throws IOException {
        Random random = new Random(1);
        Path log = write("access.log", log(random, 2_000).stripTrailing() + "\n");
        Path other = write("other.log", log(random, 5_000));
        keptBytes(log);
        Files.writeString(log, log(random, 10), StandardOpenOption.APPEND);
        kept.onTally = () -> Files.move(other, log, StandardCopyOption.REPLACE_EXISTING);
        assertThat(keptBytes(log)).containsExactly(0L);
    }

    @Test
    void aLogThatIsRotatedWhileItIsReadIsReadToItsEnd() throws IOException {
        Random random = new Random(1);
        Path log = write("access.log", log(random, 2_000).stripTrailing() + "\n");
        Path rotated = folder.resolve("access.log.1");
        AtomicReference<Action> action = new AtomicReference<>(() -> {});
        Supplier<Anonymizer> rotating = () -> {
            action.getAndSet(() -> {}).run();
            return key -> {};
        };
        Analysis[] analyses = new Analysis[3];
        long now = System.currentTimeMillis() * 1_000_000 + LATER;
        Arrays.setAll(
                analyses, i -> new Analysis(plan(List.of(log)), null, rotating, kept, "", () -> now, System::nanoTime));
        analyses[0].run();
        Files.writeString(log, log(random, 10), StandardOpenOption.APPEND);
        long lines = new Analysis(plan(List.of(log)), null).run().run().lines().read();
        action.set(() -> {
            Files.move(log, rotated);
            Files.writeString(log, log(random, 20));
        });
        AnalysisResult result = analyses[1].run();
        assertThat(result.run().failures()).isEmpty();
        assertThat(result.run().lines().read()).isEqualTo(lines);
        assertThat(result.run().inputs().get(0).keptBytes()).isPositive();
        assertThat(analyses[2].run().run().lines().read()).isLessThan(lines);
    }

    /** What is done one after the other takes each of those that wait as long as it takes the first. */
    @Test
    void lookupsThatWaitForOthersHaveAsMuchTime() throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            files.add(write("log" + i, log(new Random(i), 2)));
        }
        Path[] all = files.toArray(Path[]::new);
        keptBytes(all);
        kept.lookupNanos = 120_000_000;
        assertThat(keptBytes(all)).doesNotContain(0L);
        kept.lookupNanos = 130_000_000;
        assertThat(keptBytes(all)).containsOnly(0L);
    }

    @Test
    void aLogThatWasChangedAndSaysThatItWasNotIsReadAgain() throws IOException {
        Path log = write("access.log", log(new Random(1), 3_000).stripTrailing() + "\n");
        FileTime modified = Files.getLastModifiedTime(log);
        keptBytes(log);
        byte[] bytes = Files.readAllBytes(log);
        bytes[1 << 17] ^= 1;
        Files.write(log, bytes);
        Files.setLastModifiedTime(log, modified);
        assertThat(keptBytes(log)).containsExactly(0L);
    }

    /** As of logs in which something was made unreadable in place. */
    @Test
    void aLogThatWasChangedInItsMiddleIsReadAgain() throws IOException {
        Path log = write("access.log", log(new Random(1), 3_000).stripTrailing() + "\n");
        keptBytes(log);
        byte[] bytes = Files.readAllBytes(log);
        for (int at = 1 << 17; at < (1 << 17) + 1_000; at++) {
            bytes[at] = bytes[at] == '\n' ? bytes[at] : (byte) 'x';
        }
        Files.write(log, bytes);
        Files.setLastModifiedTime(log, FileTime.fromMillis(1_700_000_000_000L));
        assertThat(keptBytes(log)).containsExactly(0L);
        assertThat(keptBytes(log)).containsExactly((long) bytes.length);
    }

    /** Short ones, compressed ones of several members and unfinished ones too, whose contents alone are not told so easily. */
    @Test
    void aLogThatWasRenamedIsKnown() throws IOException {
        byte[] text = Latin1.bytes(log(new Random(1), 1_000));
        List<Path> logs = List.of(
                write("short.log", log(new Random(2), 10)),
                write("unfinished.log", log(new Random(3), 2_000).stripTrailing()),
                Files.write(folder.resolve("twice.gz"), gzip(text, text)));
        for (Path log : logs) {
            Long bytes =
                    log.toString().endsWith(".gz") ? Long.valueOf(2L * text.length) : Long.valueOf(Files.size(log));
            assertThat(keptBytes(log)).containsExactly(0L);
            Path renamed = Files.move(log, folder.resolve("old-" + log.getFileName()));
            assertThat(keptBytes(renamed)).containsExactly(bytes);
        }
    }

    /** What nothing fitted at first may fit something when there is more of it. */
    @Test
    void aLogThatIsOfAnotherFormatWhenItHasGrownIsReadFromTheStart() throws IOException {
        String odd = "nothing that any format knows, and long enough\n".repeat(2_000);
        Path log = write("access.log", odd);
        keptBytes(log);
        Files.writeString(log, log(new Random(1), 500), StandardOpenOption.APPEND);
        assertThat(keptBytes(log)).containsExactly(0L);
    }

    @Test
    void formatsOfTheirOwnAreOtherCounts() throws IOException {
        Path one = write("one.log", log(new Random(1), 100));
        Path other = Files.copy(one, folder.resolve("other.log"));
        FormatChoice formats = new FormatChoice(
                List.of(),
                Map.of(one.toString(), List.of(Formats.COMBINED), other.toString(), List.of(Formats.COMMON)));
        AnalysisPlan ofBoth = plan(List.of(one, other), formats);
        long now = System.currentTimeMillis() * 1_000_000 + LATER;
        for (int i = 0; i < 2; i++) {
            AnalysisResult kept = new Analysis(ofBoth, null, null, this.kept, "", () -> now, System::nanoTime).run();
            assertThat(counts(kept)).isEqualTo(counts(new Analysis(ofBoth, null).run()));
        }
    }

    @Test
    void otherSettingsAreOtherCounts() throws IOException {
        Path log = write("access.log", log(new Random(1), 100));
        keptBytes(log);
        assertThat(keeping("--prefix4 24", log).run().inputs().get(0).keptBytes())
                .isZero();
    }

    @Test
    void valuesThatAreNoneAreMisses() {
        Seeds.each(50, random -> {
            Path log = write("access.log", log(new Random(1), 200));
            keptBytes(log);
            kept.values.replaceAll((key, value) -> {
                byte[] changed = Arrays.copyOf(value, random.nextInt(Math.max(1, value.length)));
                if (changed.length > 0) {
                    changed[random.nextInt(changed.length)]++;
                }
                return changed;
            });
            assertThat(keptBytes(log)).containsExactly(0L);
        });
    }
}
