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
        int open = Swar.indexOf(bytes, from, to, (byte) '[');
        int words = words(bytes, from, open);
        int firstTo = Blanks.endOfWord(bytes, from, open);
        int secondTo = Blanks.endOfWord(bytes, Math.min(firstTo + 1, open), open);
        boolean secondIsAbsent = secondTo == firstTo + 2 && bytes[firstTo + 1] == '-';
        if (words == (this == HOST ? 4 : 3)) {
            return !(this == HOST && secondIsAbsent);
        }
        boolean secondIsAddress = ClientField.isAddress(bytes, firstTo + 1, secondTo);
        return words > 4 && (this == HOST) == (secondIsAddress && !ClientField.isAddress(bytes, from, firstTo));
    }

    private static int words(byte[] bytes, int from, int to) {
        int words = 0;
        for (int at = from; at < to; at = Blanks.endOfWord(bytes, at, to) + 1) {
            words++;
        }
        return words;
    }
}
