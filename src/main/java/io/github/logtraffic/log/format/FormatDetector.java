package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.Swar;
import io.github.logtraffic.log.value.Blanks;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the format of a log from its first lines: the one that most lines are exactly in; among equals the one that can
 * read most, and among those the one that is listed first. A prefix that a transport put before the lines is seen apart
 * from the format.
 */
public final class FormatDetector {
    /** How many lines are looked at, at most, not counting blank ones and comments. */
    public static final int MOST_LINES = 1_000;

    /** So many lines exactly in one format settle it. */
    private static final int ENOUGH_EXACT = 50;

    private final long nowEpochSecond;
    private final List<Candidate> candidates = new ArrayList<>();
    private final AccessLogEntry entry = new AccessLogEntry();

    /** A format, and how many of the lines it reads. */
    private static final class Candidate {
        final LogFormat format;
        final LineParser parser;
        final Map<LinePrefix, PrefixedParser> prefixed = new EnumMap<>(LinePrefix.class);
        final Map<LinePrefix, Integer> prefixes = new EnumMap<>(LinePrefix.class);
        int exact;
        int read;

        Candidate(LogFormat format) {
            this.format = format;
            this.parser = format.newParser(EntryPlan.SHAPE);
        }

        long score() {
            return exact * (MOST_LINES + 1L) + read;
        }
    }

    private FormatDetector(List<LogFormat> formats, long nowEpochSecond) {
        this.nowEpochSecond = nowEpochSecond;
        formats.forEach(format -> candidates.add(new Candidate(format)));
    }

    /**
     * The format of the log that begins with these bytes, null when no known format reads a line of them.
     *
     * @param bytes holds whole lines
     * @param from where the first line begins
     * @param to where the last line ends
     * @param nowEpochSecond what times without a year are not much later than
     */
    public static @Nullable LogFormat detect(byte[] bytes, int from, int to, long nowEpochSecond) {
        return isMostUsual(bytes, from, to)
                ? LogFormats.mostUsual()
                : new FormatDetector(LogFormats.known(), nowEpochSecond).best(bytes, from, to);
    }

    /**
     * Whether the first lines are all exactly in the most usual format and have nothing more, so that no other format need be
     * asked, which would be half of the time that a small log takes.
     */
    private static boolean isMostUsual(byte[] bytes, int from, int to) {
        LineParser parser = LogFormats.mostUsualWithoutMore().newParser(EntryPlan.SHAPE);
        int exact = 0;
        for (int at = from; at < to && exact < ENOUGH_EXACT; ) {
            int end = Swar.indexOf(bytes, at, to, Swar.LINE_FEED);
            int lineTo = end > at && bytes[end - 1] == '\r' ? end - 1 : end;
            if (LinePrefix.of(bytes, at, lineTo) != null || !parser.isExact(bytes, at, lineTo)) {
                return false;
            }
            exact++;
            at = end + 1;
        }
        return exact > 0;
    }

    /** The format, behind the prefix that the lines turn out to have in a log that begins with these bytes. */
    public static LogFormat withPrefix(LogFormat format, byte[] bytes, int from, int to, long nowEpochSecond) {
        LogFormat best = new FormatDetector(List.of(format), nowEpochSecond).best(bytes, from, to);
        return best == null ? format : best;
    }

    private @Nullable LogFormat best(byte[] bytes, int from, int to) {
        boolean settled = false;
        int at = from;
        for (int looks = 0; at < to && !settled && !(looks >= MOST_LINES && isAnyRead()); ) {
            int end = Swar.indexOf(bytes, at, to, Swar.LINE_FEED);
            int lineTo = end > at && bytes[end - 1] == '\r' ? end - 1 : end;
            if (at < end && bytes[at] == '#') {
                comment(bytes, at, lineTo);
            } else if (!Blanks.areAll(bytes, at, end)) {
                looks++;
                settled = look(bytes, at, lineTo);
            }
            at = end + 1;
        }
        Candidate best = null;
        for (Candidate candidate : candidates) {
            long bestScore = best == null ? 0 : best.score();
            boolean isMoreUsual = candidate.exact == 0
                    && candidate.score() == bestScore
                    && candidate.format.formatName().equals(LogFormats.MOST_USUAL);
            if (candidate.score() > bestScore || (bestScore > 0 && isMoreUsual)) {
                best = candidate;
            }
        }
        return best == null ? null : behindItsPrefix(best);
    }

    private boolean isAnyRead() {
        return candidates.stream().anyMatch(candidate -> candidate.read > 0);
    }

    private void comment(byte[] bytes, int from, int to) {
        candidates.forEach(candidate -> candidate.parser.comment(bytes, from, to));
    }

    /**
     * Tries every format on one line. One that is exactly in several formats speaks for the first of them, which is the most
     * particular one.
     *
     * @return true when a format has proved itself
     */
    private boolean look(byte[] bytes, int from, int to) {
        boolean settled = false;
        LinePrefix prefix = LinePrefix.of(bytes, from, to);
        boolean isExact = false;
        for (Candidate candidate : candidates) {
            LineParser parser = candidate.parser;
            if (prefix != null) {
                LineParser behind = candidate.prefixed.computeIfAbsent(
                        prefix, seen -> new PrefixedParser(candidate.parser, seen, nowEpochSecond));
                if (behind.parse(bytes, from, to, entry) == null && isPlausible(prefix, behind, bytes, from, to)) {
                    candidate.prefixes.merge(prefix, 1, Integer::sum);
                    parser = behind;
                }
            }
            if (parser.parse(bytes, from, to, entry) == null) {
                candidate.read++;
                if (!isExact && parser.isExact(bytes, from, to)) {
                    isExact = true;
                    candidate.exact++;
                    settled = candidate.exact == ENOUGH_EXACT;
                }
            }
        }
        return settled;
    }

    /** Quotes around a line may be a quote too many in front of it, and the one that closes its last field. */
    private static boolean isPlausible(LinePrefix prefix, LineParser behind, byte[] bytes, int from, int to) {
        return prefix != LinePrefix.QUOTES || behind.isExact(bytes, from, to);
    }

    private LogFormat behindItsPrefix(Candidate candidate) {
        LinePrefix most = null;
        int lines = 0;
        for (Map.Entry<LinePrefix, Integer> seen : candidate.prefixes.entrySet()) {
            if (seen.getValue() > lines) {
                most = seen.getKey();
                lines = seen.getValue();
            }
        }
        return most == null ? candidate.format : new PrefixedFormat(candidate.format, most, nowEpochSecond);
    }
}
