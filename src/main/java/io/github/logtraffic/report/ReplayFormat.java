package io.github.logtraffic.report;

import io.github.logtraffic.analysis.ReplayResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The formats of what came of sending requests, by the names that users type. */
public enum ReplayFormat {
    /** Tables for people. */
    TABLE("table") {
        @Override
        public void write(ReplayResult result, ReportStyle style, OutputStream out) throws IOException {
            List<String> lines = new ReplayTable(result, style).lines();
            out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    },
    /** One JSON object. */
    JSON("json") {
        @Override
        public void write(ReplayResult result, ReportStyle style, OutputStream out) throws IOException {
            JsonOutput.write(out, json -> new ReplayJson(json, result).write(style.version()));
        }
    };

    private final String formatName;

    ReplayFormat(String formatName) {
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
    public abstract void write(ReplayResult result, ReportStyle style, OutputStream out) throws IOException;
}
