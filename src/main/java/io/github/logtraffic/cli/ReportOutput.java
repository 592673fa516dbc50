package io.github.logtraffic.cli;

import io.github.logtraffic.engine.FailureReason;
import io.github.logtraffic.report.ReportStyle;
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
 * @param <F> its formats
 */
final class ReportOutput<F> {
    private static final int BUFFER = 1 << 16;

    /**
     * Writes it in one format.
     *
     * @param <F> the formats
     */
    interface Body<F> {
        void write(F format, ReportStyle style, OutputStream out) throws IOException;
    }

    private final Invocation invocation;
    private final OutputOptions<F> options;
    private final List<OutputTarget<F>> targets = new ArrayList<>();
    private ExitCode code = ExitCode.DONE;

    /** Says at once, not after an hour of reading, which files can never be written; they are left out. */
    ReportOutput(Invocation invocation, OutputOptions<F> options) {
        this.invocation = invocation;
        this.options = options;
        for (OutputTarget<F> target : options.targets()) {
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
    ExitCode write(Body<F> body) {
        for (OutputTarget<F> target : targets) {
            Path file = target.file();
            code = code.and(file == null ? writeToStandardOutput(target, body) : writeToFile(target, file, body));
        }
        return code;
    }

    private ExitCode writeToStandardOutput(OutputTarget<F> target, Body<F> body) {
        try {
            OutputStream out = new BufferedOutputStream(invocation.out(), BUFFER);
            body.write(target.format(), options.style(false, invocation.terminal(), invocation.version()), out);
            out.flush();
            return ExitCode.DONE;
        } catch (IOException e) {
            return Failures.sayOfStandardOutput(invocation.messages(), e);
        }
    }

    private ExitCode writeToFile(OutputTarget<F> target, Path path, Body<F> body) {
        try (ReplacedFile file = ReplacedFile.open(path)) {
            body.write(target.format(), options.style(true, invocation.terminal(), invocation.version()), file.out());
            file.commit();
            return ExitCode.DONE;
        } catch (IOException e) {
            invocation.messages().error(path + ": " + FailureReason.of(e), e);
            return ExitCode.FAILED;
        }
    }
}
