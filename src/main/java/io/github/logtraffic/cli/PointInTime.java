package io.github.logtraffic.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/** A point in time as users type it; which one it is depends on the time zone and on the present. */
final class PointInTime {
    private static final String EXPECTED =
            "expected a time such as 2026-11-23T14:00:00Z, 2026-11-23, '2026-11-23 14:00', 14:00, today, yesterday, -3h or "
                    + "-2d";

    private static final Pattern AGO = Pattern.compile("-(\\d{1,9}[smhdw])");
    private static final Pattern EPOCH = Pattern.compile("@(\\d{1,11})");
    private static final Pattern OF_LOG =
            Pattern.compile("\\[?(\\d\\d/\\w{3}/\\d{4}:\\d\\d:\\d\\d:\\d\\d [-+]\\d{4})]?");
    private static final Pattern OF_CLOCK =
            Pattern.compile("(?:(\\d{4}-\\d\\d-\\d\\d|today|yesterday)(?:[Tt ](?=.)|$))?"
                    + "(?:(\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?)(?: ?([Zz]|[-+]\\d\\d:?\\d\\d))?)?");
    private static final DateTimeFormatter LOG_TIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("dd/MMM/uuuu:HH:mm:ss xx")
            .toFormatter(Locale.ROOT);

    /** Which point in time it is. */
    private interface Meaning {
        Instant at(ZoneId zone, Instant now, boolean isEnd);
    }

    private final Meaning meaning;

    private PointInTime(Meaning meaning) {
        this.meaning = meaning;
    }

    /**
     * Reads one of the forms that {@link #EXPECTED} names, {@code now}, {@code @} with seconds since 1970, or a time as the
     * common log format has it.
     *
     * @throws TypeConversionException when it is anything else, with a message for the user
     */
    static PointInTime parse(String typed) {
        try {
            PointInTime fixed = parseInstant(typed);
            return fixed == null ? parseClock(typed) : fixed;
        } catch (DateTimeException e) {
            throw new TypeConversionException(EXPECTED + "; there is no such date or time of day");
        }
    }

    /** One that no clock is asked for; null when it is another. */
    private static @Nullable PointInTime parseInstant(String typed) {
        Matcher ago = AGO.matcher(typed);
        Matcher epoch = EPOCH.matcher(typed);
        Matcher ofLog = OF_LOG.matcher(typed);
        if (typed.equals("now")) {
            return new PointInTime((zone, now, isEnd) -> now);
        } else if (ago.matches()) {
            int seconds = Values.seconds(ago.group(1));
            return new PointInTime((zone, now, isEnd) -> now.minusSeconds(seconds));
        } else if (epoch.matches()) {
            return of(Instant.ofEpochSecond(Long.parseLong(epoch.group(1))));
        } else if (ofLog.matches()) {
            return of(Instant.from(LOG_TIME.parse(ofLog.group(1))));
        }
        return null;
    }

    private static PointInTime of(Instant instant) {
        return new PointInTime((zone, now, isEnd) -> instant);
    }

    private static PointInTime parseClock(String typed) {
        Matcher matcher = OF_CLOCK.matcher(typed);
        if (!matcher.matches() || typed.isEmpty()) {
            throw new TypeConversionException(EXPECTED);
        }
        String day = matcher.group(1) == null ? "today" : matcher.group(1);
        LocalTime time = matcher.group(2) == null ? LocalTime.MIN : LocalTime.parse(matcher.group(2));
        String offset = matcher.group(3);
        LocalDate date = Character.isDigit(day.charAt(0)) ? LocalDate.parse(day) : null;
        ZoneOffset own = offset == null ? null : ZoneOffset.of(offset.toUpperCase(Locale.ROOT));
        boolean isYesterday = day.equals("yesterday");
        return new PointInTime((zone, now, isEnd) -> {
            ZoneId clock = own == null ? zone : own;
            LocalDate today = LocalDate.ofInstant(now, clock);
            LocalDate meant = date != null ? date : isYesterday ? today.minusDays(1) : today;
            return instant(meant.atTime(time), clock, isEnd);
        });
    }

    /** When a wall clock shows this; where it skips that time, when it does so. */
    private static Instant instant(LocalDateTime wallClock, ZoneId zone, boolean isEnd) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(wallClock);
        if (offsets.isEmpty()) {
            ZoneOffsetTransition gap = zone.getRules().getTransition(wallClock);
            return gap.getInstant();
        }
        return wallClock.toInstant(offsets.get(isEnd ? offsets.size() - 1 : 0));
    }

    /**
     * The point in time. A time that a clock skips is that of the skip; one that it shows twice is the first as the beginning
     * of a range and the second as its end.
     *
     * @param zone of times without an offset
     * @param now the present, of which whole seconds count
     * @param isEnd whether it ends a range
     */
    Instant resolve(ZoneId zone, Instant now, boolean isEnd) {
        return meaning.at(zone, now.truncatedTo(ChronoUnit.SECONDS), isEnd);
    }
}
