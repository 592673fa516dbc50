package io.github.logtraffic.report;

import io.github.logtraffic.analysis.LimitResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The formats of what limits would have done, by the names that users type. */
public enum LimitFormat {
    /** Tables for people. */
    TABLE("table") {
        @Override
        public void write(LimitResult result, ReportStyle style, OutputStream out) throws IOException {
            List<String> lines = new LimitTable(result, style).lines();
            out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    },
    /** One JSON object. */
    JSON("json") {
        @Override
        public void write(LimitResult result, ReportStyle style, OutputStream out) throws IOException {
            JsonOutput.write(out, json -> new LimitJson(json, result).write(style.version()));
        }
    },
    /** A row a setting, separated by commas. */
    CSV("csv") {
        @Override
        public void write(LimitResult result, ReportStyle style, OutputStream out) throws IOException {
            out.write(LimitRows.text(result, ',').getBytes(StandardCharsets.UTF_8));
        }
    },
    /** A row a setting, separated by tabs. */
    TSV("tsv") {
        @Override
        public void write(LimitResult result, ReportStyle style, OutputStream out) throws IOException {
            out.write(LimitRows.text(result, '\t').getBytes(StandardCharsets.UTF_8));
        }
    };

    private final String formatName;

    LimitFormat(String formatName) {
        this.formatName = formatName;
    }

    /** The name that users type. */
    public String formatName() {
        return formatName;
    }

    /**
     * Writes a result, in UTF-8.
     *
     * @param out is neither flushed nor closed
     * @throws IOException when writing fails
     */
    public abstract void write(LimitResult result, ReportStyle style, OutputStream out) throws IOException;
}
