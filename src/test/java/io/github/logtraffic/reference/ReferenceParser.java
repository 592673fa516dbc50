package io.github.logtraffic.reference;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a line of the common log format and its relatives by one regular expression: slow, obvious, the contract. */
public final class ReferenceParser {
    private static final String BLANK = "[ \\t\\n\\r\\f\\x0B]";
    private static final String WORD = "[^ \\t\\n\\r\\f\\x0B]+";
    private static final String FIELDS = "(?<host>" + WORD + ") " + WORD + " (?<user>.*?) ?\\[(?<time>[^\\]]+)\\] "
            + "\"(?<request>(?:[^\"\\\\]|\\\\.)*+)\" (?<status>[0-9]{3})(?: (?:(?<bytes>[0-9]+)(?= |\\z))?.*)?\\z";
    private static final Pattern COMMON = Pattern.compile(FIELDS, Pattern.DOTALL);
    private static final Pattern AFTER_VIRTUAL_HOST = Pattern.compile(WORD + " " + FIELDS, Pattern.DOTALL);
    private static final Pattern ONLY_BLANKS = Pattern.compile(BLANK + "*");
    private static final Pattern TIME = Pattern.compile(
            "([0-9]{2})/([A-Z][a-z]{2})/([0-9]{4}):([0-9]{2}):([0-9]{2})" + ":([0-9]{2}) ([+-])([0-9]{2})([0-9]{2})");
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
    private static final int LONGEST_BYTES = 18;

    private ReferenceParser() {}

    /** Whether a line without its line end is blank. */
    public static boolean isBlank(String line) {
        return ONLY_BLANKS.matcher(line).matches();
    }

    /**
     * Reads a line.
     *
     * @param line without its line end, one character for each byte
     * @param afterVirtualHost whether a virtual host stands in front of the client
     * @return null when the line is malformed
     */
    public static @Nullable ReferenceEntry parse(String line, boolean afterVirtualHost) {
        Matcher fields = (afterVirtualHost ? AFTER_VIRTUAL_HOST : COMMON).matcher(line);
        if (!fields.matches()) {
            return null;
        }
        Long second = second(fields.group("time"));
        if (second == null) {
            return null;
        }
        return new ReferenceEntry(
                ReferenceClients.canonical(fields.group("host")),
                second,
                Integer.parseInt(fields.group("status")),
                bytes(fields.group("bytes")));
    }

    private static long bytes(@Nullable String digits) {
        return digits == null || digits.length() > LONGEST_BYTES ? 0 : Long.parseLong(digits);
    }

    /** Seconds since the epoch of a timestamp, null when it is impossible. */
    public static @Nullable Long second(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches() || number(time, 6) > 60 || number(time, 3) == 0) {
            return null;
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    number(time, 3),
                    MONTHS.indexOf(time.group(2)) + 1,
                    number(time, 1),
                    number(time, 4),
                    number(time, 5),
                    Math.min(number(time, 6), 59));
            long offset = number(time, 8) * 3600L + number(time, 9) * 60L;
            return local.toEpochSecond(ZoneOffset.UTC) - (time.group(7).equals("+") ? offset : -offset);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
