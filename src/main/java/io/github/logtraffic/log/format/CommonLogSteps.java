package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.entry.Swar;
import io.github.logtraffic.log.value.Blanks;
import io.github.logtraffic.log.value.ClfTime;
import io.github.logtraffic.log.value.ClientField;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is the core of most text formats:
 *
 * <pre>user [timestamp] "request" status</pre>
 *
 * <p>The user may hold blanks and brackets: the timestamp begins at the first bracket behind which everything fits. Read
 * as one step because that is the only way to find it, and because most of all logs spend half of their time here.
 */
final class CommonLogSteps {
    private final ClfTime time = new ClfTime();

    private static final int LONGEST_BYTES = 18;

    // What was read last.
    private long epochSecond;
    private long bodyBytes;
    private int clientTo;
    private int failedAt;
    private int outcome;
    private int status;
    private int userFrom;
    private int userTo;
    private int requestFrom;
    private int requestTo;

    /** Seconds since the epoch; {@link ClfTime#INVALID} while the reason is a timestamp. */
    long epochSecond() {
        return epochSecond;
    }

    /** The status. */
    int status() {
        return status;
    }

    /** Where the user begins that {@link #readLine} read. */
    int userFrom() {
        return userFrom;
    }

    /** Where the user ends. */
    int userTo() {
        return userTo;
    }

    /** Where the request begins, behind its quote. */
    int requestFrom() {
        return requestFrom;
    }

    /** Where the request ends, before its quote. */
    int requestTo() {
        return requestTo;
    }

    /**
     * Reads the fields.
     *
     * @return where the status ends; negative when they cannot be read, see {@link #failure}
     */
    int read(byte[] bytes, int from, int to) {
        int end = readWithoutUser(bytes, from, to);
        outcome = end >= 0 ? end : readWithUser(bytes, from, to);
        return outcome;
    }

    // Reasons as negative numbers; those of the core in the order in which they are found along a line.
    private static final int NO_TIMESTAMP = -1;
    private static final int NO_REQUEST = -2;
    private static final int NO_STATUS = -3;
    private static final int NO_CLIENT = -4;
    private static final int NO_SHAPE = -5;

    /** Why the line that was read last could not be; null when it could. */
    @Nullable
    MalformedReason failure() {
        return switch (outcome) {
            case NO_TIMESTAMP -> MalformedReason.TIMESTAMP;
            case NO_REQUEST -> MalformedReason.REQUEST;
            case NO_STATUS -> MalformedReason.STATUS;
            case NO_CLIENT -> MalformedReason.CLIENT;
            case NO_SHAPE -> MalformedReason.SHAPE;
            default -> null;
        };
    }

    /** What was expected where it failed for this reason. */
    static String expected(MalformedReason failure) {
        return switch (failure) {
            case CLIENT -> "a client";
            case TIMESTAMP -> "a time in brackets, such as 17/May/2015:10:05:03 +0000";
            case REQUEST -> "a request in quotes";
            case STATUS -> "a status of three digits";
            case SHAPE, TOO_LONG -> "a logname and a user";
        };
    }

    /** Where what was not read could be read no further. */
    int failedAt() {
        return failedAt;
    }

    /** The bytes that {@link #readLine} read. */
    long bodyBytes() {
        return bodyBytes;
    }

    /** Where the client ends that {@link #readLine} read. */
    int clientTo() {
        return clientTo;
    }

    /**
     * Reads the fields with a client and a logname before them and, when they are there, the bytes behind them: all that
     * is counted of most logs.
     *
     * @param anyLogname whether the logname may be any word; otherwise it must be {@code -}
     * @param client is set to the client
     * @return where the bytes end; negative when they cannot be read, see {@link #failure}
     */
    int readLine(byte[] bytes, int from, int to, boolean anyLogname, ClientKey client) {
        clientTo = ClientField.readIpv4(bytes, from, to, (byte) ' ', client);
        boolean isIpv4 = clientTo >= 0;
        if (!isIpv4) {
            clientTo = Blanks.endOfWord(bytes, from, to);
            if (clientTo == from || (clientTo < to && bytes[clientTo] != ' ')) {
                failedAt = from;
                outcome = NO_CLIENT;
                return NO_CLIENT;
            }
        }
        boolean isUsual = clientTo + 2 < to && bytes[clientTo + 1] == '-' && bytes[clientTo + 2] == ' ';
        int lognameTo = isUsual ? clientTo + 2 : logname(bytes, clientTo + 1, to, anyLogname);
        if (lognameTo == NO_SHAPE) {
            failedAt = Math.min(clientTo + 1, to);
            outcome = NO_SHAPE;
            return NO_SHAPE;
        }
        userFrom = lognameTo + 1;
        int end = read(bytes, userFrom, to);
        if (end < 0) {
            return end;
        }
        if (!isIpv4) {
            ClientField.readAny(bytes, from, clientTo, client);
        }
        return readBytes(bytes, end, to);
    }

    private static int logname(byte[] bytes, int from, int to, boolean isAny) {
        int end = Blanks.endOfWord(bytes, Math.min(from, to), to);
        return isAny && end > from && end < to && bytes[end] == ' ' ? end : NO_SHAPE;
    }

    /** The number behind the status, 0 when there is none or it has more than {@value #LONGEST_BYTES} digits. */
    private int readBytes(byte[] bytes, int statusTo, int to) {
        long value = 0;
        int at = statusTo + 1;
        for (; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            value = value * 10 + digit;
        }
        boolean ends = at >= to || bytes[at] == ' ';
        bodyBytes = ends && at - statusTo - 1 <= LONGEST_BYTES ? value : 0;
        return ends ? Math.min(at, to) : Swar.indexOf(bytes, at, to, (byte) ' ');
    }

    /** The most frequent case, {@code - [timestamp] "request" status}; negative when the line is anything else. */
    private int readWithoutUser(byte[] bytes, int from, int to) {
        int close = from + 3 + ClfTime.LENGTH;
        if (close >= to
                || bytes[from] != '-'
                || bytes[from + 1] != ' '
                || bytes[from + 2] != '['
                || bytes[close] != ']') {
            return NO_TIMESTAMP;
        }
        epochSecond = time.parse(bytes, from + 3);
        userTo = from + 1;
        return epochSecond == ClfTime.INVALID ? NO_TIMESTAMP : readFromRequest(bytes, close + 1, to);
    }

    /**
     * Every case. Of the brackets that open before the same closing one the first is taken, because what follows is the
     * same for all; so each closing bracket is tried once and a line of brackets costs no more than any other.
     */
    private int readWithUser(byte[] bytes, int from, int to) {
        int nearest = NO_TIMESTAMP;
        failedAt = Math.min(from, to);
        int open = Swar.indexOf(bytes, from, to, (byte) '[');
        while (open < to) {
            int close = Swar.indexOf(bytes, open + 1, to, (byte) ']');
            if (close == to) {
                break;
            }
            if (close > open + 1) {
                boolean timed = close - open - 1 == ClfTime.LENGTH;
                epochSecond = timed ? time.parse(bytes, open + 1) : ClfTime.INVALID;
                int end = readFromRequest(bytes, close + 1, to);
                if (end >= 0) {
                    userTo = open;
                    failedAt = open + 1;
                    return epochSecond == ClfTime.INVALID ? NO_TIMESTAMP : end;
                }
                if (end < nearest) { // the reason that was found further into the line
                    nearest = end;
                    failedAt = Math.min(to, (end == NO_REQUEST ? close : requestTo) + 2); // behind the blank
                }
            }
            open = Swar.indexOf(bytes, close + 1, to, (byte) '[');
        }
        return nearest;
    }

    private int readFromRequest(byte[] bytes, int from, int to) {
        if (from + 1 >= to || bytes[from] != ' ' || bytes[from + 1] != '"') {
            return NO_REQUEST;
        }
        int quote = closingQuote(bytes, from + 2, to);
        if (quote >= to) {
            return NO_REQUEST;
        }
        requestFrom = from + 2;
        requestTo = quote;
        int at = quote + 2;
        int end = at + 3;
        if (end > to || bytes[at - 1] != ' ' || (end < to && bytes[end] != ' ')) {
            return NO_STATUS;
        }
        int hundreds = bytes[at] - '0';
        int tens = bytes[at + 1] - '0';
        int ones = bytes[at + 2] - '0';
        if ((hundreds | tens | ones | 9 - hundreds | 9 - tens | 9 - ones) < 0) {
            return NO_STATUS;
        }
        status = hundreds * 100 + tens * 10 + ones;
        return end;
    }

    /** The index of the first quote that is not part of an escape, or at least {@code to}. */
    static int closingQuote(byte[] bytes, int from, int to) {
        int at = Swar.indexOfEither(bytes, from, to, (byte) '"', (byte) '\\');
        while (at < to && bytes[at] == '\\') {
            at = at + 2 < to ? Swar.indexOfEither(bytes, at + 2, to, (byte) '"', (byte) '\\') : to;
        }
        return at;
    }
}
