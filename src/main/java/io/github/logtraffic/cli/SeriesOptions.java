package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.ReportInterval;

/** In which pieces of time requests are counted. */
final class SeriesOptions {
    ReportInterval interval = ReportInterval.AUTOMATIC;
    int windowSeconds = 60;

    private String typedInterval = "";
    private String typedWindow = "";

    /** Adds the options to the section that was declared last. */
    SeriesOptions(OptionList options) {
        options.value(
                        "--interval",
                        "TIME",
                        this::takeInterval,
                        "The rows of the rate report: auto, 1s, 1m, 5m, 1h, 1d, … Default: auto.")
                .value("--window", "TIME", this::takeWindow, "What peaks and percentiles are taken over. Default: 1m.");
    }

    private void takeInterval(String typed) {
        interval = Values.interval(typed);
        typedInterval = typed;
    }

    private void takeWindow(String typed) {
        windowSeconds = Values.seconds(typed);
        typedWindow = typed;
    }

    /** What was typed as the interval; empty for nothing. */
    String typedInterval() {
        return typedInterval;
    }

    /** What was typed as the window; empty for nothing. */
    String typedWindow() {
        return typedWindow;
    }
}
