package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.AnalysisResult.TimeRange;
import io.github.logtraffic.analysis.BlockPlan;
import io.github.logtraffic.analysis.BlockSelection;
import io.github.logtraffic.analysis.LimitKey;
import io.github.logtraffic.analysis.LimitPlan;
import io.github.logtraffic.analysis.LimitResult;
import io.github.logtraffic.analysis.LogOverview;
import io.github.logtraffic.engine.InputSummary;
import io.github.logtraffic.identity.CrawlerClaim;
import io.github.logtraffic.identity.NameAnswers;
import io.github.logtraffic.traffic.emit.BlockFormat;
import io.github.logtraffic.traffic.emit.BlockList;
import io.github.logtraffic.traffic.emit.BlockedLog;
import io.github.logtraffic.traffic.emit.LeftOut;
import io.github.logtraffic.traffic.limit.ClientRequests;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes a block list, and says whom it leaves out. */
final class BlockOutput {
    private final Invocation invocation;
    private final BlockFormat format;
    private final BlockPlan plan;
    private final boolean asksNames;
    private final boolean behindProxies;

    /**
     * @param asksNames whether name servers are asked of claims to be a crawler
     * @param behindProxies whether clients are who proxies say
     */
    BlockOutput(Invocation invocation, BlockFormat format, BlockPlan plan, boolean asksNames, boolean behindProxies) {
        this.invocation = invocation;
        this.format = format;
        this.plan = plan;
        this.asksNames = asksNames;
        this.behindProxies = behindProxies;
    }

    /**
     * The list.
     *
     * @param logs what was read
     * @param key what the one limit is by
     * @param sent what all clients sent
     * @param result of that limit, with all harmed clients
     */
    String text(LimitPlan logs, LimitKey key, ClientRequests sent, LimitResult result) {
        BlockSelection selection = new BlockSelection(plan, logs, key, sent, result);
        Collection<CrawlerClaim> open = asksNames ? selection.open() : List.of();
        NameAnswers answers = open.isEmpty() ? NameAnswers.NONE : IdentityOptions.ask(open, Set.of(), invocation);
        BlockList list = selection.select(answers);
        say(list);
        return format.text(list, result.outcomes().get(0), log(result.logs()));
    }

    private BlockedLog log(LogOverview logs) {
        TimeRange range = logs.timeRange();
        return new BlockedLog(
                logs.run().inputs().stream().map(InputSummary::source).toList(),
                range == null ? null : time(range.first(), logs.zone()),
                range == null ? null : time(range.last(), logs.zone()),
                logs.filter() == null
                        ? ""
                        : logs.filter().options().entrySet().stream()
                                .flatMap(option ->
                                        option.getValue().stream().map(value -> "--" + option.getKey() + " " + value))
                                .collect(Collectors.joining(" ")),
                logs.totals().requests(),
                logs.totals().clients(),
                logs.run().outOfOrder(),
                behindProxies);
    }

    private static OffsetDateTime time(long second, ZoneId zone) {
        return Instant.ofEpochSecond(second).atZone(zone).toOffsetDateTime();
    }

    private void say(BlockList list) {
        String option = LimitEmit.OPTION + " " + format.formatName() + ": ";
        Map<LeftOut.Reason, Integer> reasons = new EnumMap<>(LeftOut.Reason.class);
        list.leftOut().forEach(one -> reasons.merge(one.reason(), 1, Integer::sum));
        String left = reasons.entrySet().stream()
                .map(reason -> reason.getValue() + " " + reason.getKey().ofMany())
                .collect(Collectors.joining(", "));
        boolean isUnchecked = reasons.containsKey(LeftOut.Reason.UNCHECKED_CRAWLER);
        if (list.isForced() && !left.isEmpty()) {
            invocation.messages().notice(option + "blocks by force " + left);
        } else if (!left.isEmpty()) {
            invocation
                    .messages()
                    .notice(option + "left out " + left + "; --force blocks them"
                            + (isUnchecked ? ", --resolve or --crawler-ranges checks claims" : ""));
        }
        if (list.names() > 0) {
            invocation
                    .messages()
                    .notice(option + "clients with names instead of addresses cannot be blocked: " + list.names());
        }
        if (behindProxies) {
            invocation.messages().notice(option + format.behindProxies());
        }
    }
}
