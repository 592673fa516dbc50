package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.FormatInspection;
import io.github.logtraffic.engine.FailureReason;
import io.github.logtraffic.engine.LogHead;
import io.github.logtraffic.engine.LogPass;
import io.github.logtraffic.engine.PassOptions;
import io.github.logtraffic.engine.RunSummary;
import io.github.logtraffic.log.format.EntryPlan;
import io.github.logtraffic.log.format.KnownFormats;
import io.github.logtraffic.log.input.LogSource;
import io.github.logtraffic.report.EntryRows;
import io.github.logtraffic.report.FormatReport;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code logtraffic formats}: what formats there are, and which one a log is in. */
final class FormatsCommand implements Callable<Integer> {
    private static final String[] FOOTER = {
        "",
        "Examples:",
        "  logtraffic formats                    the known formats, a line of each",
        "  logtraffic formats access.log         its format, three lines field by field",
        "  logtraffic formats --dump access.log  every entry as a row of values",
        "",
        "Exit codes: 0 done, 1 something could not be read or written, 2 wrong usage,",
        "3 no known format fits, or too many malformed lines, 130 interrupted."
    };

    private final Invocation invocation;
    private final InputOptions input;
    private final MessageOptions messageOptions;
    private final CommandLine commandLine;
    private boolean json;
    private boolean dump;

    FormatsCommand(Invocation invocation) {
        this.invocation = invocation;
        OptionList options = new OptionList("formats", this);
        input = new InputOptions(options);
        options.section("Report:")
                .flag("--json", () -> json = true, "Write JSON.")
                .flag("--dump", () -> dump = true, "Write every entry as a row of tab-separated values.");
        messageOptions = new MessageOptions(options);
        commandLine = options.command(
                "logtraffic formats [OPTION]... [FILE]...",
                "Lists the known log formats; says which one a log is in, and what is read from it.",
                FOOTER);
    }

    /** The command to be added to the program. */
    CommandLine commandLine() {
        return commandLine;
    }

    @Override
    public Integer call() throws IOException {
        messageOptions.configure(invocation.messages());
        OutputStream out = new BufferedOutputStream(invocation.out(), 1 << 16);
        boolean isListed = input.files().isEmpty() && !dump;
        ExitCode code = isListed ? list(out) : dump ? dump(out) : inspect(out);
        out.flush();
        return code.code();
    }

    private ExitCode list(OutputStream out) throws IOException {
        if (json) {
            FormatReport.writeKnownJson(KnownFormats.all(), invocation.version(), out);
        } else {
            FormatReport.writeKnown(KnownFormats.all(), out);
        }
        return ExitCode.DONE;
    }

    private ExitCode inspect(OutputStream out) throws IOException {
        PassOptions options = input.passOptions(EntryPlan.COUNTS, Instant.now().getEpochSecond());
        ExitCode code = ExitCode.DONE;
        boolean isFirst = true;
        for (LogSource source : input.sources(invocation.in())) {
            FormatInspection inspection;
            try {
                inspection = FormatInspection.of(LogHead.of(source, options));
            } catch (IOException e) {
                invocation.messages().error(source.name() + ": " + FailureReason.of(e), e);
                code = code.and(ExitCode.FAILED);
                continue;
            }
            if (json) {
                FormatReport.writeJson(inspection, source.name(), invocation.version(), out);
            } else {
                if (!isFirst) {
                    out.write('\n');
                }
                FormatReport.write(inspection, source.name(), out);
            }
            isFirst = false;
            boolean isUnknown = inspection.format() == null && inspection.looked() > 0;
            code = isUnknown ? code.and(ExitCode.TOO_MANY_MALFORMED) : code;
        }
        return code;
    }

    private ExitCode dump(OutputStream out) throws IOException {
        PassOptions given = input.passOptions(EntryRows.PLAN, Instant.now().getEpochSecond());
        LogPass pass = new LogPass(input.sources(invocation.in()), given.watching(), null);
        try (BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
            EntryRows rows = new EntryRows(writer);
            RunSummary summary = invocation.watch(pass, () -> pass.runInOrder(rows));
            return new ReadingMessages(invocation.messages(), input).say(summary);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
