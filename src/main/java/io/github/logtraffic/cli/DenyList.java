package io.github.logtraffic.cli;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.filter.EntryFilter;
import io.github.logtraffic.log.filter.FilterPlan;
import io.github.logtraffic.log.filter.FilterSyntaxException;
import io.github.logtraffic.log.filter.TextCondition;
import io.github.logtraffic.log.filter.TimeRange;
import io.github.logtraffic.log.format.EntryPlan;
import io.github.logtraffic.log.format.FieldNames;
import io.github.logtraffic.traffic.replay.TargetTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.TypeConversionException;

/** Targets that are not sent, because a GET of them may do what cannot be undone. Letters match both of their cases. */
final class DenyList {
    /** Denied anywhere in a target, unless allowed. */
    static final List<String> USUAL = List.of(
            "logout",
            "log-out",
            "log_out",
            "logoff",
            "signout",
            "sign-out",
            "sign_out",
            "delete",
            "destroy",
            "remove",
            "purge",
            "unsubscribe",
            "optout",
            "opt-out",
            "opt_out",
            "cancel",
            "deactivate",
            "shutdown",
            "terminate",
            "/cron",
            "wp-cron");

    private final List<String> denied = new ArrayList<>(USUAL);
    private final List<String> allowed = new ArrayList<>();

    /** Adds a pattern, as those of {@code --path}. */
    void deny(String typed) {
        parsed(List.of(typed));
        denied.add(typed);
    }

    /** Adds a pattern of targets that are sent whatever else is denied. */
    void allow(String typed) {
        parsed(List.of(typed));
        allowed.add(typed);
    }

    private static TextCondition parsed(List<String> patterns) {
        try {
            return TextCondition.parse(FieldNames.TARGET, patterns, true);
        } catch (FilterSyntaxException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** The list, for one thread. */
    TargetTest test() {
        TargetTest isDenied = test(denied);
        TargetTest isAllowed = allowed.isEmpty() ? target -> false : test(allowed);
        return target -> isDenied.holds(target) && !isAllowed.holds(target);
    }

    private static TargetTest test(List<String> patterns) {
        EntryPlan plan = EntryPlan.of(List.of(FieldNames.TARGET));
        EntryFilter filter = Objects.requireNonNull(
                new FilterPlan(TimeRange.ALWAYS, null, null, List.of(parsed(patterns)), Map.of()).newFilter(plan));
        AccessLogEntry entry = plan.newEntry();
        return target -> {
            entry.setText(0, target, 0, target.length);
            return filter.keeps(entry);
        };
    }
}
