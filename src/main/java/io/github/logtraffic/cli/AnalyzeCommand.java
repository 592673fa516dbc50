package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.Analysis;
import io.github.logtraffic.analysis.AnalysisPlan;
import io.github.logtraffic.analysis.AnalysisResult;
import io.github.logtraffic.analysis.AnalysisResult.Rate;
import io.github.logtraffic.analysis.ReportInterval;
import io.github.logtraffic.identity.CrawlerVerifier;
import io.github.logtraffic.identity.Geography;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code logtraffic analyze}: who sends the traffic, how much, how fast. */
final class AnalyzeCommand implements Callable<Integer> {
    private static final String[] FOOTER = {
        "",
        "Examples:",
        "  logtraffic analyze access.log                   busiest clients, rates",
        "  logtraffic analyze -n 0 --json access.log*      everything, for scripts",
        "  logtraffic analyze --by path,status access.log  what was asked for",
        "  logtraffic analyze --store dir access.log*      count no log twice",
        "  ssh web1 cat access.log | logtraffic analyze    from a pipe",
        "",
        "Exit codes: 0 done, 1 something could not be read or written, 2 wrong usage,",
        "3 too many malformed lines, 130 interrupted."
    };

    private final Invocation invocation;
    private final CountingOptions counting;
    private final IdentityOptions identity;
    private final NetworkOptions networks;
    private final SeriesOptions series;
    private final StoreOptions store;
    private final ReportOptions report;
    private final MessageOptions messageOptions;
    private final CommandLine commandLine;

    AnalyzeCommand(Invocation invocation) {
        this.invocation = invocation;
        OptionList options = new OptionList("analyze", this);
        counting = new CountingOptions(options);
        identity = new IdentityOptions(options);
        networks = new NetworkOptions(options);
        options.section("Report:");
        series = new SeriesOptions(options);
        report = new ReportOptions(options);
        store = new StoreOptions(options);
        messageOptions = new MessageOptions(options);
        commandLine = options.command(
                "logtraffic analyze [OPTION]... [FILE]...", "Who sends the traffic, how much, how fast.", FOOTER);
    }

    /** The command to be added to the program. */
    CommandLine commandLine() {
        return commandLine;
    }

    @Override
    public Integer call() throws IOException {
        messageOptions.configure(invocation.messages());
        if (report.output.writesSchema(invocation.out())) {
            return ExitCode.DONE.code();
        }
        if (counting.input.files().isEmpty() && invocation.terminal().inIsTerminal()) {
            return UsageErrors.sayNoInput(invocation.messages(), commandLine).code();
        }
        counting.check(commandLine);
        new OutputFiles(commandLine, counting.input.files()).check(counting.input, report.output);
        identity.check(commandLine, counting.groups, counting.clients, counting.privacy);
        networks.check(commandLine, counting.clients, counting.privacy);
        return analyze().code();
    }

    private ExitCode analyze() throws IOException {
        ReportOutput<AnalysisResult> output = new ReportOutput<>(invocation, report.output);
        if (!output.isPossible()) {
            return ExitCode.FAILED;
        }
        counting.filters.sayQuery(invocation.messages());
        boolean checksCrawlers = identity.checksCrawlers(counting.groups);
        CrawlerVerifier verifier = checksCrawlers ? identity.verifier(commandLine, counting.agents.userAgents()) : null;
        try (Geography geography = counting.places.openGeography(commandLine);
                Rejects rejects = new Rejects(counting.input.rejects, invocation.messages());
                StoreUse kept = store.open(invocation.messages())) {
            AnalysisPlan plan = plan(geography);
            Analysis analysis = kept.analysis(
                    plan,
                    rejects.sink(),
                    counting.privacy.anonymizers(),
                    counting.settings(commandLine, invocation, plan));
            AnalysisResult result = invocation.watch(analysis.pass(), analysis::run);
            ExitCode read = new ReadingMessages(invocation.messages(), counting.input)
                    .withoutLines(counting.privacy.isAsked())
                    .say(result.run());
            if (result.run().inputs().isEmpty() && read == ExitCode.FAILED) {
                return read; // a report of nothing would only take the place of a good one
            }
            sayInterval(series.interval, result.rate());
            sayMemory(result);
            sayDurations(result);
            counting.clients.sayWhoIsBehind(result, invocation.messages());
            counting.filters.saySkipped(result.run().inputs(), invocation.messages());
            counting.filters.sayMissingFields(result.run().inputs(), invocation.messages());
            counting.agents.sayMissing(result.run().inputs(), invocation.messages());
            counting.groups.sayMissing(result.run().inputs(), invocation.messages());
            boolean showsTopTalkers = counting.groups.asksTopTalkers() || report.showsTopTalkers();
            AnalysisResult identified = identity.identified(result, verifier, showsTopTalkers, invocation);
            ExitCode written = output.write(identified);
            return read.and(written).and(rejects.commit());
        }
    }

    private AnalysisPlan plan(@Nullable Geography geography) {
        ZoneId zone = report.output.zone(() -> SystemZone.of(System.getenv("TZ"), invocation.messages()));
        return counting.plan(
                commandLine,
                invocation,
                geography,
                Instant.now(),
                new CountingOptions.Report(
                        zone,
                        series.interval,
                        series.windowSeconds,
                        report.sort,
                        report.limit,
                        identity.checksCrawlers(counting.groups),
                        networks.hierarchyShare()));
    }

    private void sayInterval(ReportInterval asked, @Nullable Rate rate) {
        if (rate != null && !asked.isAutomatic() && rate.intervalSeconds() != asked.finestSeconds()) {
            invocation
                    .messages()
                    .notice("--interval: more than 100,000 intervals of " + asked.finestSeconds() + " s; taking "
                            + rate.intervalSeconds() + " s instead");
        }
    }

    private void sayDurations(AnalysisResult result) {
        if (report.sort.needsDurations()
                && result.durations() == null
                && result.totals().requests() > 0) {
            invocation
                    .messages()
                    .notice("--sort " + report.sort.sortName()
                            + ": no log says how long requests took; sorted by requests");
        }
    }

    private void sayMemory(AnalysisResult result) {
        if (!result.exact()) {
            MemoryOption.sayShortage(invocation.messages(), counting.memoryBytes());
        }
    }
}
