package io.github.logtraffic.report;

import io.github.logtraffic.analysis.AnalysisResult;
import java.io.IOException;
import java.io.OutputStream;

/** Writes a result as text. */
interface Report {
    /**
     * Writes a result, in UTF-8.
     *
     * @param out is neither flushed nor closed
     * @throws IOException when writing fails
     */
    void write(AnalysisResult result, ReportStyle style, OutputStream out) throws IOException;
}
