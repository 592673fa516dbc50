package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.ReplayPlan;
import io.github.logtraffic.analysis.ReplayResult;
import io.github.logtraffic.analysis.ReplaySurvey;
import io.github.logtraffic.report.SafeText;
import io.github.logtraffic.traffic.replay.CapacityRule;
import io.github.logtraffic.traffic.replay.Extent;
import io.github.logtraffic.traffic.replay.Pace;
import io.github.logtraffic.traffic.replay.PlannedTraffic;
import io.github.logtraffic.traffic.replay.ReplayTarget;
import io.github.logtraffic.traffic.replay.SkipReason;
import io.github.logtraffic.traffic.replay.WarmList;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what is about to be sent, before anything is. */
final class ReplayAnnouncement {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int SECONDS_PER_MINUTE = 60; // and minutes per hour
    private static final int SECONDS_TO_SAY = 120; // and minutes

    private final Messages messages;

    ReplayAnnouncement(Messages messages) {
        this.messages = messages;
    }

    /**
     * Says it.
     *
     * @param plan with its ceiling
     * @param survey null when the log can be read only once
     * @param capacity what must hold for more to be sent; null when it is sent once
     * @param whyDry why nothing is sent; null when it is
     */
    void say(ReplayPlan plan, @Nullable ReplaySurvey survey, @Nullable CapacityRule capacity, @Nullable String whyDry) {
        messages.notice("plan: " + (survey == null ? "the requests of a pipe" : requests(survey.traffic())) + " to "
                + plan.settings().targets().stream()
                        .map(ReplayAnnouncement::text)
                        .collect(Collectors.joining(", "))
                + " by " + plan.settings().policy().policyName());
        messages.notice("plan: " + pace(plan, survey));
        if (survey != null && survey.warm() != null) {
            sayWarm(survey.warm().summary());
        }
        if (capacity != null) {
            messages.notice("plan: this for "
                    + number(plan.settings().extent().durationNanos() / NANOS_PER_SECOND)
                    + " s, and then twice as fast as before as long as " + SafeText.visible(capacity.text())
                    + " holds");
        }
        if (survey != null && !survey.traffic().skipped().isEmpty()) {
            PlannedTraffic traffic = survey.traffic();
            long taken = ReplayResult.dry(survey, plan).taken();
            messages.notice("plan: left out of " + count(taken, "request") + " are "
                    + traffic.skipped().entrySet().stream()
                            .map(reason -> count(reason.getValue()) + " "
                                    + reason.getKey().description())
                            .collect(Collectors.joining(", ")));
        }
        if (survey != null && survey.traffic().skipped().containsKey(SkipReason.BODY)) {
            messages.notice("plan: --params says what they send that the log does not hold");
        }
        if (survey != null && survey.traffic().requests() == 0) {
            messages.notice(
                    "plan: there is nothing to send" + hint(survey.traffic().skipped()));
        }
        if (survey != null && survey.traffic().masked() > 0) {
            messages.notice("plan: secrets are masked in "
                    + count(survey.traffic().masked()) + " of them; --keep-secrets sends secrets");
        }
        if (whyDry != null) {
            messages.notice("dry run, nothing is sent: " + whyDry);
        }
    }

    /** What would help with most of what is left out. */
    private static String hint(SortedMap<SkipReason, Long> skipped) {
        long methods = skipped.getOrDefault(SkipReason.METHOD, 0L);
        long denied = skipped.getOrDefault(SkipReason.DENIED, 0L);
        if (methods == 0 && denied == 0) {
            return "";
        }
        return methods >= denied ? "; --allow-method sends other methods" : "; --allow sends what is denied";
    }

    private void sayWarm(WarmList.Summary warm) {
        messages.notice("plan: " + count(warm.urls(), "URL") + ", each once, those of most requests first");
        if (warm.forgottenRequests() > 0) {
            messages.notice("plan: there are too many URLs; those that are asked for least are left out, with "
                    + count(warm.forgottenRequests(), "request"));
        }
    }

    private static String requests(PlannedTraffic traffic) {
        String methods = traffic.methods().entrySet().stream()
                .map(method -> count(method.getValue()) + " " + method.getKey())
                .collect(Collectors.joining(", "));
        return count(traffic.requests(), "request") + (methods.isEmpty() ? "" : " (" + methods + ")");
    }

    private static String text(ReplayTarget target) {
        int weight = target.backend().weight();
        return target.url() + (weight == 1 ? "" : "*" + weight);
    }

    private static String pace(ReplayPlan plan, @Nullable ReplaySurvey survey) {
        Pace pace = plan.settings().pace();
        StringBuilder text = new StringBuilder();
        if (pace.ratePerSecond() > 0) {
            text.append(number(pace.ratePerSecond())).append(" per second");
        } else if (Double.isInfinite(pace.speed())) {
            text.append("as fast as the targets answer");
        } else {
            text.append(pace.speed() == 1 ? "" : number(pace.speed()) + " times ")
                    .append("as fast as in the log");
        }
        if (survey != null && !Double.isInfinite(pace.speed())) {
            text.append(String.format(
                    Locale.ROOT,
                    ", in %s, %,d in the busiest second",
                    length(survey.traffic().lengthNanos()),
                    survey.traffic().mostPerSecond()));
        }
        if (pace.mostPerSecond() > 0) {
            text.append(", but never more than ")
                    .append(number(pace.mostPerSecond()))
                    .append(" per second");
            boolean isSlower = survey != null && survey.traffic().mostPerSecond() > pace.mostPerSecond();
            text.append(isSlower ? ", which takes longer" : "");
        }
        return text + (plan.loops() ? ", again and again" + end(plan.settings().extent()) : "");
    }

    private static String end(Extent extent) {
        return (extent.durationNanos() > 0 ? ", for " + length(extent.durationNanos()) : "")
                + (extent.requests() > 0 ? ", up to " + count(extent.requests(), "request") : "");
    }

    private static String length(long nanos) {
        double seconds = nanos / NANOS_PER_SECOND;
        if (seconds < SECONDS_TO_SAY) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long minutes = Math.round(seconds / SECONDS_PER_MINUTE);
        return minutes < SECONDS_TO_SAY
                ? minutes + " min"
                : minutes / SECONDS_PER_MINUTE + " h " + minutes % SECONDS_PER_MINUTE + " min";
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String count(long count, String one) {
        return count(count) + " " + one + (count == 1 ? "" : "s");
    }

    /** Without decimals that say nothing. */
    private static String number(double number) {
        return number == Math.rint(number) ? count((long) number) : String.valueOf(number);
    }
}
