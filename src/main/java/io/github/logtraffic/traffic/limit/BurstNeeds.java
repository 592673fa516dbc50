package io.github.logtraffic.traffic.limit;

import io.github.logtraffic.count.key.EntryKey;
import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.entry.OrderedConsumer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds out, for each of some rates, how much burst clients need so that nginx's {@code limit_req} with {@code nodelay} rejects
 * nothing of theirs: the largest excess that they come to when nothing is rejected. A client is untouched by a rate and a burst
 * exactly when that is no more than the burst, if its keys are its own; where it shares them with others it may need less.
 * All requests of one stamp come at its start: when a log does not say more, they may have.
 *
 * <p>Memory grows with the clients: {@value Long#BYTES} bytes for each and each rate.
 */
public final class BurstNeeds implements OrderedConsumer {
    private static final int LEAST_KEYS = 1 << 10;
    private static final int MICROS = 1_000;
    private static final int REQUEST = 1_000;

    private final LimitedKey limited;
    private final EntryKey clientKey;
    private final Predicate<ClientKey> isExempt;
    private final long[] rates;
    private final ClientKey key = new ClientKey();
    private final KeyHash hash;

    /** When a key was seen last, in milliseconds, plus 1 so that 0 is a new one; and its excess at each rate. */
    private final KeySlots keys;

    /** The largest excess of a client at each rate. */
    private final KeySlots clients;

    /**
     * @param limited what requests are limited by, and the rates; of its settings nothing else matters
     * @param clientKey finds out whom a request is from
     * @param isExempt clients whose needs do not matter
     * @param seed that whoever writes the log does not know
     */
    public BurstNeeds(LimitedKey limited, EntryKey clientKey, Predicate<ClientKey> isExempt, long seed) {
        this.limited = limited;
        this.clientKey = clientKey;
        this.isExempt = isExempt;
        List<LimitSetting> settings = limited.settings();
        this.rates = new long[settings.size()];
        Arrays.setAll(rates, i -> NginxLimitReq.rate(settings.get(i).rate()));
        this.hash = new KeyHash(seed);
        this.keys = new KeySlots(1 + rates.length, LEAST_KEYS, seed);
        this.clients = new KeySlots(rates.length, LEAST_KEYS, seed);
    }

    @Override
    public void accept(AccessLogEntry entry, long floorMicros, long evenMicros) {
        boolean counts = !isExempt.test(entry.client());
        long now = Math.floorDiv(floorMicros, (long) MICROS) + 1;
        limited.key().read(entry, key);
        if (!limited.limits(key)) {
            if (counts) {
                client(entry);
            }
            return;
        }
        int slot = keySlot(now);
        long[] states = keys.page(slot);
        int at = keys.at(slot);
        fill(states, at, now);
        if (counts) {
            int client = client(entry);
            long[] most = clients.page(client);
            int from = clients.at(client);
            for (int i = 0; i < rates.length; i++) {
                most[from + i] = Math.max(most[from + i], states[at + 1 + i]);
            }
        }
    }

    private void fill(long[] states, int at, long now) {
        long last = states[at];
        states[at] = Math.max(last, now);
        if (last == 0) {
            return;
        }
        long elapsed = Math.max(0, now - last);
        for (int i = 0; i < rates.length; i++) {
            states[at + 1 + i] = Math.max(0, states[at + 1 + i] - drained(i, elapsed) + REQUEST);
        }
    }

    /** What drains in a time, no more than fits: years must not overflow. */
    private long drained(int rate, long millis) {
        return rates[rate] * Math.min(millis, Long.MAX_VALUE / 2 / rates[rate]) / REQUEST;
    }

    private int keySlot(long now) {
        hash.set(key);
        int slot = keys.find(hash);
        if (slot >= 0) {
            return slot;
        }
        if (keys.isFull()) {
            keys.keep((states, at) -> !isIdle(states, at, now));
        }
        return keys.add(hash);
    }

    private boolean isIdle(long[] states, int at, long now) {
        for (int i = 0; i < rates.length; i++) {
            if (drained(i, now - states[at]) < states[at + 1 + i] + REQUEST) {
                return false;
            }
        }
        return true;
    }

    private int client(AccessLogEntry entry) {
        clientKey.read(entry, key);
        hash.set(key);
        int slot = clients.find(hash);
        if (slot >= 0) {
            return slot;
        }
        if (clients.isFull()) {
            clients.keep((page, at) -> true);
        }
        return clients.add(hash);
    }

    /** How many clients there are whose needs matter. */
    public int clients() {
        return clients.size();
    }

    /**
     * The smallest burst with which a rate leaves all but some clients untouched.
     *
     * @param setting the number of the rate's setting
     * @param touched how many clients may be touched
     */
    public long smallestBurst(int setting, long touched) {
        long[] needs = new long[clients.size()];
        for (int i = 0; i < needs.length; i++) {
            needs[i] = clients.page(i)[clients.at(i) + setting];
        }
        if (touched >= needs.length) {
            return 0;
        }
        Arrays.sort(needs);
        return (needs[needs.length - 1 - (int) touched] + REQUEST - 1) / REQUEST;
    }
}
