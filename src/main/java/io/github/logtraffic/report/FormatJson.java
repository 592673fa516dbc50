package io.github.logtraffic.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.logtraffic.analysis.FormatInspection;
import io.github.logtraffic.analysis.FormatInspection.Example;
import io.github.logtraffic.analysis.FormatInspection.Mismatch;
import io.github.logtraffic.log.format.FieldNames;
import io.github.logtraffic.log.format.LineKeys;
import io.github.logtraffic.log.format.LogFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** What is read from a log, as JSON. */
public final class FormatJson {
    private static final String SCHEMA = "logtraffic.formats/1";

    private FormatJson() {}

    /** Writes what was read from the first lines of a log. */
    public static void write(FormatInspection inspection, String version, OutputStream out) throws IOException {
        JsonOutput.write(out, json -> {
            json.writeStartObject();
            writeBegin(json, version);
            json.writeStringField("source", inspection.source());
            LogFormat format = inspection.format();
            if (format != null) {
                json.writeStringField("format", format.formatName());
                if (format.prefix().isPresent()) {
                    json.writeStringField("prefix", format.prefix().get().prefixName());
                }
            }
            json.writeObjectFieldStart("lines");
            json.writeNumberField("looked", inspection.looked());
            json.writeNumberField("read", inspection.read());
            json.writeEndObject();
            if (!inspection.followed().isEmpty()) {
                writeFollowed(json, inspection.followed());
            }
            if (format != null) {
                writeStrings(json, "fields", inspection.fields());
            }
            json.writeArrayFieldStart("examples");
            for (Example example : inspection.examples()) {
                writeExample(json, example);
            }
            json.writeEndArray();
            if (inspection.mismatch() != null) {
                writeMismatch(json, inspection.mismatch());
            }
            json.writeEndObject();
        });
    }

    private static void writeFollowed(JsonGenerator json, Map<String, Long> followed) throws IOException {
        json.writeArrayFieldStart("otherFormats");
        for (Map.Entry<String, Long> other : followed.entrySet()) {
            json.writeStartObject();
            json.writeStringField("format", other.getKey());
            json.writeNumberField("entries", other.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeExample(JsonGenerator json, Example example) throws IOException {
        json.writeStartObject();
        json.writeNumberField("line", example.line());
        json.writeObjectFieldStart("fields");
        for (Map.Entry<String, String> field : example.fields().entrySet()) {
            if (isNumber(field.getKey())) {
                json.writeNumberField(field.getKey(), Long.parseLong(field.getValue()));
            } else {
                json.writeStringField(field.getKey(), field.getValue());
            }
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static boolean isNumber(String field) {
        return switch (field) {
            case FieldNames.STATUS, FieldNames.BYTES, FieldNames.DURATION -> true;
            default -> false;
        };
    }

    private static void writeMismatch(JsonGenerator json, Mismatch mismatch) throws IOException {
        json.writeObjectFieldStart("mismatch");
        json.writeNumberField("line", mismatch.line());
        json.writeStringField("text", mismatch.text());
        json.writeNumberField("column", mismatch.column());
        json.writeStringField("expected", mismatch.expected());
        json.writeStringField("candidate", mismatch.candidate());
        LineKeys keys = mismatch.keys();
        if (keys != null) {
            writeStrings(json, "keys", keys.keys());
            writeStrings(json, "missing", keys.missing());
            json.writeStringField("option", keys.option());
        }
        json.writeEndObject();
    }

    static void writeBegin(JsonGenerator json, String version) throws IOException {
        json.writeStringField("schema", SCHEMA);
        json.writeStringField("version", version);
    }

    static void writeStrings(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
