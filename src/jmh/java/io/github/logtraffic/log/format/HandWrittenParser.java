package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.Swar;
import io.github.logtraffic.log.value.Blanks;
import io.github.logtraffic.log.value.ClfTime;
import io.github.logtraffic.log.value.ClientField;
import org.jspecify.annotations.Nullable;

/**
 * The yardstick: a parser of the common log format and its relatives that was written by hand, for nothing else:
 *
 * <pre>[vhost ]client logname user [timestamp] "request" status[ bytes[ anything]]</pre>
 *
 * <p>The user may hold blanks and brackets: the timestamp begins at the first bracket behind which everything fits.
 */
final class HandWrittenParser implements LineParser {
    private static final int LONGEST_BYTES = 18;

    private final boolean afterVirtualHost;
    private final ClfTime time = new ClfTime();

    /**
     * @param afterVirtualHost whether a virtual host stands before the client
     */
    HandWrittenParser(boolean afterVirtualHost) {
        this.afterVirtualHost = afterVirtualHost;
    }

    @Override
    public @Nullable MalformedReason parse(byte[] bytes, int from, int to, AccessLogEntry entry) {
        int clientFrom = from;
        if (afterVirtualHost) {
            int hostTo = Blanks.endOfWord(bytes, from, to);
            if (hostTo == from || hostTo == to || bytes[hostTo] != ' ') {
                return MalformedReason.SHAPE;
            }
            clientFrom = hostTo + 1;
        }
        int clientTo = ClientField.readIpv4(bytes, clientFrom, to, (byte) ' ', entry.client());
        boolean isIpv4 = clientTo >= 0;
        if (!isIpv4) {
            clientTo = Blanks.endOfWord(bytes, clientFrom, to);
        }
        if (clientTo == clientFrom || (clientTo < to && bytes[clientTo] != ' ')) {
            return MalformedReason.CLIENT;
        }
        boolean isUsual = clientTo + 2 < to && bytes[clientTo + 1] == '-' && bytes[clientTo + 2] == ' ';
        int lognameTo = isUsual ? clientTo + 2 : Blanks.endOfWord(bytes, Math.min(clientTo + 1, to), to);
        if (lognameTo <= clientTo + 1 || lognameTo >= to || bytes[lognameTo] != ' ') {
            return MalformedReason.SHAPE;
        }
        int userFrom = lognameTo + 1;
        if (!readWithoutUser(bytes, userFrom, to, entry)) {
            MalformedReason malformed = readWithUser(bytes, userFrom, to, entry);
            if (malformed != null) {
                return malformed;
            }
        }
        if (!isIpv4) {
            ClientField.readAny(bytes, clientFrom, clientTo, entry.client());
        }
        return null;
    }

    /** The most frequent case, {@code - [timestamp] "request" …}; false when the line is anything else. */
    private boolean readWithoutUser(byte[] bytes, int from, int to, AccessLogEntry entry) {
        int close = from + 3 + ClfTime.LENGTH;
        if (close >= to
                || bytes[from] != '-'
                || bytes[from + 1] != ' '
                || bytes[from + 2] != '['
                || bytes[close] != ']') {
            return false;
        }
        long epochSecond = time.parse(bytes, from + 3);
        return epochSecond != ClfTime.INVALID && readFromRequest(bytes, close + 1, to, epochSecond, entry) == null;
    }

    /**
     * Every case. Of the brackets that open before the same closing one the first is taken, because what follows is the
     * same for all; so each closing bracket is tried once and a line of brackets costs no more than any other.
     */
    private @Nullable MalformedReason readWithUser(byte[] bytes, int from, int to, AccessLogEntry entry) {
        MalformedReason nearest = MalformedReason.TIMESTAMP;
        int open = Swar.indexOf(bytes, from, to, (byte) '[');
        while (open < to) {
            int close = Swar.indexOf(bytes, open + 1, to, (byte) ']');
            if (close == to) {
                break;
            }
            if (close > open + 1) {
                boolean timed = close - open - 1 == ClfTime.LENGTH;
                long epochSecond = timed ? time.parse(bytes, open + 1) : ClfTime.INVALID;
                MalformedReason malformed = readFromRequest(bytes, close + 1, to, epochSecond, entry);
                if (malformed == null) {
                    return epochSecond == ClfTime.INVALID ? MalformedReason.TIMESTAMP : null;
                }
                nearest = further(nearest, malformed);
            }
            open = Swar.indexOf(bytes, close + 1, to, (byte) '[');
        }
        return nearest;
    }

    /** The reason that was found further into the line; the constants stand in that order. */
    private static MalformedReason further(MalformedReason one, MalformedReason other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static @Nullable MalformedReason readFromRequest(
            byte[] bytes, int from, int to, long epochSecond, AccessLogEntry entry) {
        if (from + 1 >= to || bytes[from] != ' ' || bytes[from + 1] != '"') {
            return MalformedReason.REQUEST;
        }
        int quote = closingQuote(bytes, from + 2, to);
        if (quote >= to) {
            return MalformedReason.REQUEST;
        }
        int at = quote + 2;
        int end = at + 3;
        if (end > to || bytes[at - 1] != ' ' || (end < to && bytes[end] != ' ')) {
            return MalformedReason.STATUS;
        }
        int hundreds = bytes[at] - '0';
        int tens = bytes[at + 1] - '0';
        int ones = bytes[at + 2] - '0';
        if ((hundreds | tens | ones | 9 - hundreds | 9 - tens | 9 - ones) < 0) {
            return MalformedReason.STATUS;
        }
        entry.set(epochSecond, hundreds * 100 + tens * 10 + ones, number(bytes, end + 1, to));
        return null;
    }

    /** The index of the first quote that is not part of an escape, or at least {@code to}. */
    static int closingQuote(byte[] bytes, int from, int to) {
        int at = Swar.indexOfEither(bytes, from, to, (byte) '"', (byte) '\\');
        while (at < to && bytes[at] == '\\') {
            at = at + 2 < to ? Swar.indexOfEither(bytes, at + 2, to, (byte) '"', (byte) '\\') : to;
        }
        return at;
    }

    /** The number up to the next blank, 0 when there is none or it has more than {@value #LONGEST_BYTES} digits. */
    private static long number(byte[] bytes, int from, int to) {
        long value = 0;
        int at = from;
        for (; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            value = value * 10 + digit;
        }
        boolean ends = at >= to || bytes[at] == ' ';
        return ends && at - from <= LONGEST_BYTES ? value : 0;
    }

    @Override
    public boolean isExact(byte[] bytes, int from, int to) {
        return parse(bytes, from, to, new AccessLogEntry()) == null;
    }

    @Override
    public int failedAt() {
        return 0;
    }

    @Override
    public String expected() {
        return "";
    }
}
