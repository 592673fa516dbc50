package io.github.logtraffic.traffic.replay;

import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what a target answered. */
final class TargetTally {
    private static final int MOST_STATUSES = 1_000;

    private final long[] statuses = new long[MOST_STATUSES];
    private final SortedMap<FailureKind, Long> failures = new TreeMap<>();
    private final LatencyRecorder responseTimes = new LatencyRecorder();
    private final LatencyRecorder serviceTimes = new LatencyRecorder();
    private long answered;
    private long failed;
    private long bytes;

    void addAnswer(Exchange exchange, long nowNanos) {
        answered++;
        bytes += exchange.bodyBytes();
        statuses[Math.min(exchange.status(), MOST_STATUSES - 1)]++;
        responseTimes.add(nowNanos - exchange.dueNanos());
        serviceTimes.add(nowNanos - exchange.sentNanos());
    }

    void addFailure(FailureKind kind) {
        failed++;
        failures.merge(kind, 1L, Long::sum);
    }

    void addAll(TargetTally other) {
        answered += other.answered;
        failed += other.failed;
        bytes += other.bytes;
        for (int i = 0; i < statuses.length; i++) {
            statuses[i] += other.statuses[i];
        }
        other.failures.forEach((kind, count) -> failures.merge(kind, count, Long::sum));
        responseTimes.addAll(other.responseTimes);
        serviceTimes.addAll(other.serviceTimes);
    }

    TargetOutcome outcome() {
        SortedMap<Integer, Long> byStatus = new TreeMap<>();
        for (int i = 0; i < statuses.length; i++) {
            if (statuses[i] > 0) {
                byStatus.put(i, statuses[i]);
            }
        }
        return new TargetOutcome(
                answered, failed, bytes, byStatus, failures, responseTimes.latencies(), serviceTimes.latencies());
    }
}
