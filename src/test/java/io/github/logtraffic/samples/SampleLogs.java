package io.github.logtraffic.samples;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Makes the logs of {@code samples/}, and large ones of the same kind for benchmarks.
 *
 * <pre>
 * mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *     -Dexec.mainClass=io.github.logtraffic.samples.SampleLogs -Dexec.args="samples"
 *     -Dexec.mainClass=io.github.logtraffic.samples.SampleLogs -Dexec.args="big.log 4000000"
 * </pre>
 */
public final class SampleLogs {
    private static final LocalDate LAST_DAY = LocalDate.of(2026, 11, 22);
    private static final int VISITORS = 330;
    private static final int BUSY_VISITORS = 200_000;

    private SampleLogs() {}

    /** {@code FOLDER}: the samples. {@code FILE LINES}: a large log. */
    public static void main(String[] args) throws IOException {
        if (args.length == 1) {
            writeSamples(Path.of(args[0]));
        } else {
            writeLarge(Path.of(args[0]), Long.parseLong(args[1]));
        }
    }

    /** Writes three days of a shop, the older two rotated away, and a log made by attackers. */
    static void writeSamples(Path folder) throws IOException {
        Files.write(folder.resolve("access.log"), day(0));
        Files.write(folder.resolve("access.log.1"), day(1));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("access.log.2.gz")))) {
            out.write(day(2));
        }
        Files.write(folder.resolve("hostile.log"), HostileLines.all());
    }

    /** The log of a day so many days ago. */
    static byte[] day(int ago) {
        List<String> lines = SampleSite.day(7 + ago, midnight(LAST_DAY.minusDays(ago)), VISITORS);
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static long midnight(LocalDate date) {
        return date.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    }

    private static void writeLarge(Path file, long wanted) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            long[] written = {0};
            SampleSite site = new SampleSite(1, midnight(LAST_DAY), BUSY_VISITORS, line -> {
                if (written[0]++ < wanted) {
                    write(out, line);
                }
            });
            for (int day = 0; written[0] < wanted; day++) {
                site.writeDay(day);
            }
        }
    }

    private static void write(OutputStream out, String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
