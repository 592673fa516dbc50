package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.AnalysisPlan;
import io.github.logtraffic.analysis.GroupKey;
import io.github.logtraffic.analysis.KeySources;
import io.github.logtraffic.analysis.ReportInterval;
import io.github.logtraffic.analysis.TalkerSort;
import io.github.logtraffic.identity.Geography;
import io.github.logtraffic.log.format.EntryPlan;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** What to read, and what to count of it. */
final class CountingOptions {
    final InputOptions input;
    final ClientOptions clients;
    final FilterOptions filters;
    final GroupOptions groups;
    final PrivacyOptions privacy;
    final AgentOptions agents;
    final PlaceOptions places;
    private final MemoryOption memory;

    CountingOptions(OptionList options) {
        this(options, new InputOptions(options));
    }

    /** The same of other logs than usual. */
    CountingOptions(OptionList options, InputOptions input) {
        this.input = input;
        memory = new MemoryOption(options);
        clients = new ClientOptions(options);
        filters = new FilterOptions(options);
        groups = new GroupOptions(options);
        privacy = new PrivacyOptions(options);
        agents = new AgentOptions(options);
        places = new PlaceOptions(options);
    }

    /**
     * What is reported of the counts.
     *
     * @param zone whose wall clock times are told by
     * @param interval the rows of the rate report
     * @param windowSeconds the length of the windows that peaks and percentiles are taken over
     * @param sort what tables are sorted by
     * @param limit how many rows they have; 0 is all
     * @param checksCrawlers whether it is to be found out who is a crawler
     * @param hierarchyShare the share of all requests from which on networks are reported by hierarchy; 0 not to report them
     */
    record Report(
            ZoneId zone,
            ReportInterval interval,
            int windowSeconds,
            TalkerSort sort,
            int limit,
            boolean checksCrawlers,
            double hierarchyShare) {}

    /** Refuses what cannot be asked together, with a message that names the options. */
    void check(CommandLine command) {
        input.checkNoStores(command);
        privacy.checkShown(
                command,
                groups.texts(),
                input.rejects,
                !clients.prefix().isWholeAddress()
                        || groups.first(GroupKey::isNetwork).isPresent());
        places.check(command, groups, privacy);
    }

    /**
     * The plan.
     *
     * @param geography where clients are; null when no key asks for it
     * @param now the present
     */
    AnalysisPlan plan(
            CommandLine command, Invocation invocation, @Nullable Geography geography, Instant now, Report report) {
        return new AnalysisPlan(
                input.sources(invocation.in()),
                input.passOptions(
                                EntryPlan.of(List.copyOf(groups.texts())).behind(clients.rule()), now.getEpochSecond())
                        .withFilter(agents.narrowed(filters.plan(report.zone, now, command)))
                        .assumingSorted(filters.assumesSorted()),
                privacy.narrowed(clients.prefix()),
                report.windowSeconds,
                report.interval,
                report.zone,
                groups.groups(),
                new KeySources(groups.first(GroupKey::needsAgents).isPresent() ? agents.userAgents() : null, geography),
                report.checksCrawlers,
                report.hierarchyShare,
                groups.asksTopTalkers(),
                report.sort,
                report.limit,
                memory.bytes(),
                new SplittableRandom().nextLong());
    }

    /** How much memory counting may take. */
    long memoryBytes() {
        return memory.bytes();
    }

    /**
     * All that the counts depend on besides the logs; null when that cannot be known again.
     *
     * @param plan what is counted
     */
    @Nullable
    String settings(CommandLine command, Invocation invocation, AnalysisPlan plan) {
        boolean hasWallClock = groups.first(GroupKey::needsZone).isPresent();
        return CountingSettings.of(
                command.getParseResult(),
                invocation.version(),
                groups.keyNames(),
                plan.pass().filter().range(),
                hasWallClock ? plan.zone().getId() : "",
                input.formatText());
    }
}
