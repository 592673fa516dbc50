package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.AnonymousEntries;
import io.github.logtraffic.engine.LogPass;
import io.github.logtraffic.engine.PassOptions;
import io.github.logtraffic.engine.RunSummary;
import io.github.logtraffic.identity.Anonymizer;
import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.log.entry.MergeableConsumer;
import io.github.logtraffic.log.format.EntryPlan;
import io.github.logtraffic.log.format.FieldNames;
import io.github.logtraffic.report.EntryFormat;
import io.github.logtraffic.report.EntryPrinter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** {@code logtraffic lines}: the entries that the filters keep, as they stand or as fields. */
final class LinesCommand implements Callable<Integer> {
    private static final String[] FOOTER = {
        "",
        "Examples:",
        "  logtraffic lines --client 203.0.113.7 access.log*         what one client did",
        "  logtraffic lines --status 5xx --since -1h --count access.log",
        "  logtraffic lines --path /wp-login.php --fields client,time,status access.log",
        "  logtraffic lines --anonymize --json access.log            to hand on",
        "  tail -f access.log | logtraffic lines --status 5xx        as they come",
        "  logtraffic lines $(ls -rv access.log*)                    the oldest log first",
        "",
        "Logs come in the order in which they are named; access.log* names the newest first.",
        "",
        "Exit codes: 0 done, also when there is no such entry, 1 something could not be read or written,",
        "2 wrong usage, 3 too many malformed lines, 130 interrupted."
    };

    private static final String FIELDS = "-o ndjson, -o csv or --fields client,time,path";

    private final Invocation invocation;
    private final InputOptions input;
    private final ClientOptions clients;
    private final FilterOptions filters;
    private final PrivacyOptions privacy;
    private final AgentOptions agents;
    private final LinesOptions lines;
    private final MessageOptions messageOptions;
    private final CommandLine commandLine;

    LinesCommand(Invocation invocation) {
        this.invocation = invocation;
        OptionList options = new OptionList("lines", this);
        input = new InputOptions(options);
        clients = new ClientOptions(options);
        filters = new FilterOptions(options);
        privacy = new PrivacyOptions(options);
        agents = new AgentOptions(options);
        lines = new LinesOptions(options);
        messageOptions = new MessageOptions(options);
        commandLine = options.command(
                "logtraffic lines [OPTION]... [FILE]...",
                "Prints the entries that the filters keep, as they stand or as fields, in their order.",
                FOOTER);
    }

    /** The command to be added to the program. */
    CommandLine commandLine() {
        return commandLine;
    }

    @Override
    public Integer call() throws IOException {
        messageOptions.configure(invocation.messages());
        if (input.files().isEmpty() && invocation.terminal().inIsTerminal()) {
            return UsageErrors.sayNoInput(invocation.messages(), commandLine).code();
        }
        checkOutputs();
        checkClients();
        return print().code();
    }

    /** Refuses what would show clients that are not to be known, or be taken to show networks and does not. */
    private void checkClients() {
        privacy.checkShown(
                commandLine, List.of(), input.rejects, !clients.prefix().isWholeAddress());
        List<EntryFormat> formats =
                lines.targets().stream().map(OutputTarget::format).toList();
        if (privacy.isAsked() && formats.contains(EntryFormat.RAW)) {
            throw new ParameterException(
                    commandLine,
                    "--anonymize and --pseudonymize-key cannot hide who is in whole lines; print fields: " + FIELDS);
        }
        boolean asksNetworks = !clients.prefix().equals(NetworkPrefix.WHOLE_ADDRESS);
        if (asksNetworks && !formats.isEmpty() && !lines.writtenFields().contains(FieldNames.CLIENT)) {
            throw new ParameterException(
                    commandLine,
                    "--prefix4 and --prefix6 change the field client, which is not printed; print fields: " + FIELDS);
        }
    }

    private void checkOutputs() {
        if (lines.areFieldsLost()) {
            throw new ParameterException(
                    commandLine, "--fields are not printed in raw lines; take -o tsv, -o csv or -o ndjson");
        }
        OutputFiles files = new OutputFiles(commandLine, input.files());
        files.check("--rejects", input.rejects);
        int onStandardOutput = 0;
        for (OutputTarget<EntryFormat> target : lines.targets()) {
            files.check("-o", target.file());
            onStandardOutput += target.file() == null ? 1 : 0;
        }
        if (onStandardOutput > 1) {
            throw new ParameterException(
                    commandLine, "only one -o can go to standard output; name files, as in -o csv=FILE");
        }
    }

    private ExitCode print() throws IOException {
        filters.sayQuery(invocation.messages());
        Instant now = Instant.now();
        ZoneId zone = lines.zone(() -> SystemZone.of(System.getenv("TZ"), invocation.messages()));
        PassOptions options = input.passOptions(
                        EntryFormat.plan(lines.writtenFields()).behind(clients.rule()), now.getEpochSecond())
                .withFilter(agents.narrowed(filters.plan(zone, now, commandLine)))
                .assumingSorted(filters.assumesSorted())
                .streaming();
        try (Rejects rejects = new Rejects(input.rejects, invocation.messages());
                EntryOutputs outputs = outputs()) {
            if (!outputs.isPossible()) {
                return outputs.commit();
            }
            LogPass pass = new LogPass(input.sources(invocation.in()), options, rejects.sink());
            outputs.onEnough(pass::finish);
            EntryPrinter printer = new EntryPrinter(layout(options, zone), outputs);
            RunSummary summary = run(pass, printer, options.entries());
            ExitCode read = new ReadingMessages(invocation.messages(), input)
                    .withoutLines(privacy.isAsked())
                    .say(summary);
            filters.saySkipped(summary.inputs(), invocation.messages());
            filters.sayMissingFields(summary.inputs(), invocation.messages());
            agents.sayMissing(summary.inputs(), invocation.messages());
            sayMissingFields(summary);
            ExitCode written = outputs.commit();
            if (lines.count) {
                invocation.out().write((outputs.printed() + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return read.and(written).and(rejects.commit());
        }
    }

    private EntryOutputs outputs() {
        EntryOutputs outputs = new EntryOutputs(lines.limit, invocation.messages());
        for (OutputTarget<EntryFormat> target : lines.targets()) {
            outputs.add(target, target.format().headings(lines.fields()), invocation.out());
        }
        return outputs;
    }

    private EntryPrinter.Layout layout(PassOptions options, ZoneId zone) {
        List<OutputTarget<EntryFormat>> targets = lines.targets();
        return new EntryPrinter.Layout(
                targets.stream().map(OutputTarget::format).toList(),
                targets.stream()
                        .map(target ->
                                target.file() == null && invocation.terminal().outIsTerminal())
                        .toList(),
                lines.fields(),
                options.entries(),
                zone,
                privacy.narrowed(clients.prefix())::text);
    }

    private RunSummary run(LogPass pass, EntryPrinter printer, EntryPlan entries) {
        Supplier<Anonymizer> anonymizers = privacy.anonymizers();
        return anonymizers == null
                ? watch(pass, printer)
                : watch(pass, new AnonymousEntries<>(printer, entries, anonymizers));
    }

    /** Without a progress bar among lines on a terminal. */
    private <T extends MergeableConsumer<T>> RunSummary watch(LogPass pass, T consumer) {
        if (invocation.terminal().outIsTerminal()) {
            invocation.interrupts().onInterrupt(pass::stop);
            return pass.run(consumer);
        }
        return invocation.watch(pass, () -> pass.run(consumer));
    }

    private void sayMissingFields(RunSummary summary) {
        for (String field : lines.areFieldsChosen() ? lines.writtenFields() : List.<String>of()) {
            MissingFields.say(summary.inputs(), field, "it is absent", invocation.messages());
        }
    }
}
