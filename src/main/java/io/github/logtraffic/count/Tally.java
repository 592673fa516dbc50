package io.github.logtraffic.count;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.entry.MergeableConsumer;

/** What was counted of a log, or of a piece of one. */
public final class Tally implements MergeableConsumer<Tally> {
    private static final int STATUSES = 1_000;

    /** The part of the memory that many clients cannot take away from the course of requests over time. */
    private static final int SERIES_SHARE = 8;

    private final CountPlan plan;
    private final MemoryBudget clientsBudget;
    private final MemoryBudget seriesBudget;
    private final boolean masked;
    private final CounterTable clients;
    private final HitBatch batch = new HitBatch();
    private final TimeSeries series;
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
     *     each takes about 100 KB whatever this says
     */
    public Tally(CountPlan plan, long memoryBytes) {
        this(
                plan,
                new MemoryBudget(memoryBytes - memoryBytes / SERIES_SHARE),
                new MemoryBudget(memoryBytes / SERIES_SHARE));
    }

    private Tally(CountPlan plan, MemoryBudget clientsBudget, MemoryBudget seriesBudget) {
        this.plan = plan;
        this.clientsBudget = clientsBudget;
        this.seriesBudget = seriesBudget;
        this.clients = new CounterTable(plan, clientsBudget);
        this.series = new TimeSeries(plan, seriesBudget);
        this.masked = !plan.prefix().isWholeAddress();
    }

    @Override
    public Tally fresh() {
        return new Tally(plan, clientsBudget, seriesBudget);
    }

    @Override
    public void accept(AccessLogEntry entry) {
        long second = entry.epochSecond();
        long sinceStart = second - windowStart;
        if (sinceStart < 0 || sinceStart >= plan.windowSeconds()) {
            window = Math.floorDiv(second, (long) plan.windowSeconds());
            windowStart = window * plan.windowSeconds();
        }
        ClientKey client = entry.client();
        if (client.isName()) {
            clients.count(client, second, window, entry.status(), entry.bodyBytes());
        } else {
            batch.add(client, second, window, entry.status(), entry.bodyBytes());
            if (batch.isFull()) {
                countBatch();
            }
        }
        series.add(second, entry.bodyBytes());
        statuses[entry.status()]++;
        requests++;
        bytes = Saturating.sum(bytes, entry.bodyBytes());
        firstSecond = Math.min(firstSecond, second);
        lastSecond = Math.max(lastSecond, second);
    }

    @Override
    public void merge(Tally other) {
        clients().merge(other.clients());
        series.merge(other.series);
        for (int status = 0; status < STATUSES; status++) {
            statuses[status] += other.statuses[status];
        }
        requests += other.requests;
        bytes = Saturating.sum(bytes, other.bytes);
        firstSecond = Math.min(firstSecond, other.firstSecond);
        lastSecond = Math.max(lastSecond, other.lastSecond);
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
        if (masked) {
            batch.mask(plan.prefix());
        }
        clients.count(batch);
    }

    /** Requests and bytes by time. */
    public TimeSeries series() {
        return series;
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
