package io.github.logtraffic.traffic.replay;

import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what would be sent. */
public final class TrafficSurvey implements RequestSink {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final SortedMap<String, Long> methods = new TreeMap<>();
    private long requests;
    private long second;
    private long inSecond;
    private long mostInSecond;
    private long lastNanos;

    /** Has counted nothing yet. */
    public TrafficSurvey() {}

    @Override
    public boolean accept(DueRequest request) {
        requests++;
        methods.merge(request.request().method(), 1L, Long::sum);
        lastNanos = request.dueNanos();
        long now = lastNanos / NANOS_PER_SECOND;
        inSecond = now == second ? inSecond + 1 : 1;
        second = now;
        mostInSecond = Math.max(mostInSecond, inSecond);
        return true;
    }

    /** What was counted. */
    public PlannedTraffic traffic(RequestSource source) {
        return new PlannedTraffic(requests, methods, mostInSecond, lastNanos, source.skipped(), source.masked());
    }
}
