package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.Swar;
import org.jspecify.annotations.Nullable;

/** Reads lines of labeled tab-separated values. */
final class LtsvParser extends KeyedParser {
    LtsvParser(KeyMap map, EntryPlan plan) {
        super(new KeyTable("", ":"), map, plan);
    }

    @Override
    public @Nullable MalformedReason parse(byte[] bytes, int from, int to, AccessLogEntry entry) {
        values.begin(entry);
        KeyTable.Key key = keys.start();
        for (int at = from; at < to; ) {
            int value;
            if (key.next.isAt(bytes, at, to)) {
                key = key.next;
                value = at + key.length;
            } else {
                int colon = Swar.indexOfEither(bytes, at, to, (byte) ':', (byte) '\t');
                if (colon == to || colon == at || bytes[colon] == '\t') {
                    failedAt = at;
                    return MalformedReason.SHAPE;
                }
                key = keys.find(key, bytes, at, colon);
                value = colon + 1;
            }
            int end = Swar.indexOf(bytes, value, to, (byte) '\t');
            values.take(key, bytes, value, end);
            at = end + 1;
        }
        failedAt = from; // any text with a colon has the shape of a label and its value
        return values.finish();
    }

    @Override
    public String expected() {
        return "label:value, with a time and a status among them";
    }
}
