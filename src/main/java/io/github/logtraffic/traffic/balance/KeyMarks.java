package io.github.logtraffic.traffic.balance;

import java.util.Arrays;

/** At which backends each key of a table was seen. */
final class KeyMarks {
    /** One bit each. */
    static final int MOST_BACKENDS = Long.SIZE;

    private long[] marks = new long[1_024];

    void add(int number, int backend) {
        if (number == KeyTable.UNKNOWN) {
            return;
        }
        if (number >= marks.length) {
            marks = Arrays.copyOf(marks, Math.max(number + 1, 2 * marks.length));
        }
        marks[number] |= 1L << backend;
    }

    /** How many keys a backend saw. */
    int seenBy(int backend) {
        int seen = 0;
        for (long mark : marks) {
            seen += (int) (mark >>> backend & 1);
        }
        return seen;
    }
}
