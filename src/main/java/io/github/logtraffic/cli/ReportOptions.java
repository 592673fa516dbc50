package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.ReportInterval;
import io.github.logtraffic.analysis.TalkerSort;
import io.github.logtraffic.report.ReportFormat;
import io.github.logtraffic.report.ReportStyle;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** What to report, and how. */
@Command(optionListHeading = "%nReport:%n")
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

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            converter = Limit.class,
            description = "Show N rows; 0 is all. Default: 10.")
    int limit = 10;

    @Option(
            names = "--sort",
            paramLabel = "KEY",
            converter = Sort.class,
            description = "Sort by requests, bytes, errors (4xx and 5xx) or peak. Default: requests.")
    TalkerSort sort = TalkerSort.REQUESTS;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            converter = Values.Interval.class,
            description = "The rows of the rate report: auto, 1s, 1m, 5m, 1h, 1d, … Default: auto.")
    ReportInterval interval = ReportInterval.AUTOMATIC;

    @Option(
            names = "--window",
            paramLabel = "TIME",
            converter = Values.Seconds.class,
            description = "What peaks and percentiles are taken over. Default: 1m.")
    int windowSeconds = 60;

    @Option(
            names = "--tz",
            paramLabel = "ZONE",
            converter = Values.Zone.class,
            description = "The time zone of the report, e.g. UTC or Europe/Berlin. Default: the system's.")
    @Nullable
    ZoneId zone;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT[=FILE]",
            converter = OutputTarget.Converter.class,
            description = "Write the report as table or json, into FILE when one is named. Repeatable. Default: table.")
    List<OutputTarget> outputs = new ArrayList<>();

    @Option(names = "--json", description = "The same as -o json.")
    boolean json;

    @Option(
            names = "--human",
            negatable = true,
            defaultValue = "true", // without both, picocli takes each name for the other
            fallbackValue = "true",
            description = "Show 12.3 MB and 10,000 in tables (default), or 12300000 and 10000.")
    boolean human = true;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            converter = ColorConverter.class,
            description = "auto, always or never. Default: auto, on terminals.")
    Color color = Color.AUTO;

    @Option(names = "--json-schema", description = "Print the JSON Schema of -o json, and do nothing else.")
    boolean jsonSchema;

    ZoneId zone() {
        return zone == null ? ZoneId.systemDefault() : zone;
    }

    List<OutputTarget> targets() {
        List<OutputTarget> targets = new ArrayList<>(outputs);
        if (json) {
            targets.add(new OutputTarget(ReportFormat.JSON, null));
        }
        return targets.isEmpty() ? List.of(new OutputTarget(ReportFormat.TABLE, null)) : targets;
    }

    /** How a report looks: one on standard output fits its terminal, one in a file is not coloured unless asked for. */
    ReportStyle style(boolean toFile, Terminal terminal, String version) {
        boolean automatic = !toFile && terminal.outIsTerminal() && terminal.colorIsWelcome();
        boolean colored = color == Color.ALWAYS || (color == Color.AUTO && automatic);
        return new ReportStyle(version, colored, toFile ? 0 : terminal.columns(), human);
    }

    /** Converts a number of rows. */
    static final class Limit implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String typed) {
            return Values.number(typed, 0, Integer.MAX_VALUE);
        }
    }

    /** Converts what to sort by. */
    static final class Sort implements ITypeConverter<TalkerSort> {
        @Override
        public TalkerSort convert(String typed) {
            return Values.choice(typed, TalkerSort.values(), TalkerSort::sortName);
        }
    }

    /** Converts when to use colours. */
    static final class ColorConverter implements ITypeConverter<Color> {
        @Override
        public Color convert(String typed) {
            return Values.choice(typed, Color.values(), Color::colorName);
        }
    }
}
