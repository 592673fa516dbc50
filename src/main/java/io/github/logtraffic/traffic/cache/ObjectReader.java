package io.github.logtraffic.traffic.cache;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.Swar;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes which object a request asks for: its host, its path, and of its query what the rule says. */
final class ObjectReader {
    /** Servers refuse longer ones; two that begin so are taken for one. */
    private static final int MOST_BYTES = 8_192;

    private final ObjectSlots slots;
    private final QueryRule query;
    private final byte[][] parameters;
    private final int reserved;
    private byte[] bytes = new byte[256];
    private int end;

    /** @param reserved how many bytes in front of what is written are left to whoever reads it */
    ObjectReader(ObjectSlots slots, QueryRule query, int reserved) {
        this.slots = slots;
        this.reserved = reserved;
        this.query = query;
        this.parameters = new byte[query.parameters().size()][];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (query.parameters().get(i) + "=").getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * Writes what the object is known by to {@link #bytes}, from what is reserved to {@link #end}; it stays as it is until the
     * next entry.
     */
    void read(AccessLogEntry entry) {
        end = reserved;
        int host = slots.host();
        append(entry.textBytes(host), entry.textFrom(host), entry.textTo(host));
        for (int i = reserved; i < end; i++) {
            bytes[i] = lowerCase(bytes[i]);
        }
        append(entry.textBytes(slots.path()), entry.textFrom(slots.path()), entry.textTo(slots.path()));
        if (entry.hasText(slots.query())) {
            byte[] text = entry.textBytes(slots.query());
            int from = entry.textFrom(slots.query());
            int to = entry.textTo(slots.query());
            if (query.isWhole()) {
                append((byte) '?');
                append(text, from, to);
            } else {
                appendParameters(text, from, to);
            }
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int end() {
        return end;
    }

    private void appendParameters(byte[] text, int from, int to) {
        byte separator = '?';
        for (byte[] parameter : parameters) {
            int at = from;
            while (at < to) {
                int next = Swar.indexOf(text, at, to, (byte) '&');
                if (begins(text, at, next, parameter)) {
                    append(separator);
                    append(text, at, next);
                    separator = '&';
                    break;
                }
                at = next + 1;
            }
        }
    }

    private static boolean begins(byte[] text, int from, int to, byte[] name) {
        if (to - from < name.length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (text[from + i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    private void append(byte one) {
        if (end < MOST_BYTES) {
            grow(1);
            bytes[end++] = one;
        }
    }

    private void append(byte[] text, int from, int to) {
        int length = Math.max(0, Math.min(to - from, MOST_BYTES - end));
        grow(length);
        System.arraycopy(text, from, bytes, end, length);
        end += length;
    }

    private void grow(int length) {
        if (end + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, end + length));
        }
    }

    private static byte lowerCase(byte letter) {
        return (byte) (letter >= 'A' && letter <= 'Z' ? letter + 'a' - 'A' : letter);
    }
}
