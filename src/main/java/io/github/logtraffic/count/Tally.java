package io.github.logtraffic.count;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.entry.MergeableConsumer;

/** What was counted of a log, or of a piece of one. */
public final class Tally implements MergeableConsumer<Tally> {
    private static final int STATUSES = 1_000;

    private final CountPlan plan;
    private final ClientTable clients;
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

    /** Makes a tally of nothing. */
    public Tally(CountPlan plan) {
        this.plan = plan;
        this.clients = new ClientTable(plan);
        this.series = new TimeSeries(plan);
    }

    @Override
    public Tally fresh() {
        return new Tally(plan);
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
                clients.count(batch);
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
    public ClientTable clients() {
        clients.count(batch);
        return clients;
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
