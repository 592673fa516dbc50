package io.github.logtraffic.analysis;

import io.github.logtraffic.log.format.Formats;
import io.github.logtraffic.log.format.LogFormat;
import io.github.logtraffic.reference.RandomLines;
import io.github.logtraffic.reference.ReferenceTally;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A random log in one to three files.
 *
 * @param format what its lines are in, but for the corrupted ones
 * @param files its text, one character for each byte
 */
record RandomLog(LogFormat format, List<String> files) {
    static RandomLog of(Random random, int linesOfFile, double corrupted) {
        LogFormat format = anyFormat(random);
        RandomLines lines = linesOf(format, random);
        return new RandomLog(
                format,
                IntStream.rangeClosed(0, random.nextInt(3))
                        .mapToObj(file -> lines.log(linesOfFile, corrupted))
                        .toList());
    }

    static LogFormat anyFormat(Random random) {
        List<LogFormat> formats =
                List.of(Formats.COMMON, Formats.COMBINED, Formats.VHOST_COMMON, Formats.VHOST_COMBINED);
        return formats.get(random.nextInt(formats.size()));
    }

    static RandomLines linesOf(LogFormat format, Random random) {
        boolean quotedTail = format == Formats.COMBINED || format == Formats.VHOST_COMBINED;
        return new RandomLines(random, isAfterVirtualHost(format), quotedTail);
    }

    ReferenceTally counted(int windowSeconds, int maxLineBytes) {
        ReferenceTally tally = new ReferenceTally(windowSeconds, maxLineBytes, isAfterVirtualHost(format));
        files.forEach(tally::addLog);
        return tally;
    }

    private static boolean isAfterVirtualHost(LogFormat format) {
        return format == Formats.VHOST_COMBINED || format == Formats.VHOST_COMMON;
    }
}
