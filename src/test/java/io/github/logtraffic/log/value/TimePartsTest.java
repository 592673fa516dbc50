package io.github.logtraffic.log.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.reference.Latin1;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The parts of a time may come from several fields of a line. */
class TimePartsTest {
    private static final TimePattern DATE = TimePattern.strftime("%Y-%m-%d");
    private static final TimePattern TIME = TimePattern.strftime("%H:%M:%S");
    private static final long MAY_17 = micros("2015-05-17T10:05:03Z");

    private final TimeParts parts = new TimeParts();

    private static long micros(String iso) {
        return Instant.parse(iso).toEpochMilli() * 1000;
    }

    private void read(TimePattern pattern, String text) {
        byte[] bytes = Latin1.bytes(text);
        assertThat(pattern.read(bytes, 0, bytes.length, parts)).isEqualTo(bytes.length);
    }

    @Test
    void withoutAnyPartThereIsNoTime() {
        assertThat(parts.epochMicros()).isEqualTo(ClfTime.INVALID);
        parts.defaultDate(2015, 5, 17);
        assertThat(parts.epochMicros()).isEqualTo(ClfTime.INVALID);
    }

    @Test
    void dateAndTimeOfDayMayComeInAnyOrder() {
        read(DATE, "2015-05-17");
        assertThat(parts.epochMicros()).isEqualTo(micros("2015-05-17T00:00:00Z"));
        read(TIME, "10:05:03");
        assertThat(parts.epochMicros()).isEqualTo(MAY_17);
        parts.clear();
        read(TIME, "10:05:03");
        assertThat(parts.epochMicros()).isEqualTo(ClfTime.INVALID);
        read(DATE, "2015-05-17");
        assertThat(parts.epochMicros()).isEqualTo(MAY_17);
    }

    @Test
    void fractionAndZoneMayBeFieldsOfTheirOwn() {
        read(TimePattern.strftime("%d/%b/%Y %T"), "17/May/2015 10:05:03");
        read(TimePattern.MSEC_FRAC, "042");
        read(TimePattern.strftime("%z"), "+0200");
        assertThat(parts.epochMicros()).isEqualTo(MAY_17 - 7_200_000_000L + 42_000);
        read(TimePattern.USEC_FRAC, "042017");
        assertThat(parts.epochMicros()).isEqualTo(MAY_17 - 7_200_000_000L + 42_017);
        parts.clear();
        read(TimePattern.strftime("%d/%b/%Y %T"), "17/May/2015 10:05:03");
        assertThat(parts.epochMicros()).isEqualTo(MAY_17);
    }

    @Test
    void anEpochIsTheWholeTimeButForItsFraction() {
        read(TimePattern.SEC, "1431857103");
        assertThat(parts.epochMicros()).isEqualTo(MAY_17);
        read(TimePattern.MSEC_FRAC, "042");
        read(TimePattern.strftime("%F %z"), "2011-01-01 +0200");
        assertThat(parts.epochMicros()).isEqualTo(MAY_17 + 42_000);
        read(TimePattern.MSEC, "1431857103043");
        assertThat(parts.epochMicros()).isEqualTo(MAY_17 + 43_000);
        read(TimePattern.USEC, "1431857103043017");
        assertThat(parts.epochMicros()).isEqualTo(MAY_17 + 43_017);
    }

    @Test
    void theDefaultDateIsForLinesWithATimeOfDayOnly() {
        parts.defaultDate(2015, 5, 17);
        read(TIME, "10:05:03");
        assertThat(parts.epochMicros()).isEqualTo(MAY_17);
        parts.clear();
        read(TIME, "10:05:04");
        assertThat(parts.epochMicros()).isEqualTo(MAY_17 + 1_000_000);
        read(DATE, "2015-05-18");
        assertThat(parts.epochMicros()).isEqualTo(micros("2015-05-18T10:05:04Z"));
        parts.clear();
        read(TimePattern.strftime("%m %T"), "05 10:05:03");
        assertThat(parts.epochMicros()).isEqualTo(ClfTime.INVALID);
        parts.clear();
        parts.defaultDate(2015, 2, 29);
        read(TIME, "10:05:03");
        assertThat(parts.epochMicros()).isEqualTo(ClfTime.INVALID);
    }

    @Test
    void whatCannotBeIsNoTime() {
        read(DATE, "2015-02-29");
        assertThat(parts.epochMicros()).isEqualTo(ClfTime.INVALID);
        parts.clear();
        read(DATE, "2015-02-28");
        read(TIME, "23:59:61");
        assertThat(parts.epochMicros()).isEqualTo(ClfTime.INVALID);
    }
}
