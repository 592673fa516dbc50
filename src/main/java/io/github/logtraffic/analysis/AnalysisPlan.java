package io.github.logtraffic.analysis;

import io.github.logtraffic.count.CountPlan;
import io.github.logtraffic.count.key.CompositeKey;
import io.github.logtraffic.count.key.EntryKey;
import io.github.logtraffic.engine.PassOptions;
import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.log.input.LogSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What to read and what to report.
 *
 * @param sources the logs
 * @param pass how to read them
 * @param prefix which part of an address is a client
 * @param windowSeconds the length of the windows that peaks and percentiles are taken over
 * @param interval the rows of the rate report
 * @param zone whose wall clock report intervals follow
 * @param groups what entries are grouped by besides clients; several keys together make one table
 * @param keySources what those keys need besides the entries
 * @param checksCrawlers whether it is to be found out of groups by crawler who is one
 * @param hierarchyShare the share of all requests from which on networks are reported by hierarchy; 0 not to report them
 * @param asksTopTalkers whether the table of clients is among those that were asked for
 * @param sort what top talkers and groups are sorted by
 * @param limit how many of them to report; 0 is all
 * @param memoryBytes how much memory counting may take; when that is too little, what it finds is not exact
 * @param seed of hash functions; it changes no exact result
 */
public record AnalysisPlan(
        List<LogSource> sources,
        PassOptions pass,
        NetworkPrefix prefix,
        int windowSeconds,
        ReportInterval interval,
        ZoneId zone,
        List<List<GroupKey>> groups,
        KeySources keySources,
        boolean checksCrawlers,
        double hierarchyShare,
        boolean asksTopTalkers,
        TalkerSort sort,
        int limit,
        long memoryBytes,
        long seed) {
    private static final int MINUTE = 60;

    /**
     * What to count for that report. Offsets of time zones are whole minutes, so cells of a minute, or of a fraction of it
     * that windows are multiples of, add up to the intervals of any zone.
     */
    CountPlan countPlan() {
        int coarse = greatestCommonDivisor(MINUTE, windowSeconds);
        int fine = greatestCommonDivisor(coarse, interval.finestSeconds());
        long mostFine = interval.mostRows() * (interval.finestSeconds() / fine);
        List<EntryKey> keys = new ArrayList<>();
        groups.forEach(together -> keys.add(entryKey(together)));
        if (countsClaims()) {
            keys.add(entryKey(CrawlerClaims.KEYS));
        }
        return new CountPlan(windowSeconds, coarse, fine, mostFine, prefix, sort.weight(), keys, seed);
    }

    /** Whether, behind all groups, who claims to be which crawler is counted. */
    boolean countsClaims() {
        return checksCrawlers
                && groups.stream()
                        .map(keys -> keys.stream().map(GroupKey::keyName).toList())
                        .anyMatch(CrawlerClaims::areSummedBy);
    }

    /** The same with other memory. */
    public AnalysisPlan withMemory(long bytes) {
        return with(sources, bytes);
    }

    /** The same of other logs. */
    public AnalysisPlan reading(List<LogSource> logs) {
        return with(logs, memoryBytes);
    }

    private AnalysisPlan with(List<LogSource> logs, long bytes) {
        return new AnalysisPlan(
                logs,
                pass,
                prefix,
                windowSeconds,
                interval,
                zone,
                groups,
                keySources,
                checksCrawlers,
                hierarchyShare,
                asksTopTalkers,
                sort,
                limit,
                bytes,
                seed);
    }

    /**
     * What counts must have in common to be added up, by what it is called.
     *
     * @param hidden what hides clients; empty for nothing
     */
    public Map<String, String> shape(String hidden) {
        boolean hasWallClock = groups.stream().anyMatch(keys -> keys.stream().anyMatch(GroupKey::needsZone));
        Map<String, String> shape = new LinkedHashMap<>();
        shape.put(
                "--by and --top",
                groups.stream()
                        .map(keys -> keys.stream().map(GroupKey::keyName).collect(Collectors.joining(",")))
                        .collect(Collectors.joining(" ")));
        shape.put("--window", windowSeconds + "s");
        shape.put("--interval", cells(countPlan()));
        shape.put("--anonymize or --pseudonymize-key", hidden); // before what it implies
        shape.put("--prefix4 and --prefix6", prefix.ipv4Bits() + ", " + prefix.ipv6Bits());
        shape.put("--tz", hasWallClock ? zone.getId() : "");
        shape.put("--since", String.valueOf(pass.filter().range().begin()));
        shape.put("--until", String.valueOf(pass.filter().range().end()));
        shape.put("filters", pass.filter().typed().toString());
        shape.put("crawlers", String.valueOf(countsClaims()));
        return shape;
    }

    private static String cells(CountPlan counts) {
        String coarse = "cells of " + counts.coarseCellSeconds() + "s";
        return counts.fineCellSeconds() == counts.coarseCellSeconds()
                ? coarse
                : counts.mostFineCells() + " cells of " + counts.fineCellSeconds() + "s, then " + coarse;
    }

    private EntryKey entryKey(List<GroupKey> together) {
        List<EntryKey> keys = entryKeys(together);
        return keys.size() == 1 ? keys.get(0) : new CompositeKey(keys);
    }

    /** What finds keys in entries. */
    List<EntryKey> entryKeys(List<GroupKey> keys) {
        GroupKey.Context context = new GroupKey.Context(pass.entries(), zone, prefix, keySources);
        return keys.stream().map(key -> key.make(context)).toList();
    }

    private static int greatestCommonDivisor(int one, long other) {
        return other == 0 ? one : greatestCommonDivisor((int) other, one % other);
    }
}
