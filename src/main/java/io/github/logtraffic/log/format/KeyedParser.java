package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.AccessLogEntry;

/** What parsers of lines have in common that name each value by a key. */
abstract class KeyedParser implements LineParser {
    /** The keys of a line. */
    final KeyTable keys;

    /** Their values on the way into the entry. */
    final KeyValues values;

    /** See {@link #failedAt()}. */
    int failedAt;

    private final int slots;

    KeyedParser(KeyTable keys, KeyMap map, EntryPlan plan) {
        map.fill(keys, plan);
        this.keys = keys;
        this.values = new KeyValues(map, plan);
        this.slots = plan.texts().size();
    }

    @Override
    public final boolean isExact(byte[] bytes, int from, int to) {
        return parse(bytes, from, to, new AccessLogEntry(slots)) == null && values.hasRequest();
    }

    @Override
    public final void assumeTime(long epochMicros) {
        values.assumeTime(epochMicros);
    }

    @Override
    public final int failedAt() {
        return failedAt;
    }
}
