package io.github.logtraffic.log.entry;

import java.util.function.UnaryOperator;

/** The texts that a parser read. */
public final class EntryTexts {
    private EntryTexts() {}

    /** The text of a slot, empty when there is none. */
    public static String text(AccessLogEntry entry, int slot) {
        return Utf8Text.decode(
                entry.textBytes(slot), entry.textFrom(slot), entry.textTo(slot), UnaryOperator.identity());
    }

    /** The same on one line, without tabs: control characters as {@code \xHH}. */
    public static String visible(AccessLogEntry entry, int slot) {
        StringBuilder visible = new StringBuilder();
        for (char c : text(entry, slot).toCharArray()) {
            visible.append(c < ' ' || c == 0x7F ? String.format("\\x%02X", (int) c) : c);
        }
        return visible.toString();
    }
}
