package io.github.logtraffic.count;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The binary form of a {@link Tally} that is exact: the same bytes for the same counts, whatever the order in which they were
 * counted. It does not say by which plan, nor has it a checksum: whoever keeps it sees to both. Bytes that are no such form
 * are found to be none, or are that of other counts, but never read beyond, nor is more memory taken than they ask for.
 */
public final class TallyForm {
    /** Of the form and of what is counted; to be raised when either changes. */
    public static final int VERSION = 2;

    /** Further apart no two entries of a log are, nor can a year be written that is. */
    static final long MOST_SECONDS = 1L << 40;

    private static final int STATUSES = 1_000;

    private TallyForm() {}

    /**
     * Writes a tally.
     *
     * @throws IllegalArgumentException when it is not exact
     */
    public static void write(Tally tally, PackedOutput out) {
        if (!tally.isExact()) {
            throw new IllegalArgumentException("not exact");
        }
        out.number(tally.requests());
        if (tally.requests() == 0) {
            return;
        }
        out.signed(tally.firstSecond());
        out.number(tally.lastSecond() - tally.firstSecond());
        out.number(tally.bytes());
        for (int status = 0; status < STATUSES; status++) {
            if (tally.requestsOfStatus(status) > 0) {
                out.number(status);
                out.number(tally.requestsOfStatus(status));
            }
        }
        tally.series().write(out);
        tally.durationSketch().write(out);
        new TableOutput(tally, tally.clients()).write(out);
        for (int i = 0; i < tally.plan().groups().size(); i++) {
            new TableOutput(tally, tally.group(i)).write(out);
        }
    }

    /** How much of a tally is read. */
    public enum Detail {
        /** All of it. */
        ALL,
        /**
         * Of clients' and groups' windows those that are the first or the last one of the tally, and the busiest of the
         * others: enough for the busiest window of each when nothing else is added to these others.
         */
        PEAKS
    }

    /**
     * The first and the last second of a tally.
     *
     * @param first when the first entry was logged
     * @param last when the last one was
     */
    public record Span(long first, long last) {}

    /**
     * When the entries were logged; null when there are none.
     *
     * @throws TallyFormException when there is no tally
     */
    public static @Nullable Span span(PackedInput in) throws TallyFormException {
        return in.number(0, Long.MAX_VALUE) == 0 ? null : readSpan(in);
    }

    private static Span readSpan(PackedInput in) throws TallyFormException {
        long first = in.signed();
        if (first < -MOST_SECONDS || first > MOST_SECONDS) {
            throw new TallyFormException("there is no such time");
        }
        return new Span(first, first + in.number(0, MOST_SECONDS));
    }

    /**
     * A tally that is to be read.
     *
     * @param in in which it is the next thing
     * @param detail how much of it; {@link Detail#PEAKS} only to add it to what holds nothing but what was read
     */
    public record Part(PackedInput in, Detail detail) {}

    /**
     * Sees whether there is a tally to be read.
     *
     * @param plan the plan that it was counted by
     * @throws TallyFormException when there is none
     */
    public static void check(Part part, CountPlan plan) throws TallyFormException {
        for (Slice slice : begin(List.of(part), plan, null)) {
            slice.read();
        }
    }

    /**
     * Begins to read tallies.
     *
     * @param into what they are added to, of the same plan; when one of the forms is none, of no use any more
     * @return what remains to be read, in any order, by several threads if one likes
     * @throws TallyFormException when one of them is none
     */
    public static List<Slice> begin(List<Part> parts, Tally into) throws TallyFormException {
        into.settle(); // lest groups be made of clients whose groups are read as well
        return begin(parts, into.plan(), into);
    }

    /** A part of what is to be read: some of the keys of one table of all tallies. */
    public static final class Slice {
        private final TableInputs tables;

        private Slice(@Nullable CounterMerge into) {
            tables = new TableInputs(into);
        }

        /**
         * Reads it, once.
         *
         * @throws TallyFormException when one of the tallies is none
         */
        public void read() throws TallyFormException {
            tables.read();
        }
    }

    /** What has been read of a part. */
    private record Begun(Part part, long requests, Span span) {}

    private static List<Slice> begin(List<Part> parts, CountPlan plan, @Nullable Tally into) throws TallyFormException {
        List<Begun> all = new ArrayList<>();
        for (Part part : parts) {
            long requests = part.in.number(0, Long.MAX_VALUE);
            if (requests > 0) {
                all.add(begin(part, requests, plan, into));
            }
        }
        List<Slice> slices = new ArrayList<>();
        for (int i = 0; i <= plan.groups().size() && !all.isEmpty(); i++) {
            CounterMerge merge = into == null ? null : new CounterMerge(i == 0 ? into.clients() : into.group(i - 1));
            List<Slice> ofTable = Stream.generate(() -> new Slice(merge))
                    .limit(TableOutput.SLICES)
                    .toList();
            for (Begun one : all) {
                addSlices(one, plan, ofTable);
            }
            slices.addAll(ofTable);
        }
        return slices;
    }

    private static void addSlices(Begun from, CountPlan plan, List<Slice> slices) throws TallyFormException {
        PackedInput in = from.part.in;
        long left = from.requests;
        for (Slice slice : slices) {
            long requests = in.number(0, left);
            left -= requests;
            if (requests > 0) {
                boolean onlyPeaks = from.part.detail == Detail.PEAKS;
                slice.tables.add(new TableInput(in, requests, from.span, plan.windowSeconds(), onlyPeaks));
            }
        }
        if (left != 0) {
            throw new TallyFormException("slices do not add up");
        }
    }

    /** Reads all but the tables. */
    private static Begun begin(Part part, long requests, CountPlan plan, @Nullable Tally into)
            throws TallyFormException {
        PackedInput in = part.in;
        Span span = readSpan(in);
        long bytes = in.number(0, Long.MAX_VALUE);
        long[] statuses = statuses(in, requests);
        TimeSeries.read(in, plan, requests, into == null ? null : into.series());
        DurationSketch durations = DurationSketch.read(in, requests);
        if (into != null) {
            into.add(requests, bytes, span.first, span.last, statuses, durations);
        }
        return new Begun(part, requests, span);
    }

    private static long[] statuses(PackedInput in, long requests) throws TallyFormException {
        long[] statuses = new long[STATUSES];
        for (long left = requests; left > 0; ) {
            int status = (int) in.number(0, STATUSES - 1L);
            long ofStatus = in.number(1, left);
            statuses[status] += ofStatus;
            left -= ofStatus;
        }
        return statuses;
    }
}
