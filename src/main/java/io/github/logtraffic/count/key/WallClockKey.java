package io.github.logtraffic.count.key;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** When an entry was logged by a zone's wall clock: the hour of the day, {@code 00} to {@code 23}, or the day of the week. */
public final class WallClockKey implements EntryKey {
    /** What of the time counts. */
    public enum Part {
        /** The hour of the day. */
        HOUR(3_600, 24, "000102030405060708091011121314151617181920212223"),
        /** The day of the week. */
        WEEKDAY(86_400, 7, "ThuFriSatSunMonTueWed"); // 1970-01-01 was a Thursday

        private final int seconds;
        private final int parts;
        private final String labels;

        Part(int seconds, int parts, String labels) {
            this.seconds = seconds;
            this.parts = parts;
            this.labels = labels;
        }
    }

    private final Part part;
    private final ZoneId zone;
    private final ZoneRules rules;
    private final byte[] labels;
    private final int labelLength;

    // The offset from UTC, and from when until when it holds.
    private int offsetSeconds;
    private long offsetFrom;
    private long offsetUntil;

    /**
     * @param part what counts
     * @param zone whose clock
     */
    public WallClockKey(Part part, ZoneId zone) {
        this.part = part;
        this.zone = zone;
        this.rules = zone.getRules();
        this.labels = part.labels.getBytes(StandardCharsets.US_ASCII);
        this.labelLength = labels.length / part.parts;
    }

    @Override
    public void read(AccessLogEntry entry, ClientKey key) {
        long second = entry.epochSecond();
        if (second < offsetFrom || second >= offsetUntil) {
            findOffset(second);
        }
        int number = (int) Math.floorMod(Math.floorDiv(second + offsetSeconds, (long) part.seconds), (long) part.parts);
        key.setName(labels, number * labelLength, (number + 1) * labelLength);
    }

    private void findOffset(long second) {
        Instant instant = Instant.ofEpochSecond(second);
        offsetSeconds = rules.getOffset(instant).getTotalSeconds();
        ZoneOffsetTransition previous = rules.previousTransition(instant.plusSeconds(1));
        ZoneOffsetTransition next = rules.nextTransition(instant);
        offsetFrom = previous == null ? Long.MIN_VALUE : previous.toEpochSecond();
        offsetUntil = next == null ? Long.MAX_VALUE : next.toEpochSecond();
    }

    @Override
    public EntryKey fresh() {
        return new WallClockKey(part, zone);
    }
}
