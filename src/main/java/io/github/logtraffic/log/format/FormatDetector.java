package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.Swar;
import io.github.logtraffic.log.value.Blanks;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the format of a log from its first lines: the one that most lines are exactly in; among equals the one that can
 * read most.
 */
public final class FormatDetector {
    /** How many lines are looked at, at most, not counting blank ones and comments. */
    private static final int MOST_LINES = 1_000;

    /** So many lines exactly in one format settle it. */
    private static final int ENOUGH_EXACT = 50;

    private final LogFormat[] formats = LogFormat.values();
    private final LineParser[] parsers =
            Arrays.stream(formats).map(LogFormat::newParser).toArray(LineParser[]::new);
    private final int[] exact = new int[formats.length];
    private final int[] read = new int[formats.length];
    private final AccessLogEntry entry = new AccessLogEntry();

    private FormatDetector() {}

    /**
     * The format of the log that begins with these bytes, null when no known format reads a line of them.
     *
     * @param bytes holds whole lines
     * @param from where the first line begins
     * @param to where the last line ends
     */
    public static @Nullable LogFormat detect(byte[] bytes, int from, int to) {
        return new FormatDetector().best(bytes, from, to);
    }

    private @Nullable LogFormat best(byte[] bytes, int from, int to) {
        boolean settled = false;
        int at = from;
        for (int looks = 0; at < to && !settled && !(looks >= MOST_LINES && isAnyRead()); ) {
            int end = Swar.indexOf(bytes, at, to, Swar.LINE_FEED);
            if (isMeant(bytes, at, end)) {
                looks++;
                settled = look(bytes, at, end > at && bytes[end - 1] == '\r' ? end - 1 : end);
            }
            at = end + 1;
        }
        LogFormat best = null;
        long bestScore = 0;
        for (int format = 0; format < formats.length; format++) {
            long score = exact[format] * (MOST_LINES + 1L) + read[format];
            if (score > bestScore) {
                best = formats[format];
                bestScore = score;
            }
        }
        return best;
    }

    private boolean isAnyRead() {
        return Arrays.stream(read).anyMatch(lines -> lines > 0);
    }

    /** Whether a line is neither blank nor a comment: those say nothing, not even if an entry was commented out. */
    private static boolean isMeant(byte[] bytes, int from, int to) {
        return from < to && bytes[from] != '#' && !Blanks.areAll(bytes, from, to);
    }

    /** Tries every format on one line; true when one of them has proved itself. */
    private boolean look(byte[] bytes, int from, int to) {
        boolean settled = false;
        for (int format = 0; format < formats.length; format++) {
            if (parsers[format].parse(bytes, from, to, entry) == null) {
                read[format]++;
                exact[format] += parsers[format].isExact(bytes, from, to) ? 1 : 0;
                settled |= exact[format] == ENOUGH_EXACT;
            }
        }
        return settled;
    }
}
