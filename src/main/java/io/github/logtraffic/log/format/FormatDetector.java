package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.Swar;
import io.github.logtraffic.log.value.Blanks;
import io.github.logtraffic.log.value.ClfTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private final List<Candidate> candidates;
    private final AccessLogEntry entry = new AccessLogEntry();
    private final PrefixedMessage message = new PrefixedMessage();
    private Header header = Header.NONE;

    /** A format, and how many of the lines it reads. Its parser is made for the first line that it may read. */
    private static final class Candidate {
        private final @Nullable KnownFormat known;
        private @Nullable LogFormat format;
        private @Nullable LineParser parser;
        final Map<LinePrefix, PrefixedParser> prefixed = new EnumMap<>(LinePrefix.class);
        final Map<LinePrefix, Integer> prefixes = new EnumMap<>(LinePrefix.class);
        int exact;
        int read;

        Candidate(KnownFormat known) {
            this.known = known;
        }

        /** One that is tried on every line. */
        Candidate(LogFormat given) {
            this.known = null;
            this.format = given;
        }

        boolean mayRead(Header header, byte[] bytes, int from, int to) {
            return known == null || known.mayRead(header, bytes, from, to);
        }

        boolean isMostUsual() {
            return known != null && known.formatName().equals(KnownFormats.MOST_USUAL);
        }

        LogFormat format() {
            LogFormat made = format;
            if (made == null) {
                made = Objects.requireNonNull(known).format();
                format = made;
            }
            return made;
        }

        /** The parser, which has read the comments. */
        LineParser parser(Header header) {
            LineParser made = parser;
            if (made == null) {
                made = format().newParser(EntryPlan.SHAPE);
                parser = made;
            }
            made.start(header);
            return made;
        }

        long score() {
            return exact * (MOST_LINES + 1L) + read;
        }
    }

    private FormatDetector(List<Candidate> candidates, long nowEpochSecond) {
        this.candidates = candidates;
        this.nowEpochSecond = nowEpochSecond;
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
        if (isMostUsual(bytes, from, to)) {
            return KnownFormats.mostUsual().format();
        }
        List<Candidate> candidates = new ArrayList<>();
        for (KnownFormat known : KnownFormats.all()) {
            candidates.add(new Candidate(known));
        }
        return new FormatDetector(candidates, nowEpochSecond).best(bytes, from, to);
    }

    /**
     * Whether the first lines are all exactly in the most usual format and have nothing more, so that no other format need be
     * asked, which would be half of the time that a small log takes.
     */
    private static boolean isMostUsual(byte[] bytes, int from, int to) {
        LineParser parser = KnownFormats.mostUsualWithoutMore().newParser(EntryPlan.SHAPE);
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

    /**
     * The one of these formats that a log is in that begins with these bytes, behind the prefix that its lines turn out to
     * have; null when none of them reads a line. The parameters are those of {@link #detect}.
     */
    public static @Nullable LogFormat among(
            List<LogFormat> formats, byte[] bytes, int from, int to, long nowEpochSecond) {
        List<Candidate> candidates = formats.stream().map(Candidate::new).toList();
        return new FormatDetector(candidates, nowEpochSecond).best(bytes, from, to);
    }

    private @Nullable LogFormat best(byte[] bytes, int from, int to) {
        boolean settled = false;
        int at = from;
        for (int looks = 0; at < to && !settled && !(looks >= MOST_LINES && isAnyRead()); ) {
            int end = Swar.indexOf(bytes, at, to, Swar.LINE_FEED);
            int lineTo = end > at && bytes[end - 1] == '\r' ? end - 1 : end;
            if (at < end && bytes[at] == '#') {
                header = header.with(bytes, at, lineTo);
            } else if (!Blanks.areAll(bytes, at, end)) {
                looks++;
                settled = look(bytes, at, lineTo);
            }
            at = end + 1;
        }
        Candidate best = null;
        for (Candidate candidate : candidates) {
            long bestScore = best == null ? 0 : best.score();
            boolean isMoreUsual = candidate.exact == 0 && candidate.score() == bestScore && candidate.isMostUsual();
            if (candidate.score() > bestScore || (bestScore > 0 && isMoreUsual)) {
                best = candidate;
            }
        }
        return best == null ? null : behindItsPrefix(best);
    }

    private boolean isAnyRead() {
        return candidates.stream().anyMatch(candidate -> candidate.read > 0);
    }

    /**
     * Tries every format on one line that may be in it. One that is exactly in several formats speaks for the first of them,
     * which is the most particular one; rather for one behind a prefix, which a line does not begin with by chance.
     *
     * @return true when a format has proved itself
     */
    private boolean look(byte[] bytes, int from, int to) {
        LinePrefix prefix = LinePrefix.of(bytes, from, to);
        if (prefix != null) {
            message.take(prefix, bytes, prefix.messageFrom(bytes, from, to), to);
        }
        Candidate exact = null;
        boolean isBehind = false;
        for (Candidate candidate : candidates) {
            if (!mayRead(candidate, prefix, bytes, from, to)) {
                continue;
            }
            LineParser parser = candidate.parser(header);
            parser.assumeTime(ClfTime.INVALID);
            if (prefix != null) {
                LineParser behind = behind(candidate, prefix);
                if (behind.parse(bytes, from, to, entry) == null && isPlausible(prefix, behind, bytes, from, to)) {
                    candidate.prefixes.merge(prefix, 1, Integer::sum);
                    parser = behind;
                }
            }
            if (parser.parse(bytes, from, to, entry) == null) {
                candidate.read++;
                boolean outdoes = exact == null || (!isBehind && parser instanceof PrefixedParser);
                if (outdoes && parser.isExact(bytes, from, to)) {
                    exact = candidate;
                    isBehind = parser instanceof PrefixedParser;
                }
            }
        }
        if (exact != null) {
            exact.exact++;
        }
        return exact != null && exact.exact == ENOUGH_EXACT;
    }

    private boolean mayRead(Candidate candidate, @Nullable LinePrefix prefix, byte[] bytes, int from, int to) {
        return candidate.mayRead(header, bytes, from, to)
                || (prefix != null && candidate.mayRead(header, message.bytes(), message.from(), message.to()));
    }

    private PrefixedParser behind(Candidate candidate, LinePrefix prefix) {
        return candidate.prefixed.computeIfAbsent(
                prefix, seen -> new PrefixedParser(candidate.parser(header), seen, nowEpochSecond));
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
        return most == null || lines * 3 < candidate.read
                ? candidate.format()
                : new PrefixedFormat(candidate.format(), most, nowEpochSecond);
    }
}
