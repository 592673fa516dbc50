package io.github.logtraffic.cli;

import io.github.logtraffic.engine.OrderedPass;

/** By how much entries may be behind others: of commands that need them in the order of time. */
final class ReorderOption {
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

    /** By how much, in seconds. */
    int seconds() {
        return seconds;
    }
}
