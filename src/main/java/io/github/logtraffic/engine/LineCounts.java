package io.github.logtraffic.engine;

import io.github.logtraffic.log.format.MalformedReason;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What became of the lines that were read: each is blank, a comment, malformed, filtered or counted.
 *
 * @param blank lines of nothing but white space
 * @param comment lines that begin with {@code #}
 * @param filtered entries that the filters dropped
 * @param counted entries that the consumer took
 * @param firstFiltered when the first of the filtered was logged, in seconds since the epoch; the largest number when none was
 * @param lastFiltered when the last of them was logged; the smallest number when none was
 * @param malformedBy the other lines, by what could not be read in them; reasons that did not occur are absent
 */
public record LineCounts(
        long blank,
        long comment,
        long filtered,
        long counted,
        long firstFiltered,
        long lastFiltered,
        Map<MalformedReason, Long> malformedBy) {
    /** No lines. */
    public static final LineCounts NONE = new LineCounts(0, 0, 0, 0, Long.MAX_VALUE, Long.MIN_VALUE, Map.of());

    /** Keeps an unmodifiable copy of the map, in the order of the reasons. */
    public LineCounts {
        Map<MalformedReason, Long> copy = new EnumMap<>(MalformedReason.class);
        copy.putAll(malformedBy);
        malformedBy = Collections.unmodifiableMap(copy);
    }

    /** All malformed lines. */
    public long malformed() {
        return malformedBy.values().stream().mapToLong(Long::longValue).sum();
    }

    /** All lines. */
    public long read() {
        return blank + comment + malformed() + filtered + counted;
    }

    /** The share of malformed lines among those that are neither blank nor comments, 0 to 1. */
    public double malformedShare() {
        long meant = read() - blank - comment;
        return meant == 0 ? 0 : (double) malformed() / meant;
    }

    /** These lines and the others. */
    public LineCounts plus(LineCounts other) {
        Map<MalformedReason, Long> sums = new EnumMap<>(MalformedReason.class);
        sums.putAll(malformedBy);
        other.malformedBy.forEach((reason, count) -> sums.merge(reason, count, Long::sum));
        return new LineCounts(
                blank + other.blank,
                comment + other.comment,
                filtered + other.filtered,
                counted + other.counted,
                Math.min(firstFiltered, other.firstFiltered),
                Math.max(lastFiltered, other.lastFiltered),
                sums);
    }
}
