package io.github.logtraffic.traffic.limit;

import static io.github.logtraffic.traffic.limit.Limiter.STATE_LONGS;

import io.github.logtraffic.count.key.EntryKey;
import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientKey;

/**
 * All settings by one key. A key's states are those of the first setting, with all requests of a stamp at its start and then spread
 * evenly, then the same of the second setting, and so on.
 */
final class KeyGroup {
    private static final int RUNS = 2;
    private static final int SETTING_LONGS = RUNS * STATE_LONGS;

    private final EntryKey entryKey;
    private final LimitedKey plan;
    private final int firstSetting;
    private final Limiter[] limiters;
    private final SettingTally[] tallies;
    private final KeySlots slots;
    private final ClientKey key = new ClientKey();
    private final KeyHash hash;

    /**
     * @param firstSetting the number of the first of the settings
     * @param leastKeys how many keys there must be before those that are idle are looked for
     */
    KeyGroup(LimitedKey plan, int firstSetting, int leastKeys, long seed) {
        this.plan = plan;
        this.entryKey = plan.key();
        this.firstSetting = firstSetting;
        int settings = plan.settings().size();
        this.limiters = new Limiter[settings];
        this.tallies = new SettingTally[settings];
        for (int i = 0; i < settings; i++) {
            LimitSetting setting = plan.settings().get(i);
            limiters[i] = setting.model().limiter(setting);
            tallies[i] = new SettingTally();
        }
        this.slots = new KeySlots(settings * SETTING_LONGS, leastKeys, seed);
        this.hash = new KeyHash(seed);
    }

    void accept(AccessLogEntry entry, long floorMicros, long evenMicros, TouchedClients touched) {
        entryKey.read(entry, key);
        if (!plan.limits(key)) {
            for (SettingTally tally : tallies) {
                tally.countUnlimited(evenMicros);
            }
            return;
        }
        int slot = slot(floorMicros, evenMicros);
        long[] states = slots.page(slot);
        int at = slots.at(slot);
        for (int i = 0; i < limiters.length; i++) {
            long atStart = limiters[i].decide(states, at, floorMicros);
            long evenly = limiters[i].decide(states, at + STATE_LONGS, evenMicros);
            at += SETTING_LONGS;
            tallies[i].count(atStart, evenly, evenMicros, entry.status());
            if (evenly != 0) {
                touched.touch(firstSetting + i, evenly == Limiter.REJECTED);
            }
        }
    }

    private int slot(long floorMicros, long evenMicros) {
        hash.set(key);
        int slot = slots.find(hash);
        if (slot >= 0) {
            return slot;
        }
        if (slots.isFull()) {
            slots.keep((states, at) -> !isIdle(states, at, floorMicros, evenMicros));
        }
        return slots.add(hash);
    }

    private boolean isIdle(long[] states, int from, long floorMicros, long evenMicros) {
        int at = from;
        for (Limiter limiter : limiters) {
            if (!limiter.isIdle(states, at, floorMicros) || !limiter.isIdle(states, at + STATE_LONGS, evenMicros)) {
                return false;
            }
            at += SETTING_LONGS;
        }
        return true;
    }

    /** How many keys have a state at the moment. */
    int keys() {
        return slots.size();
    }

    SettingTally tally(int setting) {
        return tallies[setting];
    }
}
