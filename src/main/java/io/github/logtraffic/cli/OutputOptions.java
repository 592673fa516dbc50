package io.github.logtraffic.cli;

import io.github.logtraffic.report.JsonSchema;
import io.github.logtraffic.report.ReportFormat;
import io.github.logtraffic.report.ReportStyle;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * In which formats to write a report, and how it looks.
 *
 * @param <R> what is reported
 */
final class OutputOptions<R> {
    /** When reports are coloured. */
    enum Color {
        AUTO,
        ALWAYS,
        NEVER;

        String colorName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final ReportFormat<R> usual;
    private final JsonSchema schema;
    private final List<OutputTarget<ReportFormat<R>>> outputs = new ArrayList<>();
    private @Nullable ZoneId zone;
    Color color = Color.AUTO;
    private boolean human = true;
    private boolean isToFilesAlone;
    private boolean wantsSchema;

    /**
     * Adds the options to the section that was declared last.
     *
     * @param formats all there are; the first is the usual one
     * @param schema of the one that is JSON
     */
    OutputOptions(OptionList options, List<ReportFormat<R>> formats, JsonSchema schema) {
        usual = formats.get(0);
        this.schema = schema;
        options.value(
                        "--tz",
                        "ZONE",
                        typed -> zone = Values.zone(typed),
                        "The time zone of the report, e.g. UTC or Europe/Berlin. Default: the system's.")
                .value(
                        "-o --output",
                        "FORMAT[=FILE]",
                        typed -> outputs.add(target(typed, formats)),
                        "Write the report as " + names(formats)
                                + ", into FILE when one is named. Repeatable. Default: table.")
                .flag("--json", () -> outputs.add(target(ReportFormat.JSON, formats)), "The same as -o json.")
                .flag("--human", () -> human = true, "Show 12.3 MB and 10,000 in tables; the default.")
                .flag("--no-human", () -> human = false, "Show 12300000 and 10000.")
                .value(
                        "--color",
                        "WHEN",
                        typed -> color = Values.choice(typed, Color.values(), Color::colorName),
                        "auto, always or never. Default: auto, on terminals.")
                .flag(
                        "--json-schema",
                        () -> wantsSchema = true,
                        "Print the JSON Schema of -o json, and do nothing else.");
    }

    /** Writes the schema of the JSON, when that is what the user wants instead of a report; says whether it is. */
    boolean writesSchema(OutputStream out) throws IOException {
        if (wantsSchema) {
            schema.write(out);
        }
        return wantsSchema;
    }

    private static <R> OutputTarget<ReportFormat<R>> target(String typed, List<ReportFormat<R>> formats) {
        return OutputTarget.of(typed, formats, ReportFormat::formatName);
    }

    private static <R> String names(List<ReportFormat<R>> formats) {
        List<String> names = formats.stream().map(ReportFormat::formatName).toList();
        int last = names.size() - 1;
        return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }

    /**
     * The zone of the report.
     *
     * @param system is asked when the user chose none
     */
    ZoneId zone(Supplier<ZoneId> system) {
        return zone == null ? system.get() : zone;
    }

    /** Those that were asked for, otherwise the usual one, unless {@link #toFilesAlone}. */
    List<OutputTarget<ReportFormat<R>>> targets() {
        return outputs.isEmpty() && !isToFilesAlone ? List.of(new OutputTarget<>(usual, null)) : List.copyOf(outputs);
    }

    /**
     * Makes that no report is written but into files that were asked for.
     *
     * @param option writes to standard output
     * @throws ParameterException when a report was asked for on standard output
     */
    void toFilesAlone(String option, CommandLine commandLine) {
        isToFilesAlone = true;
        if (outputs.stream().anyMatch(target -> target.file() == null)) {
            throw new ParameterException(
                    commandLine,
                    option + " writes to standard output; expected a file for the report, as in -o json=FILE");
        }
    }

    /** How a report looks: one on standard output fits its terminal, one in a file is not coloured unless asked for. */
    ReportStyle style(boolean toFile, Terminal terminal, String version) {
        boolean automatic = !toFile && terminal.outIsTerminal() && terminal.colorIsWelcome();
        boolean colored = color == Color.ALWAYS || (color == Color.AUTO && automatic);
        return new ReportStyle(version, colored, toFile ? 0 : terminal.columns(), human);
    }
}
