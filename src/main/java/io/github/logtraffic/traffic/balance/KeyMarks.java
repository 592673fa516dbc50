package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.count.NumberedKeys;
import java.util.Arrays;

/** At which backends each key of a table was seen: one bit each, in as few bytes as the backends need. */
final class KeyMarks {
    private final int bytesPerKey;
    private byte[] marks;

    KeyMarks(int backends) {
        bytesPerKey = (backends + Byte.SIZE - 1) / Byte.SIZE;
        marks = new byte[1_024 * bytesPerKey];
    }

    void add(int number, int backend) {
        if (number == NumberedKeys.UNKNOWN) {
            return;
        }
        int at = number * bytesPerKey + backend / Byte.SIZE;
        if (at >= marks.length) {
            marks = Arrays.copyOf(marks, Math.max((number + 1) * bytesPerKey, 2 * marks.length));
        }
        marks[at] |= (byte) (1 << backend % Byte.SIZE);
    }

    /** How many keys a backend saw. */
    int seenBy(int backend) {
        int seen = 0;
        for (int at = backend / Byte.SIZE; at < marks.length; at += bytesPerKey) {
            seen += marks[at] >>> backend % Byte.SIZE & 1;
        }
        return seen;
    }
}
