package io.github.logtraffic.report;

import io.github.logtraffic.analysis.BalanceResult;
import io.github.logtraffic.traffic.balance.BackendOutcome;
import io.github.logtraffic.traffic.balance.Moves;
import io.github.logtraffic.traffic.balance.Moves.Moved;
import io.github.logtraffic.traffic.balance.Outage;
import io.github.logtraffic.traffic.balance.PolicyOutcome;
import io.github.logtraffic.traffic.balance.PolicyOutcome.Loss;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Lays out where policies would have sent requests: a row a policy to compare them, then a row a backend for each. */
final class BalanceTable {
    private static final long MICROS = 1_000_000;
    private static final int CLIENT_ERRORS = 4;
    private static final int SERVER_ERRORS = 5;

    private final BalanceResult result;
    private final ReportStyle style;
    private final Numbers numbers;
    private final WallClock clock;
    private final List<String> lines = new ArrayList<>();

    BalanceTable(BalanceResult result, ReportStyle style) {
        this.result = result;
        this.style = style;
        this.numbers = new Numbers(style.human());
        this.clock = new WallClock(result.logs().zone());
    }

    List<String> lines() {
        SummaryTable summary = new SummaryTable(result.logs(), style, numbers, clock);
        if (result.assumesDurations()) {
            boolean isMixed = result.outcome().requestsTimed() > 0;
            summary.addFact(
                    "Took",
                    numbers.micros(result.plan().serviceMicros()) + " each, assumed (--service-time)"
                            + (isMixed ? ", where the log does not say" : ""));
        }
        for (Outage outage : result.plan().outages()) {
            summary.addFact(
                    "Down",
                    SafeText.visible(result.plan()
                                    .backends()
                                    .get(outage.backend())
                                    .address()) + " from "
                            + clock.second(Math.floorDiv(outage.fromMicros(), MICROS)) + " to "
                            + clock.second(Math.floorDiv(outage.toMicros(), MICROS)));
        }
        lines.addAll(summary.lines());
        if (result.logs().totals().requests() > 0) {
            addTitle("Policies");
            lines.addAll(policies().lines(style));
            result.outcome().policies().forEach(this::add);
        }
        return lines;
    }

    private void addTitle(String title) {
        lines.add("");
        lines.add(Emphasis.TITLE.of(title, style.color()));
    }

    private Table policies() {
        Table table = new Table(List.of(
                Column.left("Policy", 0),
                Column.left("Key", hasSeveralKeys() ? 0 : 1),
                Column.right("Max/mean", 0),
                Column.right("Variation/1s", 1),
                Column.right("Peak/1s", 0),
                Column.right("Most at hand", 2),
                Column.right("Unserved", 0).with(Emphasis.WARNING),
                Column.right("Moves if one is lost", 1)));
        for (PolicyOutcome policy : result.outcome().policies()) {
            table.add(
                    policy.policy().policyName(),
                    policy.key() == null ? "" : SafeText.visible(policy.key().keyName()),
                    numbers.average(policy.imbalance()),
                    numbers.average(policy.variation()),
                    numbers.count(most(
                                    policy,
                                    Comparator.comparingLong(b -> b.perSecond().count()))
                            .perSecond()
                            .count()),
                    numbers.count(most(
                                    policy,
                                    Comparator.comparingLong(b -> b.atHand().count()))
                            .atHand()
                            .count()),
                    numbers.count(policy.unserved()),
                    mostMoved(policy));
        }
        return table;
    }

    private static BackendOutcome most(PolicyOutcome policy, Comparator<BackendOutcome> order) {
        return policy.backends().stream().max(order).orElseThrow();
    }

    private static String mostMoved(PolicyOutcome policy) {
        Moves moves = policy.moves();
        return moves == null || moves.lost().isEmpty() || moves.requests() == 0
                ? ""
                : (moves.requestsOfUnknown() > 0 ? "≈ " : "≤ ")
                        + share(
                                moves,
                                moves.lost().stream()
                                        .max(Comparator.comparingLong(Moved::requests))
                                        .orElseThrow());
    }

    /** Of the requests that had a key. */
    private static String share(Moves moves, Moved moved) {
        return moves.requests() == 0 ? "" : Numbers.percent((double) moved.requests() / moves.requests());
    }

    private void add(PolicyOutcome policy) {
        addTitle(policy.policy().policyName()
                + (policy.key() == null
                        ? ""
                        : " by " + SafeText.visible(policy.key().keyName()))
                + (policy.workers() > 1 ? ", " + policy.workers() + " workers with a state each" : ""));
        Table table = new Table(List.of(
                Column.left("Backend", 0),
                Column.right("Weight", 2),
                Column.right("Requests", 0),
                Column.right("Share", 0),
                Column.right("Bytes", 3),
                Column.right("Peak/1s", 0),
                Column.left("At", 6),
                Column.right("Peak/1m", 5),
                Column.right("Mean at hand", 4),
                Column.right("Most at hand", 4),
                Column.right("Clients", 3),
                Column.right("URLs", 3),
                Column.right("4xx", 5).with(Emphasis.WARNING),
                Column.right("5xx", 5).with(Emphasis.WARNING),
                Column.right(hasFailures(policy) ? "Failed tries" : "", 1).with(Emphasis.WARNING),
                Column.right(showsMoves(policy) ? "Moves if lost" : "", 1),
                Column.right(showsMoves(policy) ? "if removed" : "", 2),
                Column.right(policy.losses().isEmpty() ? "" : "Others' peak/1s", 0)));
        for (int i = 0; i < policy.backends().size(); i++) {
            table.add(cells(policy, i));
        }
        lines.addAll(table.lines(style));
        addRemarks(policy);
    }

    private static boolean showsMoves(PolicyOutcome policy) {
        return policy.moves() != null && !policy.moves().lost().isEmpty();
    }

    private static boolean hasFailures(PolicyOutcome policy) {
        return policy.backends().stream().anyMatch(backend -> backend.failedTries() > 0);
    }

    private List<String> cells(PolicyOutcome policy, int index) {
        BackendOutcome backend = policy.backends().get(index);
        Moves moves = policy.moves();
        Loss loss = policy.losses().isEmpty() ? null : policy.losses().get(index);
        return List.of(
                SafeText.visible(backend.backend().address()),
                numbers.count(backend.backend().weight()),
                numbers.count(backend.requests()),
                Numbers.percent(backend.share()),
                numbers.bytes(backend.bytes()),
                withVerdict(backend.perSecond().count()),
                backend.requests() == 0 ? "" : clock.second(backend.perSecond().second()),
                numbers.count(backend.perMinute().count()),
                numbers.average(backend.atHandOnAverage()),
                numbers.count(backend.atHand().count()),
                numbers.count(backend.clients()),
                numbers.count(backend.targets()),
                numbers.count(backend.statusClasses().get(CLIENT_ERRORS)),
                numbers.count(backend.statusClasses().get(SERVER_ERRORS)),
                hasFailures(policy) ? numbers.count(backend.failedTries()) : "",
                moves == null || moves.lost().isEmpty()
                        ? ""
                        : share(moves, moves.lost().get(index)),
                moves == null || moves.removed().isEmpty()
                        ? ""
                        : share(moves, moves.removed().get(index)),
                loss == null ? "" : text(loss, policy.unserved()));
    }

    private String text(Loss loss, long unservedAnyway) {
        return loss.unserved() > unservedAnyway
                ? numbers.count(loss.unserved()) + " unserved"
                : withVerdict(loss.perSecond().count());
    }

    /** The most requests in a second, and whether a backend takes so many. */
    private String withVerdict(long perSecond) {
        double capacity = result.plan().capacityPerSecond();
        return numbers.count(perSecond) + (capacity == 0 ? "" : perSecond > capacity ? " over" : "   ok");
    }

    private boolean hasSeveralKeys() {
        return result.outcome().policies().stream()
                        .map(PolicyOutcome::key)
                        .filter(Objects::nonNull)
                        .distinct()
                        .count()
                > 1;
    }

    private void addRemarks(PolicyOutcome policy) {
        Moves moves = policy.moves();
        if (moves == null && policy.key() != null) {
            lines.add("  Interrupted before it was found out what moves when backends come and go");
        } else if (moves == null) {
            lines.add("  No request belongs to a backend, so none moves when backends come and go");
        } else if (moves.requests() == 0) {
            lines.add("  No request has a key: they take turns, and nothing moves");
        } else {
            lines.add("  One backend more: " + share(moves, moves.added())
                    + " move. Lost is down, removed is no longer configured");
            if (moves.requestsOfUnknown() > 0) {
                lines.add("  Up to " + numbers.count(moves.requestsOfUnknown())
                        + " requests more move: those of keys that were too many to keep");
            }
        }
        if (result.plan().capacityPerSecond() > 0) {
            lines.add("  A backend takes " + Numbers.decimal(result.plan().capacityPerSecond(), 3) + " a second"
                    + (policy.losses().isEmpty()
                            ? ""
                            : "; others' peak: the busiest second of another one if this is lost"));
        }
    }
}
