package io.github.logtraffic.analysis;

import io.github.logtraffic.count.CountPlan;
import io.github.logtraffic.count.CounterTable;
import io.github.logtraffic.count.DurationCounts;
import io.github.logtraffic.count.Peak;

/**
 * What top talkers and other groups are sorted by, descending. Equals are sorted by requests, bytes and key. Those of which it is not
 * known, because memory was short, come last.
 */
public enum TalkerSort {
    /** Requests. */
    REQUESTS("requests") {
        @Override
        long key(CounterTable table, int row) {
            return table.requests(row);
        }
    },
    /** Bytes of the responses. */
    BYTES("bytes") {
        @Override
        long key(CounterTable table, int row) {
            return table.bytes(row);
        }

        @Override
        CountPlan.Weight weight() {
            return CountPlan.Weight.BYTES;
        }
    },
    /** Requests whose response had a status of 4xx or 5xx. */
    ERRORS("errors") {
        @Override
        long key(CounterTable table, int row) {
            return table.hasStatuses(row) ? table.requestsOfClass(row, 4) + table.requestsOfClass(row, 5) : UNKNOWN;
        }
    },
    /** Requests in the busiest window. */
    PEAK("peak") {
        @Override
        long key(CounterTable table, int row) {
            Peak peak = table.peak(row);
            return peak == null ? UNKNOWN : peak.requests();
        }
    },
    /** How long all requests took together. */
    DURATION("duration") {
        @Override
        long key(CounterTable table, int row) {
            return table.durationMicros(row);
        }
    },
    /** How long 95 of 100 requests took at most. */
    P95("p95") {
        @Override
        long key(CounterTable table, int row) {
            DurationCounts durations = table.durations(row);
            return durations == null || !durations.hasPercentiles() ? UNKNOWN : durations.percentile(95);
        }
    };

    private static final long UNKNOWN = -1;

    private final String sortName;

    TalkerSort(String sortName) {
        this.sortName = sortName;
    }

    /** The name that users type and reports show. */
    public String sortName() {
        return sortName;
    }

    /** Whether it takes logs that say how long requests took. */
    public boolean needsDurations() {
        return this == DURATION || this == P95;
    }

    abstract long key(CounterTable table, int row);

    /** Which groups to keep when there is no memory for all. */
    CountPlan.Weight weight() {
        return CountPlan.Weight.REQUESTS;
    }
}
