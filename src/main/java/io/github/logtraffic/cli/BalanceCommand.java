package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.AnalysisResult.TimeRange;
import io.github.logtraffic.analysis.BalancePlan;
import io.github.logtraffic.analysis.BalanceResult;
import io.github.logtraffic.analysis.BalanceRun;
import io.github.logtraffic.log.format.EntryPlan;
import io.github.logtraffic.report.JsonSchema;
import io.github.logtraffic.report.ReportFormats;
import io.github.logtraffic.traffic.balance.Outage;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code logtraffic balance}: how the traffic would have spread over backends. */
final class BalanceCommand implements Callable<Integer> {
    private static final String[] FOOTER = {
        "",
        "Examples:",
        "  logtraffic balance --backend app1 --backend app2*2 access.log",
        "              nginx's round robin, with twice as much for app2",
        "  logtraffic balance --backend app1 --backend app2 --policy nginx-consistent \\",
        "      --policy maglev --key path access.log",
        "              which hash spreads better, and what moves when one is lost",
        "  logtraffic balance --backend app1 --backend app2 --policy nginx-consistent \\",
        "      --key path --emit nginx access.log > backends.conf",
        "              its configuration, with what each would have got",
        "  logtraffic balance --backend app1 --backend app2 --capacity 50r/s access.log",
        "              whether one suffices when the other is lost",
        "",
        "A request takes as long as the log says, wherever it goes.",
        "",
        "Exit codes: 0 done, 1 something could not be read or written, 2 wrong usage,",
        "3 too many malformed lines, 130 interrupted."
    };

    private static final long MICROS = 1_000_000;

    private final Invocation invocation;
    private final OrderedLogOptions logs;
    private final BalanceOptions balance;
    private final OutputOptions<BalanceResult> output;
    private final MessageOptions messageOptions;
    private final CommandLine commandLine;

    BalanceCommand(Invocation invocation) {
        this.invocation = invocation;
        OptionList options = new OptionList("balance", this);
        logs = new OrderedLogOptions(options);
        balance = new BalanceOptions(options);
        options.section("Report:");
        output = new OutputOptions<>(options, ReportFormats.balance(), JsonSchema.BALANCE);
        messageOptions = new MessageOptions(options);
        commandLine = options.command(
                "logtraffic balance --backend BACKEND... [OPTION]... [FILE]...",
                "How the traffic would have spread over these backends.",
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
        balance.check(commandLine);
        balance.emit().check(commandLine, balance.policies(), balance.key(), logs.clients, output);
        new OutputFiles(commandLine, logs.input.files()).check(logs.input, output);
        return balance().code();
    }

    private ExitCode balance() throws IOException {
        ReportOutput<BalanceResult> report = new ReportOutput<>(invocation, output);
        if (!report.isPossible()) {
            return ExitCode.FAILED;
        }
        try (Rejects rejects = new Rejects(logs.input.rejects, invocation.messages())) {
            BalanceRun run = new BalanceRun(plan(), rejects.sink());
            BalanceResult result = invocation.watch(run.pass(), run::run);
            ExitCode read = logs.say(result.logs(), invocation.messages());
            if (result.logs().run().inputs().isEmpty() && read == ExitCode.FAILED) {
                return read; // a report of nothing would only take the place of a good one
            }
            sayWhatIsMissing(result);
            ExitCode written =
                    report.write(result).and(balance.emit().write(report, result, logs.clients, invocation.version()));
            return read.and(written).and(rejects.commit());
        }
    }

    private BalancePlan plan() {
        Instant now = Instant.now();
        ZoneId zone = output.zone(() -> SystemZone.of(System.getenv("TZ"), invocation.messages()));
        EntryPlan entries = EntryPlan.of(List.copyOf(balance.texts()));
        return new BalancePlan(
                logs.input.sources(invocation.in()),
                logs.passOptions(entries, logs.filters.plan(zone, now, commandLine), now),
                logs.reorder.seconds(),
                zone,
                balance.plan(commandLine, logs.clients.prefix(), zone, now, new SplittableRandom().nextLong()));
    }

    private void sayWhatIsMissing(BalanceResult result) {
        Messages messages = invocation.messages();
        for (String field : balance.texts()) {
            MissingFields.say(
                    result.logs().run().inputs(), field, "requests have no such key, or all the same", messages);
        }
        TimeRange range = result.logs().timeRange();
        for (Outage outage : result.plan().outages()) {
            if (range != null
                    && (outage.toMicros() <= range.first() * MICROS
                            || outage.fromMicros() >= (range.last() + 1) * MICROS)) {
                messages.notice("--fail "
                        + result.plan().backends().get(outage.backend()).address()
                        + "@: the logs have nothing of that time");
            }
        }
        if (!result.logs().exact()) {
            messages.notice(
                    "very many clients or targets: not all were kept, and there were more at each backend than is "
                            + "said; --keys keeps more");
        }
        if (result.outcome().requestsCutShort() > 0) {
            boolean isLogged = result.outcome().requestsTimed() > 0;
            messages.notice("by " + (isLogged ? "the durations in the log" : "--service-time") + " more than "
                    + result.outcome().mostAtHand() + " requests were at hand at once: "
                    + result.outcome().requestsCutShort() + " were ended before their time"
                    + (isLogged ? "; are they in another unit than --log-format says?" : ""));
        }
        if (result.assumesDurations() && balance.needsFeedback()) {
            messages.notice("the log does not say how long "
                    + (result.outcome().requestsTimed() == 0 ? "requests" : "some requests")
                    + " took, and some policies depend on it: see --service-time");
        }
    }
}
