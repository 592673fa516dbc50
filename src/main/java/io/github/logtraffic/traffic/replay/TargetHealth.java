package io.github.logtraffic.traffic.replay;

import io.github.logtraffic.traffic.balance.BackendStates;
import io.github.logtraffic.traffic.balance.FailureCounts;
import io.github.logtraffic.traffic.balance.Picker;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToDoubleFunction;

/**
 * Which targets are down as far as is known, by requests that failed and by probes, and what the policy is told of that.
 * Targets that failed too often are left alone as nginx does it. nginx's own policies count failures themselves; from others a
 * target is hidden as if it were down. When no target is left, all are tried: a replay that sent nothing would measure nothing.
 */
final class TargetHealth {
    /** The first ones tell the story. */
    private static final int MOST_SWITCHES = 1_000;

    private static final int NANOS_PER_MICRO = 1_000;

    /** One target at one moment, in nanoseconds of the clock. */
    private record Switch(int target, long nanos, boolean isUp, TargetSwitch.Means means, String cause) {}

    private final ReplaySettings settings;
    private final BackendStates states;
    private final Picker picker;
    private final Runnable onAllDown;
    private final FailureCounts failures;
    private final List<ProbeCount> probes = new ArrayList<>();
    private final boolean[] hasFailed;
    private final boolean[] isDown;
    private final List<Switch> switches = new ArrayList<>();
    private long switchCount;
    private int downCount;
    private long allDownSince;
    private boolean wasAllDown;

    /** Whether there is anything that the policy has to be told before it picks. */
    private boolean isTroubled;

    /** @param onAllDown is called the first time that all targets are down */
    TargetHealth(ReplaySettings settings, BackendStates states, Picker picker, Runnable onAllDown) {
        this.settings = settings;
        this.states = states;
        this.picker = picker;
        this.onAllDown = onAllDown;
        int size = states.size();
        this.failures = new FailureCounts(size, settings.policySettings());
        this.hasFailed = new boolean[size];
        this.isDown = new boolean[size];
        for (int i = 0; i < size; i++) {
            probes.add(new ProbeCount());
        }
    }

    /** Whether there is one target only: it is never left alone, and what it answers shows that it is there. */
    boolean isOnlyOne() {
        return isDown.length == 1;
    }

    private void setTime(long nowNanos) {
        failures.setTime(nowNanos / NANOS_PER_MICRO);
    }

    /** Tells the policy which targets there are; to be called before it picks. */
    void prepare(long nowNanos) {
        setTime(nowNanos);
        if (!isTroubled) {
            return;
        }
        boolean isAnyUsable = false;
        boolean isAnyAnswering = false;
        for (int i = 0; i < isDown.length; i++) {
            isAnyAnswering |= probes.get(i).isUp();
            isAnyUsable |= isUsable(i);
        }
        isTroubled = false;
        for (int i = 0; i < isDown.length; i++) {
            if (!isAnyUsable) {
                forgetFailures(i);
            }
            boolean isHidden = !settings.policy().isNginx() && !isUsable(i);
            states.setUp(i, !isAnyAnswering || (probes.get(i).isUp() && !isHidden));
            isTroubled |= !probes.get(i).isUp() || failures.areTooMany(i);
        }
    }

    private boolean isUsable(int target) {
        return probes.get(target).isUp() && (isOnlyOne() || !failures.isLeftAlone(target));
    }

    private void forgetFailures(int target) {
        failures.forget(target);
        picker.recovered(target);
    }

    /** Says that the policy has picked a target. */
    void picked(int target) {
        failures.chosen(target);
    }

    /** Says that a target failed, or that it answered what counts as that. */
    void failed(int target, String cause, long nowNanos) {
        setTime(nowNanos);
        failures.failed(target);
        picker.failed(target, nowNanos / NANOS_PER_MICRO);
        isTroubled = true;
        if (failures.areTooMany(target)) {
            hasFailed[target] = true;
            update(target, TargetSwitch.Means.PASSIVE, cause, nowNanos);
        }
    }

    /** Says that a target answered, and well. */
    void answered(int target, int status, long nowNanos) {
        setTime(nowNanos);
        if (isOnlyOne()) {
            failures.forget(target);
        } else {
            failures.succeeded(target);
        }
        if (hasFailed[target] && !failures.areTooMany(target)) {
            hasFailed[target] = false;
            update(target, TargetSwitch.Means.PASSIVE, String.valueOf(status), nowNanos);
        }
    }

    /** Says what became of a probe. */
    void probed(int target, boolean isHealthy, String cause, long nowNanos) {
        ProbeCount probe = probes.get(target);
        boolean wasUp = probe.isUp();
        probe.add(isHealthy);
        if (probe.isUp() == wasUp) {
            return;
        }
        isTroubled = true;
        if (probe.isUp()) {
            forgetFailures(target);
            hasFailed[target] = false;
        }
        update(target, TargetSwitch.Means.ACTIVE, cause, nowNanos);
    }

    private void update(int target, TargetSwitch.Means means, String cause, long nowNanos) {
        boolean isDownNow = hasFailed[target] || !probes.get(target).isUp();
        if (isDown[target] == isDownNow) {
            return;
        }
        isDown[target] = isDownNow;
        downCount += isDownNow ? 1 : -1;
        switchCount++;
        if (switches.size() < MOST_SWITCHES) {
            switches.add(new Switch(target, nowNanos, !isDownNow, means, cause));
        }
        if (areAllDown()) {
            allDownSince = nowNanos;
            if (!wasAllDown) {
                wasAllDown = true;
                onAllDown.run();
            }
        }
    }

    boolean isDown(int target) {
        return isDown[target];
    }

    boolean areAllDown() {
        return downCount == isDown.length;
    }

    /** Whether all targets have been down for so long that it is time to give up. */
    boolean isHopeless(long nowNanos) {
        return areAllDown() && nowNanos - allDownSince >= settings.health().giveUpNanos();
    }

    /** How often targets went down or came back. */
    long switchCount() {
        return switchCount;
    }

    /**
     * The first of those times.
     *
     * @param seconds of the run at a time of the clock
     */
    List<TargetSwitch> switches(LongToDoubleFunction seconds) {
        return switches.stream()
                .map(one -> new TargetSwitch(
                        one.target(), seconds.applyAsDouble(one.nanos()), one.isUp(), one.means(), one.cause()))
                .toList();
    }
}
