package io.github.logtraffic.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.logtraffic.analysis.FormatInspection;
import io.github.logtraffic.analysis.FormatInspection.Example;
import io.github.logtraffic.analysis.FormatInspection.Mismatch;
import io.github.logtraffic.log.format.KnownFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What formats there are, and what is read from a log: as text, and as JSON. */
public final class FormatReport {
    private static final String SCHEMA = "logtraffic.formats/1";
    private static final int LONGEST_TEXT = 160;

    private FormatReport() {}

    /** Writes what formats are known, each with a line of it. */
    public static void writeKnown(List<KnownFormat> formats, OutputStream out) throws IOException {
        int width = formats.stream()
                .mapToInt(known -> known.formatName().length())
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder();
        for (KnownFormat known : formats) {
            String name = known.formatName();
            text.append(name)
                    .append(" ".repeat(width - name.length() + 2))
                    .append(known.description())
                    .append('\n')
                    .append(" ".repeat(width + 2))
                    .append(known.example().replace("\t", "  "))
                    .append('\n');
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the same as JSON. */
    public static void writeKnownJson(List<KnownFormat> formats, String version, OutputStream out) throws IOException {
        JsonOutput.write(out, json -> {
            json.writeStartObject();
            writeBegin(json, version);
            json.writeArrayFieldStart("formats");
            for (KnownFormat known : formats) {
                json.writeStartObject();
                json.writeStringField("format", known.formatName());
                json.writeStringField("description", known.description());
                writeStrings(json, "aliases", known.aliases());
                writeStrings(json, "fields", known.format().fieldNames());
                json.writeStringField("example", known.example());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** Writes what was read from a log. */
    public static void write(FormatInspection inspection, String source, OutputStream out) throws IOException {
        StringBuilder text = new StringBuilder();
        if (inspection.looked() == 0) {
            out.write((SafeText.visible(source) + ": no lines\n").getBytes(StandardCharsets.UTF_8));
            return;
        }
        String name = inspection.format() == null
                ? "no known format"
                : inspection.format().formatName()
                        + inspection
                                .format()
                                .prefix()
                                .map(prefix -> " behind " + prefix.description())
                                .orElse("");
        text.append(String.format(
                Locale.ROOT,
                "%s: %s, reads %,d of the first %,d lines%n",
                SafeText.visible(source),
                name,
                inspection.read(),
                inspection.looked()));
        for (Example example : inspection.examples()) {
            appendExample(text, example);
        }
        Mismatch mismatch = inspection.mismatch();
        if (mismatch != null) {
            appendMismatch(text, mismatch, inspection.format() != null);
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void appendExample(StringBuilder text, Example example) {
        int width = example.fields().keySet().stream()
                .mapToInt(String::length)
                .max()
                .orElse(0);
        text.append("\nline ").append(example.line()).append('\n');
        for (Map.Entry<String, String> field : example.fields().entrySet()) {
            text.append("  ")
                    .append(SafeText.visible(field.getKey()))
                    .append(" ".repeat(width - field.getKey().length() + 2))
                    .append(shown(field.getValue()))
                    .append(field.getKey().equals("duration") ? " µs" : "")
                    .append('\n');
        }
    }

    private static void appendMismatch(StringBuilder text, Mismatch mismatch, boolean hasFormat) {
        String line = SafeText.visible(mismatch.text());
        int column = SafeText.visible(mismatch.text()
                        .substring(
                                0,
                                Math.min(mismatch.column() - 1, mismatch.text().length())))
                .length();
        int from = Math.max(0, Math.min(column - LONGEST_TEXT / 2, line.length() - LONGEST_TEXT));
        String part = line.substring(from, Math.min(line.length(), from + LONGEST_TEXT));
        text.append("\nline ")
                .append(mismatch.line())
                .append(hasFormat ? ", the first that is not read" : ", the first one")
                .append('\n')
                .append(from > 0 ? "  …" : "  ")
                .append(part)
                .append('\n')
                .append(" ".repeat(column - from + (from > 0 ? 3 : 2)))
                .append("^ column ")
                .append(mismatch.column())
                .append(": ")
                .append(mismatch.candidate())
                .append(" has here ")
                .append(SafeText.visible(mismatch.expected()))
                .append('\n');
        if (!hasFormat) {
            text.append("""

                    Name the format as the server does: --log-format '$remote_addr - $remote_user [$time_local] …' for
                    nginx's log_format, '%h %l %u %t …' for Apache's LogFormat, @/etc/nginx/nginx.conf for whatever that
                    file says, json:client=KEY,time=KEY,… for other keys of JSON.
                    """);
        }
    }

    private static String shown(String value) {
        String visible = SafeText.visible(value);
        return visible.length() <= LONGEST_TEXT ? visible : visible.substring(0, LONGEST_TEXT - 1) + "…";
    }

    /** Writes the same as JSON. */
    public static void writeJson(FormatInspection inspection, String source, String version, OutputStream out)
            throws IOException {
        JsonOutput.write(out, json -> {
            json.writeStartObject();
            writeBegin(json, version);
            json.writeStringField("source", source);
            if (inspection.format() != null) {
                json.writeStringField("format", inspection.format().formatName());
                if (inspection.format().prefix().isPresent()) {
                    json.writeStringField(
                            "prefix", inspection.format().prefix().get().prefixName());
                }
            }
            json.writeObjectFieldStart("lines");
            json.writeNumberField("looked", inspection.looked());
            json.writeNumberField("read", inspection.read());
            json.writeEndObject();
            if (inspection.format() != null) {
                writeStrings(json, "fields", inspection.fields());
            }
            json.writeArrayFieldStart("examples");
            for (Example example : inspection.examples()) {
                json.writeStartObject();
                json.writeNumberField("line", example.line());
                json.writeObjectFieldStart("fields");
                for (Map.Entry<String, String> field : example.fields().entrySet()) {
                    json.writeStringField(field.getKey(), field.getValue());
                }
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndArray();
            if (inspection.mismatch() != null) {
                writeMismatch(json, inspection.mismatch());
            }
            json.writeEndObject();
        });
    }

    private static void writeMismatch(JsonGenerator json, Mismatch mismatch) throws IOException {
        json.writeObjectFieldStart("mismatch");
        json.writeNumberField("line", mismatch.line());
        json.writeStringField("text", mismatch.text());
        json.writeNumberField("column", mismatch.column());
        json.writeStringField("expected", mismatch.expected());
        json.writeStringField("candidate", mismatch.candidate());
        json.writeEndObject();
    }

    private static void writeBegin(JsonGenerator json, String version) throws IOException {
        json.writeStringField("schema", SCHEMA);
        json.writeStringField("version", version);
    }

    private static void writeStrings(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
