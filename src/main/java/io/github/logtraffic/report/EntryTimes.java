package io.github.logtraffic.report;

import io.github.logtraffic.log.entry.AccessLogEntry;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The times of entries in ISO 8601 with the offset of a zone. Entries of one second follow one another: its text is kept. */
final class EntryTimes {
    private static final DateTimeFormatter TO_SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final int MILLI = 1_000;
    private static final int SECOND = 1_000_000;

    private final ZoneId zone;
    private long second = Long.MIN_VALUE;
    private String wallClock = "";
    private String offset = "";

    EntryTimes(ZoneId zone) {
        this.zone = zone;
    }

    /** When an entry was logged; with milli- or microseconds when the log has them. */
    String of(AccessLogEntry entry) {
        if (entry.epochSecond() != second) {
            second = entry.epochSecond();
            OffsetDateTime time = Instant.ofEpochSecond(second).atZone(zone).toOffsetDateTime();
            wallClock = TO_SECOND.format(time);
            offset = time.getOffset().getId();
        }
        int micros = entry.microOfSecond();
        return wallClock + (micros == 0 ? "" : fraction(micros)) + offset;
    }

    private static String fraction(int micros) {
        String digits = Integer.toString(micros % MILLI == 0 ? (SECOND + micros) / MILLI : SECOND + micros);
        return '.' + digits.substring(1);
    }
}
