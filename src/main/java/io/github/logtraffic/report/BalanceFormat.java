package io.github.logtraffic.report;

import io.github.logtraffic.analysis.BalanceResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The formats of where policies would have sent requests, by the names that users type. */
public enum BalanceFormat {
    /** Tables for people. */
    TABLE("table") {
        @Override
        public void write(BalanceResult result, ReportStyle style, OutputStream out) throws IOException {
            List<String> lines = new BalanceTable(result, style).lines();
            out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    },
    /** One JSON object. */
    JSON("json") {
        @Override
        public void write(BalanceResult result, ReportStyle style, OutputStream out) throws IOException {
            JsonOutput.write(out, json -> new BalanceJson(json, result).write(style.version()));
        }
    },
    /** A row for each policy and backend, separated by commas. */
    CSV("csv") {
        @Override
        public void write(BalanceResult result, ReportStyle style, OutputStream out) throws IOException {
            out.write(BalanceRows.text(result, ',').getBytes(StandardCharsets.UTF_8));
        }
    },
    /** The same, separated by tabs. */
    TSV("tsv") {
        @Override
        public void write(BalanceResult result, ReportStyle style, OutputStream out) throws IOException {
            out.write(BalanceRows.text(result, '\t').getBytes(StandardCharsets.UTF_8));
        }
    };

    private final String formatName;

    BalanceFormat(String formatName) {
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
    public abstract void write(BalanceResult result, ReportStyle style, OutputStream out) throws IOException;
}
