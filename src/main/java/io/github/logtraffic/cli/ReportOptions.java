package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.ReportInterval;
import io.github.logtraffic.analysis.TalkerSort;
import io.github.logtraffic.report.ReportFormat;
import io.github.logtraffic.report.ReportStyle;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What to report, and how. */
final class ReportOptions {
    /** When reports are coloured. */
    enum Color {
        AUTO,
        ALWAYS,
        NEVER;

        String colorName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    int limit = 10;
    TalkerSort sort = TalkerSort.REQUESTS;
    ReportInterval interval = ReportInterval.AUTOMATIC;
    int windowSeconds = 60;
    Color color = Color.AUTO;
    boolean jsonSchema;

    private @Nullable ZoneId zone;
    private final List<OutputTarget<ReportFormat>> outputs = new ArrayList<>();
    private boolean human = true;

    ReportOptions(OptionList options) {
        options.section("Report:")
                .value(
                        "-n --limit",
                        "N",
                        typed -> limit = Values.number(typed, 0, Integer.MAX_VALUE),
                        "Show N rows; 0 is all. Default: 10.")
                .value(
                        "--sort",
                        "KEY",
                        typed -> sort = Values.choice(typed, TalkerSort.values(), TalkerSort::sortName),
                        "Sort by requests, bytes, errors (4xx and 5xx), peak, and where the log has durations by duration (all requests "
                                + "together) or p95. Default: requests.")
                .value(
                        "--interval",
                        "TIME",
                        typed -> interval = Values.interval(typed),
                        "The rows of the rate report: auto, 1s, 1m, 5m, 1h, 1d, … Default: auto.")
                .value(
                        "--window",
                        "TIME",
                        typed -> windowSeconds = Values.seconds(typed),
                        "What peaks and percentiles are taken over. Default: 1m.")
                .value(
                        "--tz",
                        "ZONE",
                        typed -> zone = Values.zone(typed),
                        "The time zone of the report, e.g. UTC or Europe/Berlin. Default: the system's.")
                .value(
                        "-o --output",
                        "FORMAT[=FILE]",
                        typed -> outputs.add(OutputTarget.of(typed, ReportFormat.values(), ReportFormat::formatName)),
                        "Write the report as table or json, into FILE when one is named. Repeatable. Default: table.")
                .flag("--json", () -> outputs.add(new OutputTarget<>(ReportFormat.JSON, null)), "The same as -o json.")
                .flag("--human", () -> human = true, "Show 12.3 MB and 10,000 in tables; the default.")
                .flag("--no-human", () -> human = false, "Show 12300000 and 10000.")
                .value(
                        "--color",
                        "WHEN",
                        typed -> color = Values.choice(typed, Color.values(), Color::colorName),
                        "auto, always or never. Default: auto, on terminals.")
                .flag(
                        "--json-schema",
                        () -> jsonSchema = true,
                        "Print the JSON Schema of -o json, and do nothing else.");
    }

    /**
     * The zone of the report.
     *
     * @param system is asked when the user chose none
     */
    ZoneId zone(Supplier<ZoneId> system) {
        return zone == null ? system.get() : zone;
    }

    List<OutputTarget<ReportFormat>> targets() {
        return outputs.isEmpty() ? List.of(new OutputTarget<>(ReportFormat.TABLE, null)) : outputs;
    }

    /** Whether top talkers are shown whatever else was asked for. */
    boolean showsTopTalkers() {
        return targets().stream().anyMatch(target -> target.format() == ReportFormat.JSON);
    }

    /** How a report looks: one on standard output fits its terminal, one in a file is not coloured unless asked for. */
    ReportStyle style(boolean toFile, Terminal terminal, String version) {
        boolean automatic = !toFile && terminal.outIsTerminal() && terminal.colorIsWelcome();
        boolean colored = color == Color.ALWAYS || (color == Color.AUTO && automatic);
        return new ReportStyle(version, colored, toFile ? 0 : terminal.columns(), human);
    }
}
