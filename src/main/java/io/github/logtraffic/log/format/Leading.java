package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.Swar;
import io.github.logtraffic.log.value.Blanks;
import io.github.logtraffic.log.value.ClientField;

/**
 * What stands in front of the timestamp of a common log. With a virtual host in front, or a user that holds blanks, a line
 * reads as either of two formats; words and addresses tell which one is meant.
 */
enum Leading {
    /** Anything. */
    ANY,
    /** A client, a logname, a user. */
    CLIENT,
    /** A virtual host, and these. */
    HOST;

    /** Whether a line begins so: by the number of words; by the addresses among them when the user may hold blanks. */
    boolean fits(byte[] bytes, int from, int to) {
        if (this == ANY) {
            return true;
        }
        int open = beforeTime(bytes, from, to);
        int words = words(bytes, from, open);
        int firstTo = Blanks.endOfWord(bytes, from, open);
        int secondTo = Blanks.endOfWord(bytes, Math.min(firstTo + 1, open), open);
        boolean secondIsAbsent = secondTo == firstTo + 2 && bytes[firstTo + 1] == '-';
        if (this == HOST && firstTo > from && bytes[firstTo - 1] == ',') {
            return false; // the first of several addresses
        }
        if (words == words()) {
            return !(this == HOST && secondIsAbsent);
        }
        boolean secondIsAddress = ClientField.isAddress(bytes, firstTo + 1, secondTo);
        return words > 4 && (this == HOST) == (secondIsAddress && !ClientField.isAddress(bytes, from, firstTo));
    }

    /** Whether a line has as many words there as most have, so that nothing speaks for another format. */
    boolean isUsual(byte[] bytes, int from, int to) {
        return this == ANY || words(bytes, from, beforeTime(bytes, from, to)) == words();
    }

    private int words() {
        return this == HOST ? 4 : 3;
    }

    /** The first bracket that is not around an IPv6 address at the beginning. */
    private static int beforeTime(byte[] bytes, int from, int to) {
        int at = from < to && bytes[from] == '[' ? Blanks.endOfWord(bytes, from, to) : from;
        return Swar.indexOf(bytes, at, to, (byte) '[');
    }

    private static int words(byte[] bytes, int from, int to) {
        int words = 0;
        for (int at = from; at < to; at = Blanks.endOfWord(bytes, at, to) + 1) {
            words++;
        }
        return words;
    }
}
