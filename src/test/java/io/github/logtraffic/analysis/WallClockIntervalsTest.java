package io.github.logtraffic.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.reference.Seeds;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Intervals follow wall clocks, also where those are put forward or back. */
class WallClockIntervalsTest {
    private static final long HOUR = 3_600;
    private static final long DAY = 86_400;

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2015-03-29T00:00+01:00, 23",
        "Europe/Berlin, 2015-10-25T00:00+02:00, 25",
        "Asia/Kolkata, 2015-10-25T00:00+05:30, 24",
        "America/Sao_Paulo, 2015-10-18T01:00-02:00, 23", // there was no midnight
        "Atlantic/Azores, 2015-10-25T00:00Z, 25", // midnight came twice
        "America/Havana, 2015-11-01T00:00-04:00, 25",
        "Pacific/Apia, 2011-12-29T00:00-10:00, 24", // and the day after was left out
    })
    void aDayIsAsLongAsTheWallClockMakesIt(String zone, ZonedDateTime start, int hours) {
        WallClockIntervals days = new WallClockIntervals(DAY, ZoneId.of(zone));
        long from = start.toEpochSecond();
        for (long second = from; second < from + hours * HOUR; second += 600) {
            assertThat(days.startOf(second)).isEqualTo(from);
        }
        assertThat(days.startOf(from - 1)).isLessThan(from);
        assertThat(days.next(from)).isEqualTo(from + hours * HOUR);
    }

    @Test
    void anHourThatComesTwiceIsTwo() {
        WallClockIntervals hours = new WallClockIntervals(HOUR, ZoneId.of("Europe/Berlin"));
        long first = ZonedDateTime.parse("2015-10-25T02:00+02:00").toEpochSecond();
        assertThat(hours.startOf(first + 1_800)).isEqualTo(first);
        assertThat(hours.startOf(first + HOUR + 1_800)).isEqualTo(first + HOUR);
        assertThat(hours.next(first)).isEqualTo(first + HOUR);
        assertThat(hours.next(first + HOUR)).isEqualTo(first + 2 * HOUR);
    }

    @Test
    void anHourThatIsLeftOutIsNone() {
        WallClockIntervals hours = new WallClockIntervals(HOUR, ZoneId.of("Europe/Berlin"));
        long one = ZonedDateTime.parse("2015-03-29T01:00+01:00").toEpochSecond();
        long three = ZonedDateTime.parse("2015-03-29T03:00+02:00").toEpochSecond();
        assertThat(hours.next(one)).isEqualTo(three).isEqualTo(one + HOUR);
        assertThat(hours.startOf(three - 1)).isEqualTo(one);
    }

    /** Lord Howe Island puts its clock back by half an hour: 01:30 to 02:00 comes twice, in an hour of 90 minutes. */
    @Test
    void halfAnHourThatComesTwiceMakesAnHourLonger() {
        WallClockIntervals hours = new WallClockIntervals(HOUR, ZoneId.of("Australia/Lord_Howe"));
        long one = ZonedDateTime.parse("2015-04-05T01:00+11:00").toEpochSecond();
        assertThat(hours.startOf(one + 89 * 60)).isEqualTo(one);
        assertThat(hours.next(one)).isEqualTo(one + 90 * 60);
    }

    @Test
    void halfAnHourThatIsLeftOutMakesAnHourShorter() {
        WallClockIntervals hours = new WallClockIntervals(HOUR, ZoneId.of("Australia/Lord_Howe"));
        long two = ZonedDateTime.parse("2015-10-04T02:30+11:00").toEpochSecond();
        assertThat(hours.next(two - HOUR)).isEqualTo(two);
        assertThat(hours.next(two)).isEqualTo(two + HOUR / 2);
    }

    @Test
    void hoursFollowAnOffsetOfHalfAnHour() {
        WallClockIntervals hours = new WallClockIntervals(HOUR, ZoneId.of("Asia/Kolkata"));
        assertThat(hours.startOf(0)).isEqualTo(-HOUR / 2);
        assertThat(hours.startOf(HOUR / 2)).isEqualTo(HOUR / 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "Atlantic/Azores", "America/Havana",
                "Pacific/Apia", "America/Sao_Paulo", "Antarctica/Troll", "Africa/Casablanca", "Asia/Kathmandu", "+13:45"
            })
    void intervalsFollowEachOtherWithoutGapsAndHoldTheirSeconds(String zone) {
        Seeds.each(60, random -> {
            long length = List.of(1L, 60L, 300L, HOUR, DAY, 7 * DAY).get(random.nextInt(6));
            WallClockIntervals intervals = new WallClockIntervals(length, ZoneId.of(zone));
            long start = intervals.startOf(random.nextLong(2_000_000_000L));
            for (int i = 0; i < 200; i++) {
                long next = intervals.next(start);
                long within = start + random.nextLong(next - start);
                assertThat(next).isGreaterThan(start);
                assertThat(List.of(intervals.startOf(start), intervals.startOf(within), intervals.startOf(next - 1)))
                        .as("from %s to %s", Instant.ofEpochSecond(start), Instant.ofEpochSecond(next))
                        .containsOnly(start);
                assertThat(intervals.startOf(next)).isEqualTo(next);
                start = next;
            }
        });
    }

    @Test
    void weeksBeginOnMondays() {
        WallClockIntervals weeks = new WallClockIntervals(7 * DAY, ZoneId.of("Europe/Berlin"));
        List<String> starts = new ArrayList<>();
        long start = weeks.startOf(ZonedDateTime.parse("2015-10-20T12:00Z").toEpochSecond());
        for (int i = 0; i < 3; i++, start = weeks.next(start)) {
            starts.add(Instant.ofEpochSecond(start).toString());
        }
        assertThat(starts).containsExactly("2015-10-18T22:00:00Z", "2015-10-25T23:00:00Z", "2015-11-01T23:00:00Z");
    }
}
