package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.FormatInspection;
import io.github.logtraffic.engine.FailureReason;
import io.github.logtraffic.engine.FormatChoice;
import io.github.logtraffic.engine.LogHead;
import io.github.logtraffic.engine.LogPass;
import io.github.logtraffic.engine.PassOptions;
import io.github.logtraffic.engine.RunSummary;
import io.github.logtraffic.log.format.EntryPlan;
import io.github.logtraffic.log.format.KnownFormat;
import io.github.logtraffic.log.format.KnownFormats;
import io.github.logtraffic.log.format.LogFormat;
import io.github.logtraffic.log.input.LogSource;
import io.github.logtraffic.report.EntryRows;
import io.github.logtraffic.report.FormatJson;
import io.github.logtraffic.report.FormatReport;
import io.github.logtraffic.report.KnownFormatReport;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** {@code logtraffic formats}: what formats there are, and which one a log is in. */
final class FormatsCommand implements Callable<Integer> {
    private static final String[] FOOTER = {
        "",
        "Without FILE it reads standard input when that is a pipe or a file; otherwise it lists the formats.",
        "",
        "Examples:",
        "  logtraffic formats                        the known formats, a line of each",
        "  logtraffic formats haproxy                what one of them is, field by field",
        "  logtraffic formats access.log             its format, three lines field by field",
        "  logtraffic formats --dump access.log      every entry as a row of values",
        "  tail -f access.log | logtraffic formats --dump -",
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
                .flag("--json", () -> json = true, "Write JSON: an object for each FILE.")
                .flag(
                        "--dump",
                        () -> dump = true,
                        "Write every entry as a row of tab-separated values, as soon as its line is there.");
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
        if (json && dump) {
            throw new ParameterException(
                    commandLine, "--json and --dump exclude each other: rows are not written as JSON");
        }
        OutputStream out = new BufferedOutputStream(invocation.out(), 1 << 16);
        boolean isGiven = !input.files().isEmpty() || invocation.terminal().inIsRedirected();
        if (dump && !isGiven && invocation.terminal().inIsTerminal()) {
            return UsageErrors.sayNoInput(invocation.messages(), commandLine).code();
        }
        ExitCode code = dump ? dump(out) : isGiven ? inspect(out) : describe(out);
        out.flush();
        return code.code();
    }

    /** Without a log: the format that was asked for, or all. */
    private ExitCode describe(OutputStream out) throws IOException {
        List<LogFormat> asked = options().formats().ofAll();
        KnownFormat known =
                asked.size() == 1 ? KnownFormats.described(asked.get(0).formatName()) : null;
        if (known != null && known.format() == asked.get(0)) {
            writeKnown(known, out);
        } else if (!asked.isEmpty()) {
            return UsageErrors.sayNoInput(invocation.messages(), commandLine);
        } else if (json) {
            KnownFormatReport.writeJson(KnownFormats.all(), invocation.version(), out);
        } else {
            KnownFormatReport.write(KnownFormats.all(), invocation.terminal().columns(), out);
        }
        return ExitCode.DONE;
    }

    private void writeKnown(KnownFormat known, OutputStream out) throws IOException {
        if (json) {
            KnownFormatReport.writeJson(List.of(known), invocation.version(), out);
        } else {
            byte[] line = known.example().getBytes(StandardCharsets.UTF_8);
            PassOptions options = options().reading(FormatChoice.of(known.format()));
            LogSource example = LogSource.stream(known.formatName(), new ByteArrayInputStream(line));
            FormatInspection read = FormatInspection.of(LogHead.of(example, options), example.name(), options);
            KnownFormatReport.writeOne(known, read, invocation.terminal().columns(), out);
        }
    }

    private PassOptions options() {
        return input.passOptions(EntryPlan.COUNTS, Instant.now().getEpochSecond());
    }

    private ExitCode inspect(OutputStream out) throws IOException {
        PassOptions options = options();
        ExitCode code = ExitCode.DONE;
        boolean isFirst = true;
        for (LogSource source : input.sources(invocation.in())) {
            KnownFormat named = Files.exists(Path.of(source.name())) ? null : KnownFormats.described(source.name());
            if (!isFirst && !json) {
                out.write('\n');
            }
            isFirst = false;
            if (named == null) {
                code = code.and(inspect(source, options, out));
            } else {
                writeKnown(named, out);
            }
        }
        return code;
    }

    private ExitCode inspect(LogSource source, PassOptions options, OutputStream out) throws IOException {
        LogHead head;
        try {
            head = LogHead.of(source, options);
        } catch (IOException e) {
            invocation.messages().error(source.name() + ": " + FailureReason.of(e) + meantFormat(source.name()), e);
            return ExitCode.FAILED;
        }
        IOException failure = head.failure();
        ExitCode code = ExitCode.DONE;
        if (failure != null) {
            invocation.messages().error(source.name() + ": " + FailureReason.of(failure), failure);
            code = ExitCode.FAILED;
        }
        if (failure != null && head.length() == 0) {
            return code;
        }
        FormatInspection inspection = FormatInspection.of(head, source.name(), options);
        if (json) {
            FormatJson.write(inspection, invocation.version(), out);
        } else {
            FormatReport.write(inspection, invocation.terminal().columns(), out);
        }
        return code.and(new ReadingMessages(invocation.messages(), input).say(inspection));
    }

    /** A name that is no file may be meant as that of a format. */
    private static String meantFormat(String name) {
        List<String> names =
                KnownFormats.all().stream().map(KnownFormat::formatName).toList();
        return Values.didYouMean(name, names).replace("did you mean", "did you mean the format");
    }

    private ExitCode dump(OutputStream out) throws IOException {
        new OutputFiles(commandLine, input.files()).check("--rejects", input.rejects);
        PassOptions options = input.passOptions(EntryRows.PLAN, Instant.now().getEpochSecond())
                .watching();
        try (BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
                Rejects rejects = new Rejects(input.rejects, invocation.messages())) {
            LogPass pass = new LogPass(input.sources(invocation.in()), options, rejects.sink());
            EntryRows rows = new EntryRows(writer);
            RunSummary summary = invocation.watch(pass, () -> pass.runInOrder(rows));
            return new ReadingMessages(invocation.messages(), input)
                    .say(summary)
                    .and(rejects.commit());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
