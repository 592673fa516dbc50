package io.github.logtraffic.traffic.emit;

import io.github.logtraffic.traffic.limit.KeysAtOnce;
import io.github.logtraffic.traffic.limit.LimitOutcome;
import io.github.logtraffic.traffic.limit.LimitSetting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A limit that was simulated and is to be configured.
 *
 * @param name what to call it: letters, digits and underscores, at most {@link #LONGEST_NAME}
 * @param key the parts of what requests are limited by
 * @param proxies how clients are found behind proxies; null when they are who is connected
 * @param outcome what it would have done
 * @param most how many keys there are to be remembered at once
 * @param prediction on what it was simulated
 */
public record LimitToEmit(
        String name,
        List<KeyPart> key,
        @Nullable Proxies proxies,
        LimitOutcome outcome,
        KeysAtOnce.Most most,
        Prediction prediction) {
    /** What names are made of it must still be names. */
    public static final int LONGEST_NAME = 20;

    /** What is configured is called so. */
    public static final String USUAL_NAME = "logtraffic";

    /** There is room for so many times the keys that were seen, as other days are busier. */
    static final int ROOM = 2;

    /** Keeps a copy. */
    public LimitToEmit {
        key = List.copyOf(key);
        if (!Fields.isSafe(name) || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("name");
        }
    }

    LimitSetting setting() {
        return outcome.setting();
    }

    /** The proxies, if the key depends on who the client is. */
    static @Nullable Proxies proxiesOf(List<KeyPart> key, @Nullable Proxies proxies) {
        return key.stream().anyMatch(part -> part instanceof KeyPart.Client) ? proxies : null;
    }

    /** What the limit would have done, in words. */
    List<String> effect() {
        List<String> effect = new ArrayList<>();
        String delays = outcome.delayed() == 0
                ? ""
                : ", " + ConfigText.number(outcome.delayed()) + " of them up to "
                        + ConfigText.number(outcome.longestDelayMillis()) + " ms later";
        String rejected = outcome.rejectedLow() == outcome.rejectedHigh()
                ? ConfigText.number(outcome.rejectedLow())
                : ConfigText.number(outcome.rejectedLow()) + " to " + ConfigText.number(outcome.rejectedHigh());
        effect.add(ConfigText.number(outcome.passed()) + " pass" + delays + "; " + rejected
                + (outcome.rejectedHigh() == 1 ? " is" : " are") + " rejected.");
        effect.add(ConfigText.count(outcome.touched(), "client")
                + (outcome.touched() == 1 ? " is" : " are") + " rejected or delayed"
                + (outcome.crawlers() == 0
                        ? "."
                        : "; " + ConfigText.number(outcome.crawlers()) + " of them "
                                + (outcome.crawlers() == 1 ? "claims to be a crawler." : "claim to be crawlers.")));
        return effect;
    }
}
