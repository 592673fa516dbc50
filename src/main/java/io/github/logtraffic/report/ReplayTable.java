package io.github.logtraffic.report;

import io.github.logtraffic.analysis.ReplayResult;
import io.github.logtraffic.traffic.replay.Latencies;
import io.github.logtraffic.traffic.replay.ReplayOutcome;
import io.github.logtraffic.traffic.replay.ReplayTarget;
import io.github.logtraffic.traffic.replay.StopReason;
import io.github.logtraffic.traffic.replay.TargetOutcome;
import io.github.logtraffic.traffic.replay.WarmList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lays out what came of sending requests: what each target answered, and how long it took. */
final class ReplayTable {
    private static final double MICROS_PER_MILLI = 1e3;

    private final ReplayResult result;
    private final ReportStyle style;
    private final Numbers numbers;
    private final SummaryTable summary;
    private final List<String> lines = new ArrayList<>();

    ReplayTable(ReplayResult result, ReportStyle style) {
        this.result = result;
        this.style = style;
        this.numbers = new Numbers(style.human());
        this.summary = new SummaryTable(
                result.logs(), style, numbers, new WallClock(result.logs().zone()));
    }

    List<String> lines() {
        ReplayOutcome outcome = result.outcome();
        summary.addFact("Sent by", result.plan().settings().policy().policyName());
        addSkipped();
        if (outcome == null) {
            summary.addFact("Dry run", "nothing was sent; planned is to send " + numbers.count(result.planned()));
        } else if (result.capacity() == null) {
            addRun(outcome);
        }
        addWarmth();
        if (result.capacity() != null) {
            CapacityReport capacity = new CapacityReport(result.capacity());
            summary.addFact("Rule", SafeText.visible(result.capacity().rule().text()));
            summary.addFact("Capacity", capacity.text(numbers));
            addDiffer(outcome);
            lines.addAll(summary.lines());
            lines.addAll(capacity.lines(style));
            addStep(outcome);
            return lines;
        }
        lines.addAll(summary.lines());
        if (outcome != null && outcome.all().sent() > 0) {
            addTitle("Targets");
            addTargets(outcome);
            if (outcome.all().responseTimes().count() > 0) {
                addTimes(outcome);
            }
            lines.addAll(diff(outcome).lines(style));
        }
        if (outcome != null && outcome.failover().switchCount() > 0) {
            addTitle("Targets that went down or came back");
            lines.addAll(new FailoverTable(outcome.failover(), style, numbers)
                    .lines(result.plan().settings().targets()));
        }
        return lines;
    }

    /** What came of the step that the report is about, target by target. */
    private void addStep(@Nullable ReplayOutcome outcome) {
        if (outcome == null || outcome.all().sent() == 0) {
            return;
        }
        addTitle("Targets at " + CapacityReport.pace(result.plan().settings().pace(), numbers));
        addTargets(outcome);
        if (outcome.targets().size() > 1 && outcome.all().answered() > 0) {
            addTimes(outcome);
        }
        lines.addAll(diff(outcome).lines(style));
    }

    private void addWarmth() {
        WarmList.Summary warm = result.warm();
        if (warm != null) {
            summary.addFact(
                    "Warm-up",
                    numbers.count(warm.urls(), "URL") + ", each once, those of most requests first; the log has "
                            + numbers.count(warm.requests(), "request") + " for them");
            if (warm.forgottenRequests() > 0) {
                summary.addFact(
                        "Forgotten",
                        "URLs that were seldom asked for, as there were too many: "
                                + numbers.count(warm.forgottenRequests(), "request"));
            }
        }
    }

    private DiffReport diff(ReplayOutcome outcome) {
        return new DiffReport(outcome.diff(), result.plan().rows());
    }

    private void addSkipped() {
        if (!result.skipped().isEmpty()) {
            long leftOut = result.skipped().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            summary.addFact(
                    "Left out",
                    numbers.count(leftOut) + " of " + numbers.count(result.taken(), "request") + " taken from the log"
                            + (result.plan().loops() && result.outcome() != null ? " in all rounds: " : ": ")
                            + result.skipped().entrySet().stream()
                                    .map(reason -> numbers.count(reason.getValue()) + " "
                                            + reason.getKey().description())
                                    .collect(Collectors.joining(", ")));
        }
        if (result.masked() > 0) {
            summary.addFact("Masked", "secrets in " + numbers.count(result.masked()) + " of those taken");
        }
    }

    private void addRun(ReplayOutcome outcome) {
        summary.addFact(
                "Sent",
                numbers.count(outcome.all().sent(), "request") + " in "
                        + numbers.micros(Math.round(outcome.seconds() * 1e6)) + ", "
                        + numbers.average(outcome.achievedPerSecond()) + " per second"
                        + (outcome.plannedPerSecond() > 0
                                ? " of " + numbers.average(outcome.plannedPerSecond()) + " planned"
                                : ""));
        if (outcome.lateness().count() > 0) {
            summary.addFact(
                    "Late",
                    numbers.count(outcome.late()) + " by more than 10 ms; 99% at most "
                            + time(outcome.lateness().percentile(99)) + ", all "
                            + time(outcome.lateness().max()));
        }
        addDiffer(outcome);
        new FailoverTable(outcome.failover(), style, numbers).addFacts(summary);
        if (outcome.dropped() > 0) {
            summary.addFact("Dropped", numbers.count(outcome.dropped()) + " due, but not sent when it ended");
        }
        if (outcome.stop() == StopReason.INTERRUPTED) {
            summary.addWarning("Stopped", "by an interrupt: this is a part of what was planned");
        }
        if (outcome.stop() == StopReason.ERRORS) {
            summary.addWarning("Stopped", "half of the requests of 10 seconds failed or were answered with 5xx");
        }
        if (outcome.stop() == StopReason.GAVE_UP) {
            summary.addWarning("Stopped", "all targets had been down for too long");
        }
        if (!outcome.keptUp()) {
            summary.addWarning(
                    "Invalid",
                    "requests could not be sent when they were due: the times below are of another traffic than planned");
        }
    }

    private void addDiffer(@Nullable ReplayOutcome outcome) {
        if (outcome != null && outcome.diff().compared() > 0) {
            summary.addFact("Differ", diff(outcome).text(numbers));
        }
    }

    private void addTitle(String title) {
        lines.add("");
        lines.add(Emphasis.TITLE.of(new Layout(style.width()).wrap(title, 0), style.color()));
    }

    private void addTargets(ReplayOutcome outcome) {
        Table table = new Table(List.of(
                Column.left("Target", 0),
                Column.right("Weight", 2),
                Column.right("Sent", 0),
                Column.right("Share", 1),
                Column.right("Answered", 0),
                Column.right("Failed", 0).with(Emphasis.WARNING),
                Column.left("Why", 0).with(Emphasis.WARNING),
                Column.right("Bytes", 3),
                Column.left("Statuses", 0)));
        List<ReplayTarget> targets = result.plan().settings().targets();
        for (int i = 0; i < targets.size(); i++) {
            TargetOutcome target = outcome.targets().get(i);
            table.add(
                    SafeText.visible(targets.get(i).url()),
                    numbers.count(targets.get(i).backend().weight()),
                    numbers.count(target.sent()),
                    Numbers.percent((double) target.sent() / outcome.all().sent()),
                    numbers.count(target.answered()),
                    numbers.count(target.failed()),
                    counts(target.failures().entrySet().stream()
                            .collect(Collectors.toMap(kind -> kind.getKey().key(), Map.Entry::getValue))),
                    numbers.bytes(target.bytes()),
                    counts(target.statuses()));
        }
        lines.addAll(table.lines(style));
    }

    /** {@code 200 ×12, 404 ×3}. */
    private String counts(Map<?, Long> counts) {
        return counts.entrySet().stream()
                .map(count -> count.getKey() + " ×" + numbers.count(count.getValue()))
                .collect(Collectors.joining(", "));
    }

    private void addTimes(ReplayOutcome outcome) {
        addTitle("Times, from when a request was due (response) and from when it was sent (service)");
        Table table = new Table(List.of(
                Column.left("Target", 0),
                Column.left("Time", 0),
                Column.right("p50", 0),
                Column.right("p90", 0),
                Column.right("p99", 0),
                Column.right("p99.9", 1),
                Column.right("max", 0)));
        List<ReplayTarget> targets = result.plan().settings().targets();
        for (int i = 0; i < targets.size(); i++) {
            add(table, targets.get(i).url(), outcome.targets().get(i));
        }
        if (outcome.targets().stream().filter(target -> target.answered() > 0).count() > 1) {
            add(table, "all", outcome.all());
        }
        lines.addAll(table.lines(style));
    }

    private void add(Table table, String name, TargetOutcome target) {
        if (target.responseTimes().count() > 0) {
            add(table, SafeText.visible(name), "response", target.responseTimes());
            add(table, "", "service", target.serviceTimes());
        }
    }

    private void add(Table table, String name, String what, Latencies times) {
        table.add(
                name,
                what,
                time(times.percentile(50)),
                time(times.percentile(90)),
                time(times.percentile(99)),
                time(times.percentile(99.9)),
                time(times.max()));
    }

    private String time(double millis) {
        return numbers.micros(Math.round(millis * MICROS_PER_MILLI));
    }
}
