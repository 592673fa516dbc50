package io.github.logtraffic.cli;

import io.github.logtraffic.engine.FailureReason;
import io.github.logtraffic.report.ReportFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a report to wherever the user wants it.
 *
 * @param <R> what is reported
 */
final class ReportOutput<R> {
    private static final int BUFFER = 1 << 16;

    private final Invocation invocation;
    private final OutputOptions<R> options;
    private final List<OutputTarget<ReportFormat<R>>> targets = new ArrayList<>();
    private ExitCode code = ExitCode.DONE;

    /** Says at once, not after an hour of reading, which files can never be written; they are left out. */
    ReportOutput(Invocation invocation, OutputOptions<R> options) {
        this.invocation = invocation;
        this.options = options;
        for (OutputTarget<ReportFormat<R>> target : options.targets()) {
            Path file = target.file();
            Path folder = file == null ? null : file.toAbsolutePath().getParent();
            if (folder == null || Files.isDirectory(folder)) {
                targets.add(target);
            } else {
                invocation.messages().error(file + ": no such folder");
                code = ExitCode.FAILED;
            }
        }
    }

    /** Whether anything is left of what was to be written. */
    boolean isPossible() {
        return !targets.isEmpty() || code == ExitCode.DONE;
    }

    /** Writes something else to standard output, where no report goes then. */
    ExitCode writeInstead(String text) {
        try {
            invocation.out().write(text.getBytes(StandardCharsets.UTF_8));
            invocation.out().flush();
            return ExitCode.DONE;
        } catch (IOException e) {
            return Failures.sayOfStandardOutput(invocation.messages(), e);
        }
    }

    /**
     * Writes it in every format that was asked for. One that cannot be written is said, the others are written all the
     * same. That nobody wants to read standard output any more is no failure.
     */
    ExitCode write(R result) {
        for (OutputTarget<ReportFormat<R>> target : targets) {
            Path file = target.file();
            code = code.and(file == null ? writeToStandardOutput(target, result) : writeToFile(target, file, result));
        }
        return code;
    }

    private ExitCode writeToStandardOutput(OutputTarget<ReportFormat<R>> target, R result) {
        try {
            OutputStream out = new BufferedOutputStream(invocation.out(), BUFFER);
            target.format()
                    .writer()
                    .write(result, options.style(false, invocation.terminal(), invocation.version()), out);
            out.flush();
            return ExitCode.DONE;
        } catch (IOException e) {
            return Failures.sayOfStandardOutput(invocation.messages(), e);
        }
    }

    private ExitCode writeToFile(OutputTarget<ReportFormat<R>> target, Path path, R result) {
        try (ReplacedFile file = ReplacedFile.open(path)) {
            target.format()
                    .writer()
                    .write(result, options.style(true, invocation.terminal(), invocation.version()), file.out());
            file.commit();
            return ExitCode.DONE;
        } catch (IOException e) {
            invocation.messages().error(path + ": " + FailureReason.of(e), e);
            return ExitCode.FAILED;
        }
    }
}
