package io.github.logtraffic.log.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.reference.Corruption;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.Seeds;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times of RFC 3339, remembered or not, are those of java.time. */
class IsoTimeTest {
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d)[Tt \\t](\\d\\d):(\\d\\d):(\\d\\d)"
            + "(?:[.,](\\d{1,9}))?(?: ?(?:[Zz]|UTC|GMT|([+-])([01]\\d|2[0-3])(?::?([0-5]\\d))?))?");
    private static final List<String> ZONES =
            List.of("", "Z", "z", " Z", "UTC", " GMT", "+00:00", "-03:30", "+09", "+0930", " -23:59", " +23", "-00:00");

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0",
        "1969-12-31T23:59:59.999999Z, -1",
        "2015-09-06T05:58:05+09:00, 1441486685000000",
        "2026-01-24T01:34:36.743Z, 1769218476743000",
        "2026-01-24t01:34:36.743z, 1769218476743000",
        "'2026-01-24 01:34:36,743', 1769218476743000",
        "2026-01-24 01:34:36.743 +0000, 1769218476743000",
        "2026-01-24 01:34:36 UTC, 1769218476000000",
        "2026-01-24T02:34:36+01, 1769218476000000",
        "2026-01-23T22:04:36-0330, 1769218476000000",
        "2026-01-24T01:34:36.7Z, 1769218476700000",
        "2026-01-24T01:34:36.123456789Z, 1769218476123456",
        "2000-02-29T00:00:00Z, 951782400000000",
        "2015-06-30T23:59:60.5Z, 1435708799500000", // a leap second counts as the one before
        "0001-01-01T00:00:00Z, -62135596800000000",
        "9999-12-31T23:59:59.999999Z, 253402300799999999",
    })
    void readsTimes(String text, long micros) {
        assertBoth(text, micros);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "2026-01-24",
                "2026-01-24T01:34",
                "2026-01-24T01:34:3",
                "2026-1-24T01:34:36Z",
                "2026-02-29T01:34:36Z",
                "2026-13-24T01:34:36Z",
                "2026-00-24T01:34:36Z",
                "2026-01-00T01:34:36Z",
                "0000-01-24T01:34:36Z",
                "2026-01-24T24:34:36Z",
                "2026-01-24T01:60:36Z",
                "2026-01-24T01:34:61Z",
                "2026-01-24_01:34:36Z",
                "2026/01/24T01:34:36Z",
                "2026-01-24T01:34:36.Z",
                "2026-01-24T01:34:36.",
                "2026-01-24T01:34:36.1234567890Z",
                "2026-01-24T01:34:36 ",
                "2026-01-24T01:34:36  Z",
                "2026-01-24T01:34:36ZZ",
                "2026-01-24T01:34:36+1",
                "2026-01-24T01:34:36+01:",
                "2026-01-24T01:34:36+01:3",
                "2026-01-24T01:34:36+24:00",
                "2026-01-24T01:34:36+01:60",
                "2026-01-24T01:34:36+01:00 ",
                "2026-01-24T01:34:36 CET",
                " 2026-01-24T01:34:36Z",
            })
    void knowsImpossibleOnes(String text) {
        assertBoth(text, ClfTime.INVALID);
    }

    @Test
    void timesAreThoseOfJavaTimeAlsoWhenTheLastMinuteIsRemembered() {
        Seeds.each(300, random -> {
            IsoTime time = new IsoTime();
            LocalDateTime minute = randomMinute(random);
            String zone = zone(random);
            for (int i = 0; i < 60; i++) {
                minute = random.nextInt(8) == 0 ? randomMinute(random) : minute;
                zone = random.nextInt(8) == 0 ? zone(random) : zone;
                String valid = minute + String.format(":%02d", random.nextInt(62)) + fraction(random) + zone;
                String text = random.nextInt(4) == 0 ? Corruption.of(random, valid) : valid;
                byte[] bytes = Latin1.bytes(text);
                long expected = micros(text);
                assertThat(IsoTime.parseAny(bytes, 0, bytes.length)).as(text).isEqualTo(expected);
                assertThat(time.parse(bytes, 0, bytes.length)).as(text).isEqualTo(expected);
            }
        });
    }

    @Test
    void corruptedOnesAreReadAlikeWhereverTheyStand() {
        String valid = "2026-01-24T01:34:36.743+01:00";
        IsoTime remembering = new IsoTime();
        Ranges.readCorrupted(valid, (bytes, from, to) -> {
            byte[] before = Latin1.bytes(valid);
            remembering.parse(before, 0, before.length);
            long time = remembering.parse(bytes, from, to);
            assertThat(time).isEqualTo(IsoTime.parseAny(bytes, from, to));
            return time;
        });
    }

    /** A minute as java.time writes it, without seconds. */
    private static LocalDateTime randomMinute(Random random) {
        return LocalDateTime.of(1, 1, 1, 0, 0)
                .plusDays(random.nextInt(3_652_058))
                .plusMinutes(random.nextInt(1440))
                .truncatedTo(ChronoUnit.MINUTES);
    }

    private static String zone(Random random) {
        return ZONES.get(random.nextInt(ZONES.size()));
    }

    private static String fraction(Random random) {
        int digits = random.nextInt(10);
        String nanos = String.format("%09d", random.nextInt(1_000_000_000));
        return digits == 0 ? "" : (random.nextBoolean() ? "." : ",") + nanos.substring(0, digits);
    }

    /** What the text means, read slowly. */
    private static long micros(String text) {
        Matcher iso = ISO.matcher(text);
        if (!iso.matches()
                || Integer.parseInt(iso.group(6)) > 60
                || iso.group(1).equals("0000")) {
            return ClfTime.INVALID;
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    Integer.parseInt(iso.group(1)),
                    Integer.parseInt(iso.group(2)),
                    Integer.parseInt(iso.group(3)),
                    Integer.parseInt(iso.group(4)),
                    Integer.parseInt(iso.group(5)),
                    Math.min(Integer.parseInt(iso.group(6)), 59));
            String fraction = iso.group(7) == null ? "" : iso.group(7);
            long micros = Long.parseLong((fraction + "000000").substring(0, 6));
            return (local.toEpochSecond(ZoneOffset.UTC) - offset(iso)) * 1_000_000 + micros;
        } catch (DateTimeException e) {
            return ClfTime.INVALID;
        }
    }

    private static long offset(Matcher iso) {
        if (iso.group(8) == null) {
            return 0;
        }
        int minutes = iso.group(10) == null ? 0 : Integer.parseInt(iso.group(10));
        return Integer.parseInt(iso.group(8) + "1") * (Integer.parseInt(iso.group(9)) * 60L + minutes) * 60;
    }

    @Test
    void theSlowReferenceIsRight() {
        OffsetDateTime time =
                OffsetDateTime.of(2026, 1, 24, 1, 34, 36, 743_000_000, ZoneOffset.ofHoursMinutes(-3, -30));
        assertThat(micros("2026-01-24T01:34:36.743-03:30"))
                .isEqualTo(time.toInstant().toEpochMilli() * 1000);
    }

    private static void assertBoth(String text, long expected) {
        assertThat(Ranges.read(text, IsoTime::parseAny)).isEqualTo(expected);
        IsoTime time = new IsoTime();
        assertThat(Ranges.read(text, time::parse)).isEqualTo(expected);
        assertThat(Ranges.read(text, time::parse)).as("again").isEqualTo(expected);
    }
}
