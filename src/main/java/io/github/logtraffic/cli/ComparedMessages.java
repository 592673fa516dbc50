package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.AnalysisResult.TimeRange;
import io.github.logtraffic.analysis.Comparison;
import io.github.logtraffic.analysis.Comparison.Side;
import io.github.logtraffic.engine.InputSummary;
import io.github.logtraffic.report.Lengths;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

/** Says what two logs, or snapshots, do not have in common though it takes that to compare them. */
final class ComparedMessages {
    private static final int MINUTE = 60;
    private static final int DAY = 86_400;

    /** A log may begin so much later than midnight, because nobody came. */
    private static final int LATE = 600;

    private final Messages messages;

    ComparedMessages(Messages messages) {
        this.messages = messages;
    }

    /** Says which fields that options are about are nowhere in the logs. */
    void sayMissing(Comparison comparison, CountingOptions counting) {
        List<InputSummary> logs = Stream.of(comparison.before(), comparison.after())
                .flatMap(side -> side.run().inputs().stream())
                .toList();
        counting.filters.sayMissingFields(logs, messages);
        counting.agents.sayMissing(logs, messages);
        counting.groups.sayMissing(logs, messages);
    }

    /** Says that only one of the two has durations. */
    void sayDurations(Comparison comparison) {
        boolean hasBefore = comparison.before().durations() != null;
        boolean hasAfter = comparison.after().durations() != null;
        boolean hasRequests = comparison.before().totals().requests() > 0
                && comparison.after().totals().requests() > 0;
        if (hasBefore != hasAfter && hasRequests) {
            messages.notice(name(hasBefore ? comparison.after() : comparison.before())
                    + ": does not say how long requests took, so it is not compared which are slow");
        }
    }

    /**
     * Says that one of the two is of fewer hours than the other, and how to compare them all the same.
     *
     * @param files what was compared, if it was logs alone: what was counted cannot be cut; empty otherwise
     */
    void sayLengths(Comparison comparison, List<Path> files) {
        TimeRange before = comparison.before().covered();
        TimeRange after = comparison.after().covered();
        if (before == null || after == null) {
            return;
        }
        boolean isBeforeLong = length(before) > length(after);
        TimeRange longer = isBeforeLong ? before : after;
        TimeRange shorter = isBeforeLong ? after : before;
        if (!comparison.areOfOtherHours()) {
            return;
        }
        String command = command(files, isBeforeLong, lines(longer, shorter, comparison.zone()));
        messages.notice(name(comparison.before()) + " is of " + Lengths.text(length(before)) + ", "
                + name(comparison.after()) + " of " + Lengths.text(length(after))
                + ", and hours are not alike: compare the same part of the day"
                + (command.isEmpty() ? "" : ", as by: " + command));
    }

    /** What compares two logs of which one is cut by some options; nothing when these are none, or files cannot be cut. */
    private static String command(List<Path> files, boolean cutsBefore, String options) {
        if (options.isEmpty() || files.isEmpty() || !files.stream().allMatch(Files::isRegularFile)) {
            return "";
        }
        String before = ShellWord.of(files.get(0).toString());
        String after = ShellWord.of(files.get(1).toString());
        return "logtraffic diff "
                + (cutsBefore ? cut(before, options) + " " + after : before + " " + cut(after, options));
    }

    private static String cut(String log, String options) {
        return "<(logtraffic lines " + log + options + ")";
    }

    /** What cuts the longer log to the time of day that the shorter is of; nothing when it has no such time. */
    private static String lines(TimeRange longer, TimeRange shorter, ZoneId zone) {
        long days = Math.floorDiv(shorter.first() - longer.first() + LATE, (long) DAY) * DAY;
        long since = shorter.first() - days;
        long until = (shorter.last() - days) / MINUTE * MINUTE + MINUTE;
        if (until > longer.last()) {
            return "";
        }
        String begin = since - longer.first() > LATE ? " --since " + time(since / MINUTE * MINUTE, zone) : "";
        return begin + " --until " + time(until, zone);
    }

    private static String time(long second, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                Instant.ofEpochSecond(second).atZone(zone));
    }

    private static long length(TimeRange range) {
        return range.last() - range.first() + 1;
    }

    private static String name(Side side) {
        List<InputSummary> inputs = side.run().inputs();
        return inputs.get(0).source() + (inputs.size() == 1 ? "" : " and " + (inputs.size() - 1) + " more");
    }
}
