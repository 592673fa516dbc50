package io.github.logtraffic.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Times as a zone's wall clock shows them. */
final class WallClock {
    private static final long MINUTE = 60;
    private static final DateTimeFormatter TO_SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter TO_MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private final ZoneId zone;

    WallClock(ZoneId zone) {
        this.zone = zone;
    }

    String zoneName() {
        return zone.getId().equals("Etc/UTC") ? "UTC" : zone.getId();
    }

    /** {@code 2026-11-22 16:40:39}; with its offset when the clock shows that time twice. */
    String second(long second) {
        return text(second, TO_SECOND);
    }

    /** When something begins that is so many seconds long: without seconds when it is whole minutes. */
    String start(long second, long lengthSeconds) {
        return text(second, lengthSeconds % MINUTE == 0 ? TO_MINUTE : TO_SECOND);
    }

    private String text(long second, DateTimeFormatter format) {
        ZonedDateTime time = Instant.ofEpochSecond(second).atZone(zone);
        boolean isTwice =
                zone.getRules().getValidOffsets(time.toLocalDateTime()).size() > 1;
        return format.format(time) + (isTwice ? " " + time.getOffset() : "");
    }
}
