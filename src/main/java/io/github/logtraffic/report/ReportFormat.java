package io.github.logtraffic.report;

import io.github.logtraffic.analysis.AnalysisResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/** The formats of reports, by the names that users type. */
public enum ReportFormat {
    /** Tables for people. */
    TABLE("table") {
        @Override
        Report report() {
            return new TableReport();
        }
    },
    /** One JSON object, as the schema describes it. */
    JSON("json") {
        @Override
        Report report() {
            return new JsonReport();
        }
    };

    private final String formatName;

    ReportFormat(String formatName) {
        this.formatName = formatName;
    }

    abstract Report report();

    /** The name that users type. */
    public String formatName() {
        return formatName;
    }

    /**
     * Writes the JSON Schema of {@link #JSON}.
     *
     * @throws IOException when writing fails
     */
    public static void writeJsonSchema(OutputStream out) throws IOException {
        try (InputStream schema = ReportFormat.class.getResourceAsStream("analyze.schema.json")) {
            Objects.requireNonNull(schema, "analyze.schema.json").transferTo(out);
        }
    }

    /**
     * Writes a result, in UTF-8.
     *
     * @param out is neither flushed nor closed
     * @throws IOException when writing fails
     */
    public void write(AnalysisResult result, ReportStyle style, OutputStream out) throws IOException {
        report().write(result, style, out);
    }
}
