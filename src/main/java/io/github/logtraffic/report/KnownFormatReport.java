package io.github.logtraffic.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.logtraffic.analysis.FormatInspection;
import io.github.logtraffic.log.format.KnownFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What formats there are, and what one of them is: as text, and as JSON. */
public final class KnownFormatReport {
    private KnownFormatReport() {}

    /** Writes what formats are known, each with a line of it. */
    public static void write(List<KnownFormat> formats, int columns, OutputStream out) throws IOException {
        Layout layout = new Layout(columns);
        int indent = 2
                + formats.stream()
                        .mapToInt(known -> known.formatName().length())
                        .max()
                        .orElse(0);
        StringBuilder text = new StringBuilder();
        for (KnownFormat known : formats) {
            String name = known.formatName();
            String aliases = known.aliases().isEmpty() ? "" : "; also called " + String.join(", ", known.aliases());
            text.append(name)
                    .append(" ".repeat(indent - name.length()))
                    .append(layout.wrap(known.description() + aliases, indent))
                    .append('\n')
                    .append(" ".repeat(indent))
                    .append(layout.fit(known.example().replace("\t", "  "), indent))
                    .append('\n');
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes what one format is.
     *
     * @param example what is read of the format's example
     */
    public static void writeOne(KnownFormat known, FormatInspection example, int columns, OutputStream out)
            throws IOException {
        Layout layout = new Layout(columns);
        StringBuilder text = new StringBuilder();
        text.append(layout.wrap(known.formatName() + ": " + known.description(), 2))
                .append("\n\n");
        if (!known.aliases().isEmpty()) {
            text.append("also called  ")
                    .append(String.join(", ", known.aliases()))
                    .append('\n');
        }
        String fields = String.join(", ", known.format().fieldNames());
        text.append("fields       ").append(layout.wrap(fields, 13)).append('\n');
        text.append("\nexample\n  ")
                .append(layout.fit(known.example().replace("\t", "  "), 2))
                .append('\n');
        example.examples().forEach(entry -> FormatReport.appendFields(text, entry, layout));
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the same of any number of formats as JSON. */
    public static void writeJson(List<KnownFormat> formats, String version, OutputStream out) throws IOException {
        JsonOutput.write(out, json -> {
            json.writeStartObject();
            FormatJson.writeBegin(json, version);
            json.writeArrayFieldStart("formats");
            for (KnownFormat known : formats) {
                writeFormat(json, known);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void writeFormat(JsonGenerator json, KnownFormat known) throws IOException {
        json.writeStartObject();
        json.writeStringField("format", known.formatName());
        json.writeStringField("description", known.description());
        FormatJson.writeStrings(json, "aliases", known.aliases());
        FormatJson.writeStrings(json, "fields", known.format().fieldNames());
        json.writeStringField("example", known.example());
        json.writeEndObject();
    }
}
