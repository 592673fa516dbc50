package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.ProtectionPlan;
import io.github.logtraffic.log.value.Network;
import io.github.logtraffic.log.value.Networks;
import io.github.logtraffic.traffic.limit.LimitRate;
import io.github.logtraffic.traffic.limit.LimitSetting;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Whom a limit is to leave untouched. */
final class ProtectOptions {
    private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,9})?) ?% ?(?:of clients)?");

    private double share = -1;
    private Networks attackers = Networks.NONE;
    private boolean namesAttackers;

    /** Adds the options to the section that was declared last. */
    ProtectOptions(OptionList options) {
        options.value(
                        "--protect",
                        "SHARE",
                        typed -> share = share(typed),
                        "Find the smallest rate and burst of nginx's limit_req with nodelay that leave that share untouched, such "
                                + "as '99.9% of clients': with which a client gets the fewest requests through in a "
                                + "minute. All requests of a stamp are taken to come at its start. Of the rates and up to the burst that are given, if they are. Reads files twice.")
                .value(
                        "--attackers",
                        "NETWORK",
                        this::addAttackers,
                        "Clients that --protect need not protect: addresses and networks such as 203.0.113.0/24. Repeatable.");
    }

    private static double share(String typed) {
        Matcher matcher = SHARE.matcher(typed.strip());
        double percent = matcher.matches() ? Double.parseDouble(matcher.group(1)) : -1;
        if (percent < 0 || percent > 100) {
            throw new TypeConversionException("expected a share of the clients, such as 99.9%");
        }
        return percent / 100;
    }

    private void addAttackers(String typed) {
        namesAttackers = true;
        for (String one : typed.split(",", -1)) {
            try {
                attackers = attackers.and(Networks.of(List.of(Network.parse(one.strip()))));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** Whether a limit is to be looked for. */
    boolean isAsked() {
        return share >= 0;
    }

    /** Whether clients were named that need no protection. */
    boolean namesAttackers() {
        return namesAttackers;
    }

    /**
     * What to look for.
     *
     * @param rates that were given
     * @param mostBurst that was given, -1 for none
     */
    ProtectionPlan plan(List<LimitRate> rates, int mostBurst) {
        return new ProtectionPlan(
                share,
                attackers,
                rates.isEmpty() ? ProtectionPlan.USUAL_RATES : rates,
                mostBurst < 0 ? LimitSetting.MOST_BURST : mostBurst);
    }
}
