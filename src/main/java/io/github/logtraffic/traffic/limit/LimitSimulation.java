package io.github.logtraffic.traffic.limit;

import io.github.logtraffic.count.key.EntryKey;
import io.github.logtraffic.identity.UserAgents;
import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.entry.OrderedConsumer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tries limits on the requests of a log, all at once. */
public final class LimitSimulation implements OrderedConsumer {
    private static final int SECOND_MICROS = 1_000_000;

    /** So many keys may be idle without anybody caring. */
    private static final int LEAST_KEYS = 1 << 10;

    private final List<LimitedKey> keys;
    private final KeyGroup[] groups;
    private final EntryKey clientKey;
    private final TouchedClients touched;
    private final RequestsPerSecond offered = new RequestsPerSecond();
    private final ClientKey client = new ClientKey();
    private long lastFloor = Long.MIN_VALUE;

    /**
     * @param keys the limits to try
     * @param clientKey finds out whom a request is from
     * @param userAgents says who is a crawler; null when the logs have no user agents
     * @param agentSlot of user agents in entries
     * @param seed that whoever writes the log does not know; it changes no result but estimates
     */
    public LimitSimulation(
            List<LimitedKey> keys, EntryKey clientKey, @Nullable UserAgents userAgents, int agentSlot, long seed) {
        this(keys, clientKey, userAgents, agentSlot, seed, LEAST_KEYS);
    }

    LimitSimulation(
            List<LimitedKey> keys,
            EntryKey clientKey,
            @Nullable UserAgents userAgents,
            int agentSlot,
            long seed,
            int leastKeys) {
        this.keys = List.copyOf(keys);
        this.clientKey = clientKey;
        this.groups = new KeyGroup[keys.size()];
        int settings = 0;
        for (int i = 0; i < groups.length; i++) {
            groups[i] = new KeyGroup(keys.get(i), settings, leastKeys, seed);
            settings += keys.get(i).settings().size();
        }
        this.touched = new TouchedClients(settings, userAgents, agentSlot, seed);
    }

    @Override
    public void accept(AccessLogEntry entry, long floorMicros, long evenMicros) {
        // Where durations are known, beginnings at the start of a stamp are not in order; time does not go back.
        lastFloor = Math.max(lastFloor, floorMicros);
        clientKey.read(entry, client);
        long second = Math.floorDiv(evenMicros, (long) SECOND_MICROS);
        offered.add(second, second);
        touched.begin(entry, client, second);
        for (KeyGroup group : groups) {
            group.accept(entry, lastFloor, evenMicros, touched);
        }
    }

    /** How many keys have a state at the moment, all kinds together. */
    long keys() {
        long sum = 0;
        for (KeyGroup group : groups) {
            sum += group.keys();
        }
        return sum;
    }

    /** Whether all clients that were touched are known; otherwise how many there were is an estimate. */
    public boolean isExact() {
        return touched.isExact();
    }

    /** The most requests that came in a second; nothing may be taken any more. */
    public long offeredPeak() {
        offered.close();
        return offered.peak();
    }

    /** When that was, in seconds since 1970. */
    public long offeredPeakSecond() {
        offered.close();
        return offered.peakSecond();
    }

    /**
     * What came of the settings, those of the first key first; nothing may be taken any more.
     *
     * @param mostHarmed how many of the harmed clients to name
     */
    public List<LimitOutcome> outcomes(int mostHarmed) {
        List<LimitOutcome> outcomes = new ArrayList<>();
        for (int group = 0; group < groups.length; group++) {
            List<LimitSetting> settings = keys.get(group).settings();
            for (int i = 0; i < settings.size(); i++) {
                outcomes.add(outcome(settings.get(i), groups[group].tally(i), outcomes.size(), mostHarmed));
            }
        }
        return outcomes;
    }

    private LimitOutcome outcome(LimitSetting setting, SettingTally tally, int number, int mostHarmed) {
        RequestsPerSecond letThrough = tally.letThrough();
        letThrough.close();
        return new LimitOutcome(
                setting,
                tally.passed(),
                tally.delays(),
                Math.min(tally.rejected(), tally.rejectedAtStart()),
                Math.max(tally.rejected(), tally.rejectedAtStart()),
                tally.rejected(),
                tally.rejectedSuccesses(),
                touched.touched(number),
                touched.crawlers(number),
                touched.mostHarmed(number, mostHarmed),
                letThrough.peak(),
                letThrough.peakSecond());
    }
}
