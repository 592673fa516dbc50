package io.github.logtraffic.log.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.reference.Seeds;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times without a year are of the last year that they can be of. */
class SyslogTimeTest {
    private static final DateTimeFormatter SYSLOG = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH);

    @ParameterizedTest
    @CsvSource({
        "2018-02-06T00:00:00Z, Feb  5 16:19:38, 2018-02-05T16:19:38Z",
        "2018-02-05T00:00:00Z, Feb  5 16:19:38, 2018-02-05T16:19:38Z", // not more than a day ahead
        "2018-02-04T16:19:38Z, Feb  5 16:19:38, 2018-02-05T16:19:38Z",
        "2018-02-04T16:19:37Z, Feb  5 16:19:38, 2017-02-05T16:19:38Z",
        "2018-01-01T00:00:00Z, Dec 31 23:59:59, 2017-12-31T23:59:59Z",
        "2017-12-31T23:59:59Z, Jan  1 00:00:00, 2018-01-01T00:00:00Z",
        "2018-02-06T00:00:00Z, Feb 29 12:00:00, 2016-02-29T12:00:00Z",
        "1904-02-01T00:00:00Z, Feb 29 12:00:00, 1896-02-29T12:00:00Z", // 1900 was no leap year
        "2018-02-06T00:00:00Z, Feb 05 16:19:38, 2018-02-05T16:19:38Z",
        "2018-02-06T00:00:00Z, Feb 5 16:19:38, 2018-02-05T16:19:38Z",
    })
    void readsTimes(Instant now, String text, Instant expected) {
        SyslogTime time = new SyslogTime(now.getEpochSecond());
        assertThat(Ranges.read(text, time::parse)).isEqualTo(expected.getEpochSecond() * 1_000_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Feb",
                "Feb 30 16:19:38",
                "Fib  5 16:19:38",
                "Feb  5 16:19:3",
                "Feb  5 16:19:38 ",
                "Feb  5 24:19:38"
            })
    void knowsImpossibleOnes(String text) {
        assertThat(Ranges.read(text, new SyslogTime(1_517_875_200)::parse)).isEqualTo(ClfTime.INVALID);
    }

    @Test
    void timesOfTheLastYearAreThoseOfJavaTime() {
        Seeds.each(2_000, random -> {
            ZoneOffset zone = ZoneOffset.ofTotalSeconds(random.nextInt(100_000) - 50_000);
            long now = 4_000_000_000L - (long) (random.nextDouble() * 8e9);
            long then = now + 86_400 - random.nextInt(365 * 86_400);
            String text = SYSLOG.format(LocalDateTime.ofEpochSecond(then, 0, zone));
            SyslogTime time = new SyslogTime(now, zone.getTotalSeconds());
            assertThat(Ranges.read(text, time::parse)).as(text + zone).isEqualTo(then * 1_000_000);
        });
    }

    @Test
    void corruptedOnesAreReadAlikeWhereverTheyStand() {
        Ranges.readCorrupted("Feb  5 16:19:38", new SyslogTime(1_517_875_200)::parse);
    }
}
