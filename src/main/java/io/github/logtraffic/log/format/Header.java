package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.Utf8Text;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the comments of a log in the extended log file format say about the lines that follow (W3C,
 * <a href="https://www.w3.org/TR/WD-logfile.html">WD-logfile</a>).
 *
 * @param columns the names of the columns, as {@code #Fields} lists them; empty when nothing has been said
 * @param date the date of {@code #Date}; null when nothing has been said that is one
 */
public record Header(List<String> columns, @Nullable LocalDate date) {
    /** Nothing has been said. */
    public static final Header NONE = new Header(List.of(), null);

    private static final String FIELDS = "#fields:";
    private static final String DATE = "#date:";
    private static final int MOST_COLUMNS = 200;
    private static final int LONGEST = 1 << 14;
    private static final DateTimeFormatter NAMED_MONTH =
            DateTimeFormatter.ofPattern("dd-MMM-uuuu", Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    private static final int DATE_LENGTH = "2013-07-30".length();

    /** Keeps a copy. */
    public Header {
        columns = List.copyOf(columns);
    }

    // Written out, because those that records are given take 14 ms of a start, the first time.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Header that && columns.equals(that.columns) && Objects.equals(date, that.date);
    }

    @Override
    public int hashCode() {
        return Objects.hash(columns, date);
    }

    /** What is known behind a comment. */
    public Header with(byte[] bytes, int from, int to) {
        if (beginsWith(bytes, from, to, FIELDS)) {
            String names = text(bytes, from + FIELDS.length(), to);
            List<String> all = List.of(names.strip().split("\\s+", MOST_COLUMNS));
            return new Header(all, date);
        }
        if (beginsWith(bytes, from, to, DATE)) {
            LocalDate said = date(text(bytes, from + DATE.length(), to).strip());
            return said == null ? this : new Header(columns, said);
        }
        return this;
    }

    /** A date as WD-logfile defines it, {@code 2013-07-30}, or as its example has it, {@code 30-Jul-2013}. */
    private static @Nullable LocalDate date(String said) {
        LocalDate date =
                date(said.substring(0, Math.min(said.length(), DATE_LENGTH)), DateTimeFormatter.ISO_LOCAL_DATE);
        return date == null ? date(said.split("\\s", 2)[0], NAMED_MONTH) : date;
    }

    private static @Nullable LocalDate date(String said, DateTimeFormatter form) {
        try {
            return LocalDate.parse(said, form);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static String text(byte[] bytes, int from, int to) {
        return Utf8Text.decode(bytes, from, Math.min(to, from + LONGEST), UnaryOperator.identity());
    }

    private static boolean beginsWith(byte[] bytes, int from, int to, String lower) {
        if (to - from < lower.length()) {
            return false;
        }
        String begin = text(bytes, from, from + lower.length());
        return begin.toLowerCase(Locale.ROOT).equals(lower);
    }
}
