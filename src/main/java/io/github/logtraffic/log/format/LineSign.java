package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.Swar;
import io.github.logtraffic.log.value.Blanks;
import io.github.logtraffic.log.value.ClfTime;
import io.github.logtraffic.log.value.EpochTime;

/**
 * What every line of a format shows, and few lines of other formats do. Quick to see, so that only those formats are tried
 * on a log that it can be in.
 */
enum LineSign {
    /** A time of a common log in brackets, {@code [17/May/2015:10:05:03 +0000]}, anywhere. */
    CLF_TIME {
        @Override
        boolean isIn(byte[] bytes, int from, int to) {
            int last = to - ClfTime.LENGTH - 2; // with both brackets
            int at = Swar.indexOf(bytes, from, to, (byte) '[');
            while (at <= last && !isClfTime(bytes, at)) {
                at = Swar.indexOf(bytes, at + 1, to, (byte) '[');
            }
            return at <= last;
        }
    },
    /** An ISO 8601 time at the beginning. */
    ISO_TIME_FIRST {
        @Override
        boolean isIn(byte[] bytes, int from, int to) {
            return isIsoTime(bytes, from, to);
        }
    },
    /** An ISO 8601 time behind a blank. */
    ISO_TIME_WITHIN {
        @Override
        boolean isIn(byte[] bytes, int from, int to) {
            int at = Swar.indexOf(bytes, from, to, (byte) ' ');
            while (at < to && !isIsoTime(bytes, at + 1, to)) {
                at = Swar.indexOf(bytes, at + 1, to, (byte) ' ');
            }
            return at < to;
        }
    },
    /** Seconds since 1970 as the first word. */
    EPOCH_TIME_FIRST {
        @Override
        boolean isIn(byte[] bytes, int from, int to) {
            return EpochTime.parse(bytes, from, Blanks.endOfWord(bytes, from, to)) != ClfTime.INVALID;
        }
    },
    /** A bracket at the beginning. */
    BRACKET_FIRST {
        @Override
        boolean isIn(byte[] bytes, int from, int to) {
            return from < to && bytes[from] == '[';
        }
    },
    /** A bracket at the beginning of the second word. */
    BRACKET_SECOND {
        @Override
        boolean isIn(byte[] bytes, int from, int to) {
            int end = Blanks.endOfWord(bytes, from, to);
            return end + 1 < to && bytes[end] == ' ' && bytes[end + 1] == '[';
        }
    },
    /** A comma at the end of the first word. */
    COMMA_FIRST {
        @Override
        boolean isIn(byte[] bytes, int from, int to) {
            int end = Blanks.endOfWord(bytes, from, to);
            return end > from && bytes[end - 1] == ',';
        }
    },
    /** A brace at the beginning, or behind blanks and tabs. */
    JSON_OBJECT {
        @Override
        boolean isIn(byte[] bytes, int from, int to) {
            int at = from;
            while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
                at++;
            }
            return at < to && bytes[at] == '{';
        }
    };

    private static final int ISO_LENGTH = "2026-01-24T01:34:36".length();

    /** Whether a line shows it. Takes time linear in its length. */
    abstract boolean isIn(byte[] bytes, int from, int to);

    private static boolean isClfTime(byte[] bytes, int open) {
        return bytes[open + 3] == '/' && bytes[open + 7] == '/' && bytes[open + ClfTime.LENGTH + 1] == ']';
    }

    private static boolean isIsoTime(byte[] bytes, int from, int to) {
        return to - from >= ISO_LENGTH
                && bytes[from + 4] == '-'
                && bytes[from + 7] == '-'
                && bytes[from + 13] == ':'
                && bytes[from + 16] == ':';
    }
}
