package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.LogOverview;
import io.github.logtraffic.engine.OrderedPass;
import java.util.Locale;

/** By how much entries may be behind others: of commands that need them in the order of time. */
final class ReorderOption {
    private static final int MINUTE = 60;

    private int seconds = OrderedPass.DEFAULT_REORDER_SECONDS;

    /** Adds the option to the section that was declared last. */
    ReorderOption(OptionList options) {
        options.value(
                "--reorder",
                "TIME",
                typed -> seconds = typed.equals("0") || typed.equals("0s") ? 0 : Values.seconds(typed),
                "Put entries in the order of time that are behind others by so much; later ones are counted and used where "
                        + "they come. Default: 1m.");
    }

    /** Says that entries came too late to be put in order, which changes what is found. */
    void sayOutOfOrder(LogOverview logs, Messages messages) {
        if (logs.run().outOfOrder() > 0) {
            messages.notice(String.format(
                    Locale.ROOT,
                    "%,d of %,d entries came more than %s after later ones and are taken for requests of the time at which "
                            + "they came; name logs as files, which are put in order, or see --reorder",
                    logs.run().outOfOrder(),
                    logs.totals().requests(),
                    text()));
        }
    }

    private String text() {
        return seconds % MINUTE == 0 ? seconds / MINUTE + "m" : seconds + "s";
    }

    /** By how much, in seconds. */
    int seconds() {
        return seconds;
    }
}
