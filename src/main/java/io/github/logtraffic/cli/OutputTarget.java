package io.github.logtraffic.cli;

import io.github.logtraffic.report.ReportFormat;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/**
 * A report to write.
 *
 * @param format in which format
 * @param file where; null is standard output
 */
record OutputTarget(ReportFormat format, @Nullable Path file) {
    /** What {@code FORMAT} or {@code FORMAT=FILE} stands for; the file {@code -} is standard output. */
    static OutputTarget of(String typed) {
        int equals = typed.indexOf('=');
        String name = equals < 0 ? typed : typed.substring(0, equals);
        ReportFormat format = Values.choice(name, ReportFormat.values(), ReportFormat::formatName);
        if (equals < 0) {
            return new OutputTarget(format, null);
        }
        if (equals == typed.length() - 1) {
            throw new TypeConversionException("expected a file behind '='");
        }
        String file = typed.substring(equals + 1);
        return new OutputTarget(format, file.equals("-") ? null : Path.of(file));
    }
}
