package io.github.logtraffic.analysis;

import io.github.logtraffic.analysis.AnalysisResult.Durations;
import io.github.logtraffic.analysis.AnalysisResult.Window;
import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.traffic.limit.HarmedClient;
import io.github.logtraffic.traffic.limit.KeysAtOnce;
import io.github.logtraffic.traffic.limit.LimitOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What limits would have done.
 *
 * @param logs what was read
 * @param prefix which part of an address is a client
 * @param hasFractions whether stamps are finer than a second
 * @param knowsCrawlers whether any log has user agents, so that it is known who claims to be a crawler
 * @param offered the second with the most requests
 * @param protections how the settings were found; empty when they were given
 * @param keysAtOnce how many keys there were to be remembered at once; nothing when that did not matter
 * @param outcomes what each setting would have done, in the order of the plan
 */
public record LimitResult(
        LogOverview logs,
        NetworkPrefix prefix,
        boolean hasFractions,
        boolean knowsCrawlers,
        Window offered,
        List<Protection> protections,
        KeysAtOnce.Most keysAtOnce,
        List<LimitOutcome> outcomes) {
    /** The same, of settings that were found so. */
    public LimitResult found(List<Protection> how) {
        return new LimitResult(logs, prefix, hasFractions, knowsCrawlers, offered, how, keysAtOnce, outcomes);
    }

    /** The same, naming at most so many of the harmed clients of each setting; 0 is all. */
    public LimitResult naming(int most) {
        List<LimitOutcome> fewer =
                outcomes.stream().map(outcome -> outcome.naming(most)).toList();
        return new LimitResult(logs, prefix, hasFractions, knowsCrawlers, offered, protections, keysAtOnce, fewer);
    }

    /** A client as reports write it; its network, when clients are networks. */
    public String clientText(HarmedClient harmed) {
        return prefix.text(harmed.client());
    }

    /** How long a setting delays requests; null when it delays none. */
    public static @Nullable Durations delays(LimitOutcome outcome) {
        return Durations.of(outcome.delays());
    }

    /** The share of a setting's rejected requests whose response had been a 2xx, 0 without any. */
    public static double successShare(LimitOutcome outcome) {
        return outcome.rejected() == 0 ? 0 : (double) outcome.rejectedSuccesses() / outcome.rejected();
    }
}
