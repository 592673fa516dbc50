package io.github.logtraffic.report;

import io.github.logtraffic.analysis.BalanceResult;
import io.github.logtraffic.traffic.balance.BackendOutcome;
import io.github.logtraffic.traffic.balance.Moves.Moved;
import io.github.logtraffic.traffic.balance.Peak;
import io.github.logtraffic.traffic.balance.PolicyOutcome;
import io.github.logtraffic.traffic.balance.PolicyOutcome.Loss;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Where policies would have sent requests, a row for each policy and backend, for spreadsheets. */
final class BalanceRows {
    private static final List<String> HEADINGS = List.of(
            "policy",
            "key",
            "imbalance",
            "variation",
            "unserved",
            "backend",
            "weight",
            "requests",
            "share",
            "bytes",
            "peak_second",
            "peak_second_start",
            "peak_minute",
            "peak_minute_start",
            "at_hand_mean",
            "at_hand_max",
            "clients",
            "targets",
            "2xx",
            "3xx",
            "4xx",
            "5xx",
            "failed_tries",
            "lost_moves_keys",
            "lost_moves_requests",
            "removed_moves_keys",
            "removed_moves_requests",
            "lost_peak_second",
            "lost_unserved");

    private final DateTimeFormatter times;

    private BalanceRows(BalanceResult result) {
        times = DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(result.logs().zone());
    }

    static String text(BalanceResult result, char separator) {
        BalanceRows rows = new BalanceRows(result);
        StringBuilder text = new StringBuilder(SeparatedRows.row(separator, HEADINGS));
        for (PolicyOutcome policy : result.outcome().policies()) {
            for (int i = 0; i < policy.backends().size(); i++) {
                text.append(SeparatedRows.row(separator, rows.cells(policy, i)));
            }
        }
        return text.toString();
    }

    private List<String> cells(PolicyOutcome policy, int index) {
        BackendOutcome backend = policy.backends().get(index);
        List<String> cells = new ArrayList<>();
        cells.add(policy.policy().policyName());
        cells.add(policy.key() == null ? "" : policy.key().keyName());
        cells.add(Numbers.decimal(policy.imbalance(), 3));
        cells.add(Numbers.decimal(policy.variation(), 3));
        add(cells, policy.unserved());
        cells.add(backend.backend().address());
        add(cells, backend.backend().weight());
        add(cells, backend.requests());
        cells.add(Numbers.decimal(backend.share(), 6));
        add(cells, backend.bytes());
        addPeak(cells, backend.perSecond());
        addPeak(cells, backend.perMinute());
        cells.add(Numbers.decimal(backend.atHandOnAverage(), 3));
        add(cells, backend.atHand().count());
        add(cells, backend.clients());
        add(cells, backend.targets());
        for (int digit = 2; digit <= 5; digit++) {
            add(cells, backend.statusClasses().get(digit));
        }
        add(cells, backend.failedTries());
        addMoved(cells, policy.moves() == null ? List.of() : policy.moves().lost(), index);
        addMoved(cells, policy.moves() == null ? List.of() : policy.moves().removed(), index);
        Loss loss = policy.losses().isEmpty() ? null : policy.losses().get(index);
        cells.add(loss == null ? "" : String.valueOf(loss.perSecond().count()));
        cells.add(loss == null ? "" : String.valueOf(loss.unserved()));
        return cells;
    }

    private static void add(List<String> cells, long number) {
        cells.add(String.valueOf(number));
    }

    private void addPeak(List<String> cells, Peak peak) {
        add(cells, peak.count());
        cells.add(peak.count() == 0 ? "" : times.format(Instant.ofEpochSecond(peak.second())));
    }

    private static void addMoved(List<String> cells, List<Moved> moved, int index) {
        boolean isKnown = index < moved.size();
        cells.add(isKnown ? String.valueOf(moved.get(index).keys()) : "");
        cells.add(isKnown ? String.valueOf(moved.get(index).requests()) : "");
    }
}
