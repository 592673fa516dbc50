package io.github.logtraffic.count;

import io.github.logtraffic.count.key.EntryKey;
import io.github.logtraffic.count.key.KeyOfClient;
import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.entry.MergeableConsumer;
import java.util.ArrayList;
import java.util.List;

/** What was counted of a log, or of a piece of one. */
public final class Tally implements MergeableConsumer<Tally> {
    private static final int STATUSES = 1_000;

    /** The part of the memory that many clients or groups cannot take away from the course of requests over time. */
    private static final int SERIES_SHARE = 8;

    private final CountPlan plan;
    private final Budgets budgets;
    private final boolean masked;
    private final CounterTable clients;
    private final HitBatch batch = new HitBatch();
    private final GroupCounter[] groups; // by the plan's keys
    private final GroupCounter[] groupsOfEntries; // of keys that do not depend on the client alone
    private final ClientGroups clientGroups;
    private final TimeSeries series;
    private final DurationSketch durations = new DurationSketch();
    private final long[] statuses = new long[STATUSES];
    private long requests;
    private long bytes;
    private long firstSecond = Long.MAX_VALUE;
    private long lastSecond = Long.MIN_VALUE;

    /** The window of the last entry, which is mostly that of the next. */
    private long window;

    private long windowStart = Long.MAX_VALUE;

    /**
     * Makes a tally of nothing.
     *
     * @param memoryBytes how much memory it may take, together with all that are made by {@link #fresh} of it and its kin;
     *     each takes about 100 KB a table whatever this says. Clients and groups have equal shares
     */
    public Tally(CountPlan plan, long memoryBytes) {
        this(plan, Budgets.of(memoryBytes, plan.groups().size()));
    }

    private Tally(CountPlan plan, Budgets budgets) {
        this.plan = plan;
        this.budgets = budgets;
        this.clients = new CounterTable(plan, budgets.clients);
        this.series = new TimeSeries(plan, budgets.series);
        this.masked = !plan.prefix().isWholeAddress();
        this.clientGroups = new ClientGroups(clients, masked);
        this.groups = new GroupCounter[plan.groups().size()];
        List<GroupCounter> ofEntries = new ArrayList<>();
        for (int i = 0; i < groups.length; i++) {
            EntryKey key = plan.groups().get(i).fresh();
            groups[i] = new GroupCounter(key, new CounterTable(plan, budgets.groups.get(i)));
            if (key instanceof KeyOfClient keyOfClient) {
                clientGroups.add(keyOfClient, groups[i]);
            } else {
                ofEntries.add(groups[i]);
            }
        }
        this.groupsOfEntries = ofEntries.toArray(GroupCounter[]::new);
    }

    /** What the tables of tallies that are merged may take together. */
    private record Budgets(MemoryBudget clients, List<MemoryBudget> groups, MemoryBudget series) {
        static Budgets of(long memoryBytes, int groups) {
            long ofSeries = memoryBytes / SERIES_SHARE;
            long ofTable = (memoryBytes - ofSeries) / (1 + groups);
            List<MemoryBudget> ofGroups = new ArrayList<>();
            for (int i = 0; i < groups; i++) {
                ofGroups.add(new MemoryBudget(ofTable));
            }
            return new Budgets(new MemoryBudget(ofTable), List.copyOf(ofGroups), new MemoryBudget(ofSeries));
        }
    }

    @Override
    public Tally fresh() {
        return new Tally(plan, budgets);
    }

    @Override
    public void accept(AccessLogEntry entry) {
        long second = entry.epochSecond();
        long sinceStart = second - windowStart;
        if (sinceStart < 0 || sinceStart >= plan.windowSeconds()) {
            window = Math.floorDiv(second, (long) plan.windowSeconds());
            windowStart = window * plan.windowSeconds();
        }
        long duration = entry.durationMicros();
        if (duration >= 0) {
            durations.add(duration);
        }
        ClientKey client = entry.client();
        batch.add(client, clients.hash(client), second, window, entry.status(), entry.bodyBytes(), duration);
        if (batch.isFull()) {
            countBatch();
        }
        for (GroupCounter group : groupsOfEntries) {
            group.count(entry, window);
        }
        series.add(second, entry.bodyBytes());
        statuses[entry.status()]++;
        requests++;
        bytes = Saturating.sum(bytes, entry.bodyBytes());
        firstSecond = Math.min(firstSecond, second);
        lastSecond = Math.max(lastSecond, second);
    }

    @Override
    public void settle() {
        countBatch();
        clientGroups.settle();
    }

    @Override
    public void merge(Tally other) {
        settle();
        other.settle();
        clients.merge(other.clients);
        for (int i = 0; i < groups.length; i++) {
            groups[i].table().merge(other.groups[i].table());
        }
        series.merge(other.series);
        add(other.requests, other.bytes, other.firstSecond, other.lastSecond, other.statuses, other.durations);
    }

    /** Whether the memory sufficed for all that was counted. */
    public boolean isExact() {
        settle();
        boolean isExact = clients.isExact() && series.isExact();
        for (GroupCounter group : groups) {
            isExact &= group.table().isExact();
        }
        return isExact;
    }

    /** Adds what was counted elsewhere of all entries, apart from the tables and the course of requests over time. */
    void add(
            long moreRequests,
            long moreBytes,
            long first,
            long last,
            long[] moreOfStatus,
            DurationSketch durationsOfAll) {
        durations.merge(durationsOfAll);
        for (int status = 0; status < STATUSES; status++) {
            statuses[status] += moreOfStatus[status];
        }
        requests += moreRequests;
        bytes = Saturating.sum(bytes, moreBytes);
        firstSecond = Math.min(firstSecond, first);
        lastSecond = Math.max(lastSecond, last);
    }

    /** How long the requests took that say so, to be written. */
    DurationSketch durationSketch() {
        return durations;
    }

    /** The plan that it was counted by. */
    public CountPlan plan() {
        return plan;
    }

    /** All clients. */
    public CounterTable clients() {
        countBatch();
        return clients;
    }

    private void countBatch() {
        clientGroups.count(batch);
        if (masked) {
            batch.mask(plan.prefix());
        }
        clients.count(batch);
    }

    /** The groups by one of the plan's keys. */
    public CounterTable group(int index) {
        settle();
        return groups[index].table();
    }

    /** Requests and bytes by time. */
    public TimeSeries series() {
        return series;
    }

    /** How long the requests took that say so. */
    public DurationCounts durations() {
        return durations.counts();
    }

    /** Requests whose response had that status, 0 to 999. */
    public long requestsOfStatus(int status) {
        return statuses[status];
    }

    /** All requests. */
    public long requests() {
        return requests;
    }

    /** The bytes of all responses. */
    public long bytes() {
        return bytes;
    }

    /** When the first entry was logged, in seconds since the epoch; undefined without requests. */
    public long firstSecond() {
        return firstSecond;
    }

    /** When the last entry was logged, in seconds since the epoch; undefined without requests. */
    public long lastSecond() {
        return lastSecond;
    }
}
