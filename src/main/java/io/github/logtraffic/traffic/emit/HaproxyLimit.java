package io.github.logtraffic.traffic.emit;

import io.github.logtraffic.traffic.limit.LimitModel;
import io.github.logtraffic.traffic.limit.LimitRate;
import io.github.logtraffic.traffic.limit.LimitSetting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stick table of HAProxy that counts requests, and the rules that use it, for a {@code frontend}. */
public final class HaproxyLimit {
    /** HAProxy's tables are so large at least, and as large as so many times a number. */
    private static final int SIZE_UNIT = 1_024;

    /** HAProxy's times are less than 2<sup>31</sup> milliseconds. */
    private static final int MOST_SECONDS = Integer.MAX_VALUE / 1_000;

    private HaproxyLimit() {}

    /**
     * Checks that HAProxy can do it.
     *
     * @throws IllegalArgumentException with a message for the user when it cannot
     */
    public static void check(LimitModel model, List<KeyPart> key, @Nullable Proxies proxies) {
        if (model != LimitModel.HAPROXY) {
            throw new IllegalArgumentException("HAProxy limits as --model haproxy, not as " + model.modelName());
        }
        if (LimitToEmit.proxiesOf(key, proxies) != null) {
            throw Proxies.unknownToHaproxy();
        }
        HaproxyKey.of(LimitToEmit.USUAL_NAME, key);
    }

    /** For how long a key must be remembered: the rate of a period depends on the one before. */
    public static int remembersSeconds(LimitRate rate) {
        return (int) Math.min(2L * rate.seconds(), MOST_SECONDS);
    }

    /** The lines for the frontend. */
    public static String text(LimitToEmit limit) {
        HaproxyKey key = HaproxyKey.of(limit.name(), limit.key());
        LimitSetting setting = limit.setting();
        ConfigText text = new ConfigText();
        text.comment("Rate limit for HAProxy 2.5 or later, written by logtraffic "
                + limit.prediction().version()
                + ". These lines are for a frontend or listen section of mode http, before its "
                + "other http-request rules. A section has one stick table: where there is one already, this one is "
                + "for a backend of its own, and track-sc0 names it: track-sc0 ... table BACKEND.");
        text.line("#");
        limit.prediction().addTo(text, limit.effect());
        text.line("#");
        text.comment("Requests that are denied count too: who is above the rate stays out until it asks for less.");
        text.comment("The table has room for twice the keys of its busiest "
                + ConfigText.count(remembersSeconds(setting.rate()), "second") + " at least: there were "
                + ConfigText.number(limit.most().keys()) + ".");
        long size = (LimitToEmit.ROOM * limit.most().keys() + SIZE_UNIT - 1) / SIZE_UNIT;
        text.line("    stick-table type " + key.type() + " size " + Math.max(1, size) + "k expire "
                + remembersSeconds(setting.rate()) + "s store http_req_rate("
                + setting.rate().seconds() + "s)");
        key.rules().forEach(rule -> text.line("    " + rule));
        text.line("    http-request deny deny_status 429 if { sc_http_req_rate(0) gt "
                + ((long) setting.rate().requests() + setting.burst()) + " }");
        return text.toString();
    }
}
