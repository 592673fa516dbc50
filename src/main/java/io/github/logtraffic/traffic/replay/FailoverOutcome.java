package io.github.logtraffic.traffic.replay;

import java.util.List;

/**
 * Which targets went down and came back, and what became of the requests that failed there.
 *
 * @param switches the first of them, in order
 * @param switchCount how many there were
 * @param targets what each target had to do with it
 * @param recovered how many requests that were tried once more were answered then, and well
 * @param lost how many requests were not answered in the end
 */
public record FailoverOutcome(
        List<TargetSwitch> switches, long switchCount, List<TargetFailover> targets, long recovered, long lost) {
    /** Keeps copies. */
    public FailoverOutcome {
        switches = List.copyOf(switches);
        targets = List.copyOf(targets);
    }

    /** How many requests were tried once more, on another target or on a new connection. */
    public long retried() {
        return targets.stream().mapToLong(TargetFailover::retried).sum();
    }

    /** How many requests were sent again on another connection, the first one having been closed when idle. */
    public long resent() {
        return targets.stream().mapToLong(TargetFailover::resent).sum();
    }
}
