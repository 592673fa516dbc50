package io.github.logtraffic.cli;

import io.github.logtraffic.log.format.FieldNames;
import io.github.logtraffic.report.EntryFormat;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/** How entries are printed. */
final class LinesOptions {
    boolean count;

    /** How many entries are wanted; 0 is all. */
    int limit;

    private @Nullable List<String> fields;
    private @Nullable ZoneId zone;
    private final List<OutputTarget<EntryFormat>> outputs = new ArrayList<>();

    LinesOptions(OptionList options) {
        options.section("Output:")
                .value(
                        "-n --limit",
                        "N",
                        typed -> limit = Values.number(typed, 0, Integer.MAX_VALUE),
                        "Print the first N entries and read no further; 0 is all. Default: 0.")
                .flag("--count", () -> count = true, "Print only how many entries there are, in all files together.")
                .value(
                        "--fields",
                        "LIST",
                        typed -> fields = fields(typed),
                        "The fields to write, such as client,time,path: client, time, status, bytes, duration (in "
                                + "microseconds), method, target, path, query, protocol, host, referer, user_agent, user, peer, "
                                + "upstream, or any other that the log's format has. Without -o: as tsv.")
                .value(
                        "-o --output",
                        "FORMAT[=FILE]",
                        typed -> outputs.add(
                                OutputTarget.of(typed, List.of(EntryFormat.values()), EntryFormat::formatName)),
                        "Write the entries as raw lines, ndjson, tsv or csv, into FILE when one is named. Repeatable. "
                                + "Default: raw.")
                .flag(
                        "--json",
                        () -> outputs.add(new OutputTarget<>(EntryFormat.NDJSON, null)),
                        "The same as -o ndjson.")
                .value(
                        "--tz",
                        "ZONE",
                        typed -> zone = Values.zone(typed),
                        "The time zone of times, e.g. UTC or Europe/Berlin. Default: the system's.");
    }

    private static List<String> fields(String typed) {
        List<String> names = new ArrayList<>();
        for (String name : typed.split(",", -1)) {
            String field = FieldNames.normalize(name.strip());
            if (field.isEmpty()) {
                throw new TypeConversionException("expected names of fields such as client,time,path");
            }
            if (names.contains(field)) {
                throw new TypeConversionException("expected each field once; there are two of '" + field + "'");
            }
            names.add(field);
        }
        return names;
    }

    /** The fields to write. */
    List<String> fields() {
        return fields == null ? EntryFormat.USUAL_FIELDS : fields;
    }

    /** Those of them that any output has. */
    List<String> writtenFields() {
        return targets().stream().allMatch(target -> target.format() == EntryFormat.RAW) ? List.of() : fields();
    }

    /** Whether the user said which, and there are only raw lines. */
    boolean areFieldsLost() {
        return fields != null
                && !outputs.isEmpty()
                && outputs.stream().allMatch(target -> target.format() == EntryFormat.RAW);
    }

    /** Whether the user said which. */
    boolean areFieldsChosen() {
        return fields != null;
    }

    /**
     * The zone of times.
     *
     * @param system is asked when the user chose none
     */
    ZoneId zone(Supplier<ZoneId> system) {
        return zone == null ? system.get() : zone;
    }

    /** Where to write what; of a mere count only files. */
    List<OutputTarget<EntryFormat>> targets() {
        if (count) {
            return outputs.stream().filter(target -> target.file() != null).toList();
        }
        EntryFormat usual = fields == null ? EntryFormat.RAW : EntryFormat.TSV;
        return outputs.isEmpty() ? List.of(new OutputTarget<>(usual, null)) : List.copyOf(outputs);
    }
}
