package io.github.logtraffic.analysis;

import io.github.logtraffic.analysis.AnalysisResult.Filter;
import io.github.logtraffic.engine.OrderedPass;
import io.github.logtraffic.engine.RejectSink;
import io.github.logtraffic.engine.RunSummary;
import io.github.logtraffic.log.entry.OrderedConsumer;
import io.github.logtraffic.log.format.EntryPlan;
import io.github.logtraffic.log.format.FieldNames;
import io.github.logtraffic.traffic.balance.KeyReader;
import io.github.logtraffic.traffic.balance.RequestKey;
import io.github.logtraffic.traffic.replay.CeilingEffect;
import io.github.logtraffic.traffic.replay.EntrySlots;
import io.github.logtraffic.traffic.replay.Extent;
import io.github.logtraffic.traffic.replay.Pace;
import io.github.logtraffic.traffic.replay.Rehearsal;
import io.github.logtraffic.traffic.replay.Replay;
import io.github.logtraffic.traffic.replay.ReplayMark;
import io.github.logtraffic.traffic.replay.ReplayOutcome;
import io.github.logtraffic.traffic.replay.ReplayWatch;
import io.github.logtraffic.traffic.replay.RequestSink;
import io.github.logtraffic.traffic.replay.RequestSource;
import io.github.logtraffic.traffic.replay.SentHeaders;
import io.github.logtraffic.traffic.replay.TrafficSurvey;
import io.github.logtraffic.traffic.replay.WarmList;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The run of a plan: {@link #survey} reads the logs to their end and sends nothing, {@link #send} sends them. {@link #stop}
 * may be called by another thread meanwhile.
 */
public final class ReplayRun {
    private final ReplayPlan plan;
    private final ReplayWatch watch;
    private volatile @Nullable OrderedPass pass;
    private volatile @Nullable Replay replay;
    private volatile boolean isStopped;
    private Runnable onAllDown = () -> {};
    private @Nullable InstantSource clock;
    private CeilingEffect ceilingEffect = CeilingEffect.NONE;

    /** A run that has done nothing yet. */
    public ReplayRun(ReplayPlan plan) {
        this(plan, new ReplayWatch(false));
    }

    /**
     * A run that has done nothing yet.
     *
     * @param watch is told how sending goes
     */
    public ReplayRun(ReplayPlan plan, ReplayWatch watch) {
        this.plan = plan;
        this.watch = watch;
    }

    /** Says what to do, in another thread, the first time that all targets are down; to be called before it sends. */
    public void onAllDown(Runnable task) {
        onAllDown = task;
    }

    /** Says what time it is, for logs that are being written; to be called before it sends. */
    public void byClock(InstantSource wallClock) {
        clock = wallClock;
    }

    /** The pass in which {@link #survey} reads. */
    public OrderedPass newPass(@Nullable RejectSink rejects) {
        return new OrderedPass(plan.sources(), plan.pass(), plan.reorderSeconds(), rejects);
    }

    /** Finds out what would be sent. */
    public ReplaySurvey survey(OrderedPass surveyed) {
        if (plan.rules().onlyCacheable()) {
            return surveyUrls(surveyed);
        }
        TrafficSurvey survey = new TrafficSurvey();
        RequestSource source = source(pace(), plan.settings().extent(), survey, () -> {}); // to the end of the logs
        OrderedTotals totals = new OrderedTotals(source, plan.prefix(), plan.hashSeed());
        RunSummary summary = surveyed.run(totals);
        return new ReplaySurvey(overview(summary, totals), survey.traffic(source), null);
    }

    private Pace pace() {
        return plan.settings().pace().under(0);
    }

    private ReplaySurvey surveyUrls(OrderedPass surveyed) {
        WarmList list = new WarmList(plan.settings().headers().host() == SentHeaders.Host.ORIGINAL);
        RequestSource source = source(pace(), Extent.WHOLE, list, () -> {});
        OrderedTotals totals = new OrderedTotals(source, plan.prefix(), plan.hashSeed());
        RunSummary summary = surveyed.run(totals);
        TrafficSurvey survey = new TrafficSurvey();
        list.sendTo(survey, pace(), plan.settings().extent());
        return new ReplaySurvey(overview(summary, totals), survey.traffic(source), list);
    }

    private RequestSource source(Pace pace, Extent extent, RequestSink sink, Runnable onEnough) {
        EntryPlan entries = plan.pass().entries();
        RequestKey key = plan.hashedKey();
        EntrySlots slots = new EntrySlots(
                entries.slot(FieldNames.METHOD),
                entries.slot(FieldNames.TARGET),
                entries.slot(FieldNames.HOST),
                entries.slot(FieldNames.USER_AGENT),
                entries.slot(ReplayMark.FIELD));
        KeyReader keys = KeyReader.of(plan.settings().policy(), key, entries.slot(BalancePlan.field(key)));
        return new RequestSource(slots, plan.rules(), keys, pace, extent, sink, onEnough);
    }

    private LogOverview overview(RunSummary summary, OrderedTotals totals) {
        return new LogOverview(
                summary,
                true,
                Filter.of(plan.pass().filter()),
                plan.zone(),
                totals.totals().clientsError() == 0,
                totals.totals(),
                totals.timeRange());
    }

    /**
     * Sends the requests.
     *
     * @param survey what was found before; null when the logs can be read only once
     * @param rejects takes the malformed lines; null to drop them
     * @param nanoTime a clock that never goes back, in nanoseconds
     * @throws SSLException when there is no TLS
     */
    public ReplayResult send(@Nullable ReplaySurvey survey, @Nullable RejectSink rejects, LongSupplier nanoTime)
            throws SSLException {
        if (survey != null && survey.warm() != null) {
            return warm(survey, survey.warm(), nanoTime);
        }
        if (!plan.settings().pace().isUnscheduled()) {
            new Rehearsal(nanoTime).run();
        }
        return sendRehearsed(survey, rejects, nanoTime);
    }

    /** The same behind a {@link Rehearsal}. */
    ReplayResult sendRehearsed(@Nullable ReplaySurvey survey, @Nullable RejectSink rejects, LongSupplier nanoTime)
            throws SSLException {
        try (Replay sending = new Replay(plan.settings(), nanoTime, watch, this::stopReading)
                .onAllDown(onAllDown)
                .start()) {
            replay = sending;
            if (isStopped) {
                sending.stop();
            }
            RequestSource source =
                    source(plan.settings().pace(), plan.settings().extent(), sending, this::stopReading);
            OrderedTotals totals = new OrderedTotals(source, plan.prefix(), plan.hashSeed());
            RunSummary summary = read(totals, rejects);
            while (plan.loops() && !isStopped && !source.isComplete() && source.handedOn() > 0) {
                source.again();
                read(source, null);
            }
            sending.end();
            ReplayOutcome outcome = sending.outcome();
            ceilingEffect = source.ceilingEffect();
            LogOverview logs = survey == null ? overview(summary, totals) : survey.logs();
            return new ReplayResult(
                    logs, plan, outcome, source.handedOn(), source.skipped(), source.masked(), null, null);
        } finally {
            replay = null;
        }
    }

    /** What the ceiling did to when the requests were due that were sent. */
    CeilingEffect ceilingEffect() {
        return ceilingEffect;
    }

    private ReplayResult warm(ReplaySurvey survey, WarmList list, LongSupplier nanoTime) throws SSLException {
        try (Replay sending = new Replay(plan.settings(), nanoTime, watch, () -> {})
                .onAllDown(onAllDown)
                .start()) {
            replay = sending;
            if (isStopped) {
                sending.stop();
            }
            long sent =
                    list.sendTo(sending, plan.settings().pace(), plan.settings().extent());
            sending.end();
            return new ReplayResult(
                    survey.logs(),
                    plan,
                    sending.outcome().unmeasured(),
                    sent,
                    survey.traffic().skipped(),
                    survey.traffic().masked(),
                    list.summary(),
                    null);
        } finally {
            replay = null;
        }
    }

    private RunSummary read(OrderedConsumer consumer, @Nullable RejectSink rejects) {
        OrderedPass reading = newPass(rejects);
        if (clock != null) {
            reading.byClock(clock);
        }
        pass = reading;
        if (isStopped) {
            reading.stop();
        }
        RunSummary summary = reading.run(consumer);
        return new RunSummary( // that there was enough is no interruption
                summary.inputs(), summary.failures(), summary.samples(), isStopped, summary.outOfOrder());
    }

    private void stopReading() {
        OrderedPass reading = pass;
        if (reading != null) {
            reading.stop();
        }
    }

    /** Ends the sending early: what was sent is waited for, and reported. */
    public void stop() {
        isStopped = true;
        Replay sending = replay;
        if (sending != null) {
            sending.stop();
        }
        stopReading();
    }
}
