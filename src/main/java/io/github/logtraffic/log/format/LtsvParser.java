package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.Swar;
import org.jspecify.annotations.Nullable;

/** Reads lines of labeled tab-separated values. */
final class LtsvParser implements LineParser {
    private final KeyTable keys;
    private final KeyValues values;
    private int failedAt;

    LtsvParser(KeyMap map, EntryPlan plan) {
        keys = map.table(plan);
        values = new KeyValues(map, plan);
    }

    @Override
    public @Nullable MalformedReason parse(byte[] bytes, int from, int to, AccessLogEntry entry) {
        values.begin(entry);
        for (int at = from; at < to; ) {
            int end = Swar.indexOf(bytes, at, to, (byte) '\t');
            int colon = Swar.indexOf(bytes, at, end, (byte) ':');
            if (colon == end || colon == at) {
                failedAt = at;
                return MalformedReason.SHAPE;
            }
            KeyTable.Key key = keys.find(bytes, at, colon);
            if (key != null && values.wants(key)) {
                values.take(key, bytes, colon + 1, end);
            }
            at = end + 1;
        }
        failedAt = from; // any text with a colon has the shape of a label and its value
        return values.finish();
    }

    @Override
    public boolean isExact(byte[] bytes, int from, int to) {
        return parse(bytes, from, to, new AccessLogEntry(values.values().slots())) == null && values.hasRequest();
    }

    @Override
    public void assumeTime(long epochMicros) {
        values.values().assumeTime(epochMicros);
    }

    @Override
    public int failedAt() {
        return failedAt;
    }

    @Override
    public String expected() {
        return "label:value, with a time and a status among them";
    }
}
