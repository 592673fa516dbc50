package io.github.logtraffic.report;

import io.github.logtraffic.traffic.replay.FailoverOutcome;
import io.github.logtraffic.traffic.replay.ReplayTarget;
import io.github.logtraffic.traffic.replay.TargetSwitch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lays out which targets went down and came back in a replay, and what became of requests. */
final class FailoverTable {
    /** More of them tell people nothing; JSON has more. */
    private static final int MOST_SWITCHES = 20;

    private static final double MICROS_PER_SECOND = 1e6;

    private final FailoverOutcome failover;
    private final ReportStyle style;
    private final Numbers numbers;

    FailoverTable(FailoverOutcome failover, ReportStyle style, Numbers numbers) {
        this.failover = failover;
        this.style = style;
        this.numbers = numbers;
    }

    /** Adds what became of requests, unless all was well. */
    void addFacts(SummaryTable summary) {
        if (failover.retried() > 0) {
            summary.addFact(
                    "Retried",
                    numbers.count(failover.retried()) + " on another target or a new connection; answered then: "
                            + numbers.count(failover.recovered()));
        }
        if (failover.resent() > 0) {
            summary.addFact(
                    "Resent", numbers.count(failover.resent()) + " on a new connection: an idle one had been closed");
        }
        if (failover.lost() > 0) {
            summary.addWarning("Lost", numbers.count(failover.lost()) + " not answered by any target");
        }
    }

    /** The table. */
    List<String> lines(List<ReplayTarget> targets) {
        Table table = new Table(List.of(
                Column.right("At", 0), Column.left("Target", 0), Column.left("Is", 0), Column.left("Because of", 0)));
        Map<Integer, Double> downSince = new TreeMap<>();
        for (TargetSwitch one : failover.switches()
                .subList(0, Math.min(MOST_SWITCHES, failover.switches().size()))) {
            Double since = downSince.remove(one.target());
            if (!one.isUp()) {
                downSince.put(one.target(), one.seconds());
            }
            table.add(
                    time(one.seconds()),
                    SafeText.visible(targets.get(one.target()).url()),
                    one.isUp() ? "up" + (since == null ? "" : ", after " + time(one.seconds() - since)) : "down",
                    cause(one));
        }
        List<String> lines = new ArrayList<>(table.lines(style));
        if (failover.switchCount() > MOST_SWITCHES) {
            lines.add("and " + numbers.count(failover.switchCount() - MOST_SWITCHES, "more time"));
        }
        return lines;
    }

    private String time(double seconds) {
        return numbers.micros(Math.round(seconds * MICROS_PER_SECOND));
    }

    private static String cause(TargetSwitch one) {
        return switch (one.means()) {
            case PASSIVE -> "requests: " + one.cause();
            case ACTIVE -> "health: " + one.cause();
        };
    }
}
