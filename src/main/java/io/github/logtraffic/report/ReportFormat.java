package io.github.logtraffic.report;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A format of a report.
 *
 * @param <R> what is reported
 * @param formatName what users type
 * @param writer writes it
 */
public record ReportFormat<R>(String formatName, Writer<R> writer) {
    /** The name of the format for programs, which every report has. */
    public static final String JSON = "json";

    /**
     * Writes a result as text in UTF-8.
     *
     * @param <R> what is reported
     */
    @FunctionalInterface
    public interface Writer<R> {
        /**
         * Writes a result.
         *
         * @param out is neither flushed nor closed
         * @throws IOException when writing fails
         */
        void write(R result, ReportStyle style, OutputStream out) throws IOException;
    }
}
