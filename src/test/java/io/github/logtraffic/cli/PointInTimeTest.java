package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class PointInTimeTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-11-23T23:30:15.7Z"); // the 24th in Berlin

    @Test
    void timesWithAnOffsetMeanTheSameEverywhere() {
        assertBegins("2026-11-23T14:00:00Z", "2026-11-23T14:00:00Z");
        assertBegins("2026-11-23t14:00:00z", "2026-11-23T14:00:00Z");
        assertBegins("2026-11-23T14:00:00.250+01:00", "2026-11-23T13:00:00.250Z");
        assertBegins("2026-11-23 14:00 -0330", "2026-11-23T17:30:00Z");
        assertBegins("14:00Z", "2026-11-23T14:00:00Z");
        assertBegins("23/Nov/2026:14:00:01 +0200", "2026-11-23T12:00:01Z");
        assertBegins("[23/Nov/2026:14:00:01 +0200]", "2026-11-23T12:00:01Z");
        assertBegins("@1700000000", "2023-11-14T22:13:20Z");
    }

    @Test
    void timesWithoutOneAreOfTheZone() {
        assertBegins("2026-11-23", "2026-11-22T23:00:00Z");
        assertBegins("2026-11-23 14:00", "2026-11-23T13:00:00Z");
        assertBegins("2026-11-23T14:00:30", "2026-11-23T13:00:30Z");
        assertBegins("14:00", "2026-11-24T13:00:00Z");
        assertBegins("today", "2026-11-23T23:00:00Z");
        assertBegins("yesterday", "2026-11-22T23:00:00Z");
        assertBegins("yesterday 14:00", "2026-11-23T13:00:00Z");
    }

    @Test
    void timesMayBeRelativeToThePresent() {
        assertBegins("now", "2026-11-23T23:30:15Z");
        assertBegins("-3h", "2026-11-23T20:30:15Z");
        assertBegins("-2d", "2026-11-21T23:30:15Z");
        assertBegins("-30m", "2026-11-23T23:00:15Z");
        assertBegins("-90s", "2026-11-23T23:28:45Z");
        assertBegins("-1w", "2026-11-16T23:30:15Z");
    }

    @Test
    void aTimeThatTheClockSkipsIsThatOfTheSkip() {
        for (String skipped : List.of("2026-03-29 02:00", "2026-03-29 02:30", "2026-03-29 02:59:59")) {
            assertBegins(skipped, "2026-03-29T01:00:00Z");
            assertEnds(skipped, "2026-03-29T01:00:00Z");
        }
        assertBegins("2026-03-29 03:00", "2026-03-29T01:00:00Z");
    }

    @Test
    void aTimeThatTheClockShowsTwiceIsTheFirstAsABeginningAndTheSecondAsAnEnd() {
        assertBegins("2026-10-25 02:30", "2026-10-25T00:30:00Z");
        assertEnds("2026-10-25 02:30", "2026-10-25T01:30:00Z");
    }

    private static void assertBegins(String typed, String expected) {
        assertThat(PointInTime.parse(typed).resolve(BERLIN, NOW, false)).isEqualTo(expected);
    }

    private static void assertEnds(String typed, String expected) {
        assertThat(PointInTime.parse(typed).resolve(BERLIN, NOW, true)).isEqualTo(expected);
    }

    @Test
    void anythingElseIsRefused() {
        for (String wrong : List.of(
                "",
                " ",
                "tomorrow",
                "2026-11",
                "2026-11-31",
                "2026-11-23T",
                "2026-11-23 ",
                "2026-11-23Z",
                "25:00",
                "14",
                "14:00:61",
                "-0s",
                "-3x",
                "3h",
                "2026-11-23T14:00+25:00",
                "99/Nov/2026:14:00:01 +0200",
                "23/Now/2026:14:00:01 +0200",
                "2026-11-23T14:00:00Z more")) {
            assertThatThrownBy(() -> PointInTime.parse(wrong)).as(wrong).isInstanceOf(TypeConversionException.class);
        }
    }
}
