package io.github.logtraffic.analysis;

import io.github.logtraffic.analysis.CapacityResult.Step;
import io.github.logtraffic.traffic.replay.CapacityRule;
import io.github.logtraffic.traffic.replay.Pace;
import io.github.logtraffic.traffic.replay.Rehearsal;
import io.github.logtraffic.traffic.replay.ReplayOutcome;
import io.github.logtraffic.traffic.replay.ReplayWatch;
import io.github.logtraffic.traffic.replay.StopReason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends logs at once, twice, four times their pace and so on, until a rule does not hold or nothing more can be said. A step in
 * which requests could not be sent when they were due is played once more. {@link #stop} may be called by another thread meanwhile.
 *
 * <p>At each step it begins anew that targets are up, that errors are watched for, and for how long all targets may be down:
 * when they are, all requests fail, so that the rule breaks and no step follows.
 */
public final class CapacityRun {
    /** Twice as fast so often is eight million times as fast. */
    private static final int MOST_STEPS = 24;

    private final ReplayPlan plan;
    private final CapacityRule rule;
    private final ReplayWatch watch;
    private final List<Step> steps = new ArrayList<>();
    private @Nullable ReplayResult last;
    private @Nullable ReplayResult lastHeld;
    private int held;
    private Runnable onAllDown = () -> {};
    private volatile @Nullable ReplayRun running;
    private volatile boolean isStopped;

    /**
     * @param plan the first step
     * @param watch is told how sending goes
     */
    public CapacityRun(ReplayPlan plan, CapacityRule rule, ReplayWatch watch) {
        this.plan = plan;
        this.rule = rule;
        this.watch = watch;
    }

    /** Says what to do, in another thread, the first time in a step that all targets are down; to be called before it sends. */
    public void onAllDown(Runnable task) {
        onAllDown = task;
    }

    /**
     * Sends the requests; the result is that of the last step that held, or of the first one when none did.
     *
     * @param nanoTime a clock that never goes back, in nanoseconds
     * @throws SSLException when there is no TLS
     */
    public ReplayResult run(ReplaySurvey survey, LongSupplier nanoTime) throws SSLException {
        new Rehearsal(nanoTime).run();
        CapacityEnd end = null;
        boolean isSecondTry = false;
        while (end == null) {
            Pace pace = plan.settings().pace().times(Math.scalb(1.0, steps.size()));
            end = play(plan.at(pace), survey, nanoTime);
            boolean isAgain = end == CapacityEnd.GENERATOR && !isSecondTry;
            if (isAgain) { // something else may have kept the machine busy
                steps.remove(steps.size() - 1);
                end = null;
            }
            isSecondTry = isAgain;
        }
        CapacityResult result = new CapacityResult(rule, steps, held, end);
        ReplayResult shown = lastHeld == null ? last : lastHeld;
        return (shown == null ? ReplayResult.dry(survey, plan) : shown).with(result);
    }

    /** Plays a step; returns why it is the last one, null when it is not. */
    private @Nullable CapacityEnd play(ReplayPlan step, ReplaySurvey survey, LongSupplier nanoTime)
            throws SSLException {
        watch.begin();
        ReplayRun run = new ReplayRun(step, watch);
        run.onAllDown(onAllDown);
        running = run;
        if (isStopped) {
            return CapacityEnd.INTERRUPTED;
        }
        ReplayResult result = run.sendRehearsed(survey, null, nanoTime);
        boolean isSlowed = run.ceilingEffect().isSlowdown();
        if (isSlowed) { // it says nothing of the pace that was meant
            result = result.of(
                    step.at(step.settings().pace().times(run.ceilingEffect().paceKept())));
        }
        ReplayOutcome outcome = result.outcome();
        if (outcome == null || outcome.stop() == StopReason.INTERRUPTED) {
            last = last == null ? result : last;
            return CapacityEnd.INTERRUPTED;
        }
        last = result;
        if (outcome.all().sent() == 0) {
            return CapacityEnd.NOTHING;
        }
        List<CapacityRule.Bound> broken = rule.broken(outcome);
        steps.add(new Step(result.plan().settings().pace(), outcome, broken));
        if (outcome.stop() == StopReason.GAVE_UP) {
            return CapacityEnd.GAVE_UP;
        }
        boolean isOfTargets = watch.wasFull() && !broken.isEmpty(); // requests waited for those in flight
        if (!outcome.keptUp() && !isOfTargets) {
            return CapacityEnd.GENERATOR;
        }
        if (!broken.isEmpty() || outcome.stop() != StopReason.DONE) {
            return broken.isEmpty() ? CapacityEnd.STOPPED : CapacityEnd.RULE;
        }
        held = steps.size();
        lastHeld = result;
        if (isSlowed) {
            return CapacityEnd.CEILING;
        }
        return held == MOST_STEPS ? CapacityEnd.STEPS : null;
    }

    /** Ends it early: what was sent is waited for, and the steps before are reported. */
    public void stop() {
        isStopped = true;
        ReplayRun run = running;
        if (run != null) {
            run.stop();
        }
    }
}
