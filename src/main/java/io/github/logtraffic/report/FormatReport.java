package io.github.logtraffic.report;

import io.github.logtraffic.analysis.FormatInspection;
import io.github.logtraffic.analysis.FormatInspection.Example;
import io.github.logtraffic.analysis.FormatInspection.Mismatch;
import io.github.logtraffic.log.format.FieldNames;
import io.github.logtraffic.log.format.LineKeys;
import io.github.logtraffic.log.format.LogFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What is read from a log, as text. */
public final class FormatReport {
    private static final int KEYS_SHOWN = 20;
    private static final String OWN_FORMAT =
            "Name the format as the server does: --log-format '$remote_addr - $remote_user"
                    + " [$time_local] …' for nginx's log_format, '%h %l %u %t …' for Apache's LogFormat, @/etc/nginx/nginx.conf"
                    + " for whatever that file says, json:client=KEY,time=KEY,… for other keys of JSON.";

    private FormatReport() {}

    /**
     * Writes what was read from the first lines of a log.
     *
     * @param columns how many columns the text may take; 0 is any number
     */
    public static void write(FormatInspection inspection, int columns, OutputStream out) throws IOException {
        Layout layout = new Layout(columns);
        StringBuilder text = new StringBuilder();
        text.append(layout.wrap(summary(inspection), 2)).append('\n');
        for (Example example : inspection.examples()) {
            text.append("\nline ").append(example.line()).append('\n');
            appendFields(text, example, layout);
        }
        Mismatch mismatch = inspection.mismatch();
        if (mismatch != null) {
            appendMismatch(text, mismatch, inspection, layout);
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String summary(FormatInspection inspection) {
        String source = SafeText.visible(inspection.source());
        if (inspection.looked() == 0) {
            return source + ": no lines";
        }
        LogFormat format = inspection.format();
        String name = format == null
                ? "no known format"
                : format.formatName()
                        + format.prefix()
                                .map(prefix -> " behind " + prefix.description())
                                .orElse("");
        String others = inspection.followed().entrySet().stream()
                .map(other -> String.format(Locale.ROOT, ", %,d of them in %s", other.getValue(), other.getKey()))
                .collect(Collectors.joining());
        return String.format(
                Locale.ROOT,
                "%s: %s, reads %,d of the first %,d lines%s",
                source,
                name,
                inspection.read(),
                inspection.looked(),
                others);
    }

    /** Adds the fields of an entry, one a line. */
    static void appendFields(StringBuilder text, Example example, Layout layout) {
        int indent = 4
                + example.fields().keySet().stream()
                        .mapToInt(String::length)
                        .max()
                        .orElse(0);
        for (Map.Entry<String, String> field : example.fields().entrySet()) {
            String name = "  " + SafeText.visible(field.getKey());
            String unit = field.getKey().equals(FieldNames.DURATION) ? " µs" : "";
            text.append(name)
                    .append(" ".repeat(Math.max(2, indent - name.length())))
                    .append(layout.cut(SafeText.visible(field.getValue()) + unit, indent))
                    .append('\n');
        }
    }

    private static void appendMismatch(
            StringBuilder text, Mismatch mismatch, FormatInspection inspection, Layout layout) {
        boolean hasFormat = inspection.format() != null;
        text.append("\nline ")
                .append(mismatch.line())
                .append(hasFormat ? ", the first that is not read\n" : ", the first one\n");
        String line = SafeText.visible(mismatch.text());
        LineKeys keys = mismatch.keys();
        if (keys != null) {
            text.append("  ").append(layout.cut(line, 2)).append("\n  ");
            text.append(layout.paragraph(foundIn(keys), 2)).append('\n');
        } else {
            int before = Math.min(mismatch.column() - 1, mismatch.text().length());
            int at = SafeText.visible(mismatch.text().substring(0, before)).length();
            text.append(layout.marked(line, at, where(mismatch, at >= line.length()), 2));
        }
        if (!hasFormat) {
            text.append('\n')
                    .append(keys == null ? layout.paragraph(OWN_FORMAT, 0) : layout.paragraph(option(keys), 0))
                    .append('\n');
        }
    }

    private static String where(Mismatch mismatch, boolean isEnd) {
        return (isEnd ? "the line ends here: " : "column " + mismatch.column() + ": ")
                + mismatch.candidate()
                + (isEnd ? " has next " : " has here ")
                + SafeText.visible(mismatch.expected());
    }

    private static String foundIn(LineKeys keys) {
        List<String> names = keys.keys().stream().map(SafeText::visible).toList();
        String shown = String.join(", ", names.subList(0, Math.min(KEYS_SHOWN, names.size())));
        int last = keys.missing().size() - 1;
        String others = String.join(", the ", keys.missing().subList(0, last));
        return "its keys are " + shown + (names.size() > KEYS_SHOWN ? ", …" : "")
                + "; none of them is known to hold the " + (last > 0 ? others + " or the " : "")
                + keys.missing().get(last);
    }

    private static String option(LineKeys keys) {
        String unknown = keys.option().contains("=KEY") ? ", with the line's own keys for KEY" : "";
        return "Say which keys they are: --log-format '" + keys.option() + "'" + unknown;
    }
}
