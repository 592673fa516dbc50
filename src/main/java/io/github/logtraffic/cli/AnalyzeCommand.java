package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.Analysis;
import io.github.logtraffic.analysis.AnalysisPlan;
import io.github.logtraffic.analysis.AnalysisResult;
import io.github.logtraffic.analysis.AnalysisResult.Rate;
import io.github.logtraffic.analysis.GroupKey;
import io.github.logtraffic.analysis.KeySources;
import io.github.logtraffic.analysis.ReportInterval;
import io.github.logtraffic.identity.CrawlerVerifier;
import io.github.logtraffic.identity.Geography;
import io.github.logtraffic.log.format.EntryPlan;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code logtraffic analyze}: who sends the traffic, how much, how fast. */
final class AnalyzeCommand implements Callable<Integer> {
    private static final String[] FOOTER = {
        "",
        "Examples:",
        "  logtraffic analyze access.log                  busiest clients, rates",
        "  logtraffic analyze -n 0 --json access.log*     everything, for scripts",
        "  logtraffic analyze --by path,status access.log  what was asked for, and how it ended",
        "  ssh web1 cat access.log | logtraffic analyze   from a pipe",
        "",
        "Exit codes: 0 done, 1 something could not be read or written, 2 wrong usage,",
        "3 too many malformed lines, 130 interrupted."
    };

    private final Invocation invocation;
    private final InputOptions input;
    private final MemoryOption memory;
    private final ClientOptions clients;
    private final FilterOptions filters;
    private final GroupOptions groups;
    private final PrivacyOptions privacy;
    private final AgentOptions agents;
    private final PlaceOptions places;
    private final IdentityOptions identity;
    private final NetworkOptions networks;
    private final ReportOptions report;
    private final MessageOptions messageOptions;
    private final CommandLine commandLine;

    AnalyzeCommand(Invocation invocation) {
        this.invocation = invocation;
        OptionList options = new OptionList("analyze", this);
        input = new InputOptions(options);
        memory = new MemoryOption(options);
        clients = new ClientOptions(options);
        filters = new FilterOptions(options);
        groups = new GroupOptions(options);
        privacy = new PrivacyOptions(options);
        agents = new AgentOptions(options);
        places = new PlaceOptions(options);
        identity = new IdentityOptions(options);
        networks = new NetworkOptions(options);
        report = new ReportOptions(options);
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
        if (input.files().isEmpty() && invocation.terminal().inIsTerminal()) {
            return UsageErrors.sayNoInput(invocation.messages(), commandLine).code();
        }
        privacy.checkShown(
                commandLine,
                groups.texts(),
                input.rejects,
                !clients.prefix().isWholeAddress()
                        || groups.first(GroupKey::isNetwork).isPresent());
        new OutputFiles(commandLine, input.files()).check(input, report.output);
        places.check(commandLine, groups, privacy);
        identity.check(commandLine, groups, clients, privacy);
        networks.check(commandLine, clients, privacy);
        return analyze().code();
    }

    private ExitCode analyze() throws IOException {
        ReportOutput<AnalysisResult> output = new ReportOutput<>(invocation, report.output);
        if (!output.isPossible()) {
            return ExitCode.FAILED;
        }
        filters.sayQuery(invocation.messages());
        boolean checksCrawlers = identity.checksCrawlers(groups);
        CrawlerVerifier verifier = checksCrawlers ? identity.verifier(commandLine, agents.userAgents()) : null;
        try (Geography geography = places.openGeography(commandLine);
                Rejects rejects = new Rejects(input.rejects, invocation.messages())) {
            Analysis analysis = new Analysis(plan(geography), rejects.sink(), privacy.anonymizers());
            AnalysisResult result = invocation.watch(analysis.pass(), analysis::run);
            ExitCode read = new ReadingMessages(invocation.messages(), input)
                    .withoutLines(privacy.isAsked())
                    .say(result.run());
            if (result.run().inputs().isEmpty() && read == ExitCode.FAILED) {
                return read; // a report of nothing would only take the place of a good one
            }
            sayInterval(report.interval, result.rate());
            sayMemory(result);
            sayDurations(result);
            clients.sayWhoIsBehind(result, invocation.messages());
            filters.saySkipped(result.run().inputs(), invocation.messages());
            filters.sayMissingFields(result.run().inputs(), invocation.messages());
            agents.sayMissing(result.run().inputs(), invocation.messages());
            groups.sayMissing(result, invocation.messages());
            boolean showsTopTalkers = groups.asksTopTalkers() || report.showsTopTalkers();
            AnalysisResult identified = identity.identified(result, verifier, showsTopTalkers, invocation);
            ExitCode written = output.write(identified);
            return read.and(written).and(rejects.commit());
        }
    }

    private AnalysisPlan plan(@Nullable Geography geography) {
        Instant now = Instant.now();
        ZoneId zone = report.output.zone(() -> SystemZone.of(System.getenv("TZ"), invocation.messages()));
        return new AnalysisPlan(
                input.sources(invocation.in()),
                input.passOptions(
                                EntryPlan.of(List.copyOf(groups.texts())).behind(clients.rule()), now.getEpochSecond())
                        .withFilter(agents.narrowed(filters.plan(zone, now, commandLine)))
                        .assumingSorted(filters.assumesSorted()),
                privacy.narrowed(clients.prefix()),
                report.windowSeconds,
                report.interval,
                zone,
                groups.groups(),
                new KeySources(groups.first(GroupKey::needsAgents).isPresent() ? agents.userAgents() : null, geography),
                identity.checksCrawlers(groups),
                networks.hierarchyShare(),
                groups.asksTopTalkers(),
                report.sort,
                report.limit,
                memory.bytes(),
                new SplittableRandom().nextLong());
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
            invocation
                    .messages()
                    .notice(String.format(
                            Locale.ROOT,
                            "--memory: %.1f MiB is too little to count everything exactly; counts are stated with "
                                    + "their error, and what has no bound is left out",
                            memory.bytes() / 1_048_576.0));
        }
    }
}
