package io.github.logtraffic.analysis;

import io.github.logtraffic.analysis.AnalysisResult.TimeRange;
import io.github.logtraffic.count.Tally;
import io.github.logtraffic.engine.LineCounts;
import io.github.logtraffic.log.filter.FilterPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a log was written: from its first to its last entry, also of those that filters dropped. Few entries that stand apart
 * from all others, because a clock was wrong, are left out.
 */
final class LogTime {
    private static final int MINUTE = 60;

    /** At most one of so many entries stands apart, and none of fewer than a tenth. */
    private static final long ONE_OF = 1_000;

    private final List<TimeRange> cells = new ArrayList<>();
    private final boolean isEmpty;
    private long first;
    private long last;

    private LogTime(Tally tally, @Nullable TimeRange dropped) {
        this.isEmpty = tally.requests() == 0 && dropped == null;
        if (tally.requests() > 0) {
            this.first = tally.firstSecond();
            this.last = tally.lastSecond();
            leaveOut(tally);
        } else if (dropped != null) {
            this.first = dropped.first();
            this.last = dropped.last();
        }
        if (dropped != null) {
            this.first = Math.min(first, dropped.first());
            this.last = Math.max(last, dropped.last());
        }
    }

    /** That of what was counted by a plan. */
    static LogTime of(AnalysisPlan plan, Counted counted) {
        FilterPlan filter = plan.pass().filter();
        LineCounts lines = counted.run().lines();
        return new LogTime(
                counted.tally(), filter.typed().isEmpty() || lines.filtered() == 0 ? null : within(filter, lines));
    }

    private static TimeRange within(FilterPlan filter, LineCounts lines) {
        Instant begin = filter.range().begin();
        Instant end = filter.range().end();
        long since = begin == null ? Long.MIN_VALUE : begin.getEpochSecond();
        long until = end == null ? Long.MAX_VALUE : end.getEpochSecond() - 1;
        return new TimeRange(
                Math.min(Math.max(lines.firstFiltered(), since), until),
                Math.min(Math.max(lines.lastFiltered(), since), until));
    }

    private void leaveOut(Tally tally) {
        List<long[]> all = new ArrayList<>();
        tally.series().forEachCell((start, requests, bytes) -> all.add(new long[] {start, requests}));
        all.sort(Comparator.comparingLong(cell -> cell[0]));
        long most = tally.requests() < ONE_OF / 10 ? 0 : (tally.requests() + ONE_OF - 1) / ONE_OF;
        int from = apartAtFirst(all, most);
        int until = all.size() - apartAtLast(all, from, most);
        int seconds = tally.series().cellSeconds();
        if (from > 0) {
            first = all.get(from)[0];
        }
        if (until < all.size()) {
            last = all.get(until - 1)[0] + seconds - 1;
        }
        all.subList(from, until).forEach(cell -> cells.add(new TimeRange(cell[0], cell[0] + seconds - 1)));
    }

    /** How many cells stand apart in front. */
    private static int apartAtFirst(List<long[]> all, long most) {
        int apart = 0;
        long requests = 0;
        for (int i = 0; i + 1 < all.size() && (requests += all.get(i)[1]) <= most; i++) {
            long next = all.get(i + 1)[0];
            apart = next - all.get(i)[0] > all.get(all.size() - 1)[0] - next ? i + 1 : apart;
        }
        return apart;
    }

    /** How many stand apart behind the others. */
    private static int apartAtLast(List<long[]> all, int from, long most) {
        int apart = 0;
        long requests = 0;
        for (int i = all.size() - 1; i > from && (requests += all.get(i)[1]) <= most; i--) {
            long next = all.get(i - 1)[0];
            apart = all.get(i)[0] - next > next - all.get(from)[0] ? all.size() - i : apart;
        }
        return apart;
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    /** How long it was written, at least a minute. */
    double seconds() {
        return Math.max(MINUTE, last - first + 1);
    }

    /** From when until when it was written; null without entries. */
    @Nullable
    TimeRange covered() {
        return isEmpty ? null : new TimeRange(first, last);
    }

    /** The longest time in it without a request; null when there is none. */
    @Nullable
    TimeRange longestSilence() {
        TimeRange longest = null;
        for (int i = 1; i < cells.size(); i++) {
            TimeRange silence =
                    new TimeRange(cells.get(i - 1).last() + 1, cells.get(i).first() - 1);
            if (seconds(silence) > seconds(longest)) {
                longest = silence;
            }
        }
        return longest;
    }

    /** How long a time is; 0 when there is none. */
    static long seconds(@Nullable TimeRange range) {
        return range == null ? 0 : range.last() - range.first() + 1;
    }
}
