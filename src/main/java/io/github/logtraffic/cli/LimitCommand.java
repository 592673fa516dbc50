package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.LimitKey;
import io.github.logtraffic.analysis.LimitPlan;
import io.github.logtraffic.analysis.LimitResult;
import io.github.logtraffic.analysis.LimitRun;
import io.github.logtraffic.analysis.Protection;
import io.github.logtraffic.analysis.ProtectionPlan;
import io.github.logtraffic.analysis.ProtectionRun;
import io.github.logtraffic.engine.InputSummary;
import io.github.logtraffic.engine.RunSummary;
import io.github.logtraffic.log.format.EntryPlan;
import io.github.logtraffic.log.format.FieldNames;
import io.github.logtraffic.log.format.LogFormat;
import io.github.logtraffic.report.JsonSchema;
import io.github.logtraffic.report.ReportFormats;
import io.github.logtraffic.traffic.emit.BlockFormat;
import io.github.logtraffic.traffic.limit.ClientRequests;
import io.github.logtraffic.traffic.limit.LimitSetting;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** {@code logtraffic limit}: what a rate limit would have rejected, and whom it would have hit. */
final class LimitCommand implements Callable<Integer> {
    private static final String[] FOOTER = {
        "",
        "Examples:",
        "  logtraffic limit --rate 10r/s --burst 20 --nodelay access.log",
        "              one limit, and whom it would have hit",
        "  logtraffic limit --rate 5r/s --rate 10r/s --burst 10 --burst 50 access.log*",
        "              four limits side by side",
        "  logtraffic limit --rate 100r/m --key client/24 --key client+path:1 \\",
        "      -o csv access.log",
        "              by network, and by client and folder",
        "  logtraffic limit --protect 99.9% --attackers 203.0.113.0/24 access.log*",
        "              the smallest limit that hurts hardly anybody else",
        "  logtraffic limit --rate 5r/s --nodelay --emit nginx access.log > limit.conf",
        "              its configuration for nginx",
        "  logtraffic limit --rate 5r/s --burst 20 --nodelay -n 20 \\",
        "      --emit nginx-deny access.log > deny.conf",
        "              a block list of the 20 worst",
        "",
        "Clients that are refused try again or give up, and what is delayed makes later",
        "requests later; a log does not know that.",
        "",
        "Exit codes: 0 done, 1 something could not be read or written, 2 wrong usage,",
        "3 too many malformed lines, 130 interrupted."
    };

    private final Invocation invocation;
    private final OrderedLogOptions logs;
    private final LimitOptions limits;
    private final BlockOptions block;
    private final AgentOptions agents;
    private final OutputOptions<LimitResult> output;
    private final MessageOptions messageOptions;
    private final CommandLine commandLine;

    private int rows = 10;

    LimitCommand(Invocation invocation) {
        this.invocation = invocation;
        OptionList options = new OptionList("limit", this);
        logs = new OrderedLogOptions(options);
        limits = new LimitOptions(options);
        block = new BlockOptions(options, limits.emit());
        agents = new AgentOptions(options);
        options.section("Report:")
                .value(
                        "-n --limit",
                        "N",
                        typed -> rows = Values.number(typed, 0, Integer.MAX_VALUE),
                        "Name N of the clients that a limit would have harmed, or block so many; 0 is all. Default: 10.");
        output = new OutputOptions<>(options, ReportFormats.limit(), JsonSchema.LIMIT);
        messageOptions = new MessageOptions(options);
        commandLine = options.command(
                "logtraffic limit --rate RATE|--protect SHARE [OPTION]... [FILE]...",
                "What a rate limit would have rejected, and whom it would have hit.",
                FOOTER);
    }

    /** The command to be added to the program. */
    CommandLine commandLine() {
        return commandLine;
    }

    @Override
    public Integer call() throws IOException {
        messageOptions.configure(invocation.messages());
        if (output.writesSchema(invocation.out())) {
            return ExitCode.DONE.code();
        }
        if (logs.input.files().isEmpty() && invocation.terminal().inIsTerminal()) {
            return UsageErrors.sayNoInput(invocation.messages(), commandLine).code();
        }
        ProtectionPlan protection = limits.protection(commandLine);
        List<LimitSetting> settings = protection == null ? limits.settings(commandLine) : List.of();
        if (protection != null && !logs.input.canBeReadTwice()) {
            throw new ParameterException(
                    commandLine,
                    "--protect reads logs twice, which standard input and pipes cannot be; expected files");
        }
        limits.emit().check(commandLine, limits.keys(), settings, logs.clients, output);
        new OutputFiles(commandLine, logs.input.files()).check(logs.input, output);
        LimitPlan plan = plan(settings, limits.emit().remembersSeconds(settings));
        block.check(commandLine, limits.keys().get(0), plan.pass().filter());
        return limit(plan, protection).code();
    }

    private ExitCode limit(LimitPlan wanted, @Nullable ProtectionPlan protection) throws IOException {
        BlockOutput list = blockOutput();
        ReportOutput<LimitResult> report = new ReportOutput<>(invocation, output);
        if (!report.isPossible()) {
            return ExitCode.FAILED;
        }
        LimitPlan plan = list == null ? wanted : wanted.naming(0);
        List<Protection> found = new ArrayList<>();
        if (protection != null) {
            ExitCode code = find(protection, plan, found);
            if (code != ExitCode.DONE) {
                return code;
            }
            plan = plan.trying(found.stream().map(Protection::chosen).toList());
        }
        try (Rejects rejects = new Rejects(logs.input.rejects, invocation.messages())) {
            LimitRun run = new LimitRun(plan, rejects.sink());
            ClientRequests sent = list == null ? null : plan.newClientRequests();
            if (sent != null) {
                run.counting(sent);
            }
            LimitResult result = invocation.watch(run.pass(), run::run).found(found);
            checkKeys(result.logs().run());
            ExitCode read = logs.say(result.logs(), invocation.messages());
            if (result.logs().run().inputs().isEmpty() && read == ExitCode.FAILED) {
                return read; // a report of nothing would only take the place of a good one
            }
            sayWhatIsMissing(result);
            LimitResult shown = result.naming(rows);
            ExitCode written = report.write(shown);
            ExitCode emitted = list == null || sent == null
                    ? limits.emit().write(report, plan, result, logs.clients, invocation.version())
                    : report.writeInstead(list.text(plan, limits.keys().get(0), sent, result));
            return read.and(written).and(emitted).and(rejects.commit());
        }
    }

    /** A name that is no usual field, nor one that any of the logs can have, is mistyped: it would limit nothing. */
    private void checkKeys(RunSummary run) {
        List<LogFormat> formats = run.lines().counted() == 0 ? List.of() : MissingFields.formats(run.inputs());
        for (LimitKey key : limits.keys()) {
            for (String field : key.texts()) {
                if (!FieldNames.STANDARD.contains(field) && MissingFields.isNowhere(field, formats)) {
                    throw new ParameterException(
                            commandLine,
                            "--key '" + key.keyName() + "': no field " + field + " in the format "
                                    + formats.get(0).formatName() + MissingFields.didYouMeanKey(field, formats));
                }
            }
        }
    }

    private @Nullable BlockOutput blockOutput() {
        BlockFormat format = limits.emit().list();
        return format == null
                ? null
                : new BlockOutput(
                        invocation,
                        format,
                        block.plan(commandLine, rows, logs.clients.trusted(), agents.userAgents()),
                        block.asksNames(),
                        logs.clients.rule() != null);
    }

    /** Finds a limit by each key. */
    private ExitCode find(ProtectionPlan wanted, LimitPlan plan, List<Protection> found) {
        for (LimitKey key : limits.keys()) {
            ProtectionRun search = new ProtectionRun(plan, key, wanted);
            ProtectionRun.Answer answer = invocation.watch(search.pass(), search::run);
            if (answer.run().interrupted()) {
                invocation.messages().error("interrupted; nothing was found so far");
                return ExitCode.INTERRUPTED;
            }
            checkKeys(answer.run());
            if (answer.clients() == 0) {
                invocation.messages().error("--protect: the logs have no clients to protect");
                return ExitCode.FAILED;
            }
            if (answer.protection() == null) {
                invocation
                        .messages()
                        .error("--protect: none of the rates leaves so many clients untouched with a burst up to "
                                + wanted.mostBurst() + "; a larger --burst or --rate does");
                return ExitCode.FAILED;
            }
            found.add(answer.protection());
        }
        return ExitCode.DONE;
    }

    private LimitPlan plan(List<LimitSetting> settings, int rememberSeconds) {
        Instant now = Instant.now();
        ZoneId zone = output.zone(() -> SystemZone.of(System.getenv("TZ"), invocation.messages()));
        EntryPlan entries = EntryPlan.of(List.copyOf(limits.texts())).with(List.of(FieldNames.USER_AGENT));
        return new LimitPlan(
                logs.input.sources(invocation.in()),
                logs.passOptions(entries, agents.narrowed(logs.filters.plan(zone, now, commandLine)), now),
                logs.reorder.seconds(),
                logs.clients.prefix(),
                zone,
                agents.userAgents(),
                limits.keys(),
                settings,
                rows,
                rememberSeconds,
                new SplittableRandom().nextLong());
    }

    private void sayWhatIsMissing(LimitResult result) {
        Messages messages = invocation.messages();
        List<InputSummary> inputs = result.logs().run().inputs();
        agents.sayMissing(inputs, messages);
        for (String field : limits.texts()) {
            MissingFields.say(inputs, field, "requests without it are not limited by it", messages);
        }
        if (!result.logs().exact()) {
            messages.notice(
                    "very many clients: how many there were is an estimate, and those that were harmed least are "
                            + "left out");
        }
        if (!result.hasFractions() && result.logs().totals().requests() > 0) {
            messages.notice(
                    "the stamps have whole seconds: what is rejected lies between requests spread evenly in their "
                            + "second and all at its start; logging milliseconds tells (nginx $msec, Apache %{msec_frac}t or "
                            + "%{usec}t, HAProxy %tr)");
        }
    }
}
