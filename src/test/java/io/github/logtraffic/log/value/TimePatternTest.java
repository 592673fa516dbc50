package io.github.logtraffic.log.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logtraffic.reference.Corruption;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.Seeds;
import java.text.SimpleDateFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pattern writes, the same pattern reads. */
class TimePatternTest {
    private static final List<String> STRFTIME = List.of(
            "%d/%b/%Y:%H:%M:%S %z",
            "%Y-%m-%d %H:%M:%S %z",
            "%a %b %e %H:%M:%S %Y%z",
            "%A, %d %B %Y, %I:%M:%S %p %z",
            "%h %e %l:%M:%S %p %z %Y",
            "%D %T %z",
            "%FT%T%z",
            "%F %k:%M:%S%z%%",
            "%j of %Y at %R:%S %z",
            "%C%y%m%d%H%M%S%z",
            "%r %z on %F",
            "%s");
    private static final List<String> SIMPLE = List.of(
            "yyyy-MM-dd HH:mm:ss.SSS Z",
            "yyyy-MM-dd'T'HH:mm:ss,SSSXXX",
            "dd/MMM/yyyy:HH:mm:ss.SSSXX",
            "EEE, d MMM yyyy H:m:s.S Z",
            "EEEE d. MMMM y, h:mm:ss.SSS a Z",
            "yyMMddHHmmssSSSX",
            "G yyyyy D kk:mm:ss.SSSSSS 'o''clock' Z",
            "K'h'm''s.SSS aa M/d/yy z",
            "u F w W yyyy.MM.dd kk:mm:ss.SSS Z");

    @Test
    void whatStrftimeWritesIsRead() {
        Seeds.each(400, random -> {
            ZonedDateTime time = time(random, 1969).withNano(0);
            String pattern = STRFTIME.get(random.nextInt(STRFTIME.size()));
            String text = String.format(Locale.ENGLISH, pattern.replaceAll("%([^%])", "%1\\$t$1"), time);
            assertThat(read(TimePattern.strftime(pattern), text)).as(text).isEqualTo(time.toEpochSecond() * 1_000_000);
        });
    }

    @Test
    void whatSimpleDateFormatWritesIsRead() {
        Seeds.each(400, random -> {
            ZonedDateTime time = time(random, 1969);
            String pattern = SIMPLE.get(random.nextInt(SIMPLE.size()));
            if (pattern.endsWith("X") && !pattern.endsWith("XX")) {
                time = time.withZoneSameInstant(ZoneOffset.ofHours(random.nextInt(37) - 18));
            }
            SimpleDateFormat format = new SimpleDateFormat(pattern, Locale.ENGLISH);
            format.setTimeZone(TimeZone.getTimeZone(time.getZone()));
            String text = format.format(Date.from(time.toInstant()));
            assertThat(read(TimePattern.simpleDateFormat(pattern), text))
                    .as(text)
                    .isEqualTo(time.toInstant().toEpochMilli() * 1000);
        });
    }

    private static ZonedDateTime time(Random random, int firstYear) {
        ZoneId zone = ZoneOffset.ofTotalSeconds(60 * (random.nextInt(2160) - 1080));
        return ZonedDateTime.of(firstYear, 1, 3, 0, 0, 0, 0, ZoneOffset.UTC)
                .plusSeconds((long) (random.nextDouble() * 99 * 365 * 86_400))
                .plusNanos(random.nextInt(1000) * 1_000_000L)
                .withZoneSameInstant(zone);
    }

    @ParameterizedTest
    @CsvSource({
        "%d/%b/%Y:%H:%M:%S, 17/MAY/2015:10:05:03, 2015-05-17T10:05:03Z",
        "%c, Sun May 17 10:05:03 2015, 2015-05-17T10:05:03Z",
        "%c, Tue May  5 10:05:03 2015, 2015-05-05T10:05:03Z",
        "%x %X, 05/17/15 10:05:03, 2015-05-17T10:05:03Z",
        "%Y-%m-%d, 2015-05-17, 2015-05-17T00:00:00Z",
        "%F %I%p, 2015-05-17 12AM, 2015-05-17T00:00:00Z",
        "%F %I%p, 2015-05-17 12pm, 2015-05-17T12:00:00Z",
        "%F %I, 2015-05-17 11, 2015-05-17T11:00:00Z",
        "%F %T %Z, 2015-05-17 10:05:03 CEST, 2015-05-17T10:05:03Z",
        "%F %T %Z, 2015-05-17 10:05:03 +03, 2015-05-17T07:05:03Z",
        "%F %T %z (%Z), 2015-05-17 10:05:03 +0200 (CEST), 2015-05-17T08:05:03Z",
        "%G-W%V-%u %g %U %W %w %F, 2015-W20-7 15 20 19 0 2015-05-17, 2015-05-17T00:00:00Z",
        "%-d.%-m.%Y, 7.5.2015, 2015-05-07T00:00:00Z",
        "%_d.%_m.%Ey, ' 7. 5.15', 2015-05-07T00:00:00Z",
        "%d.%m.%y, 01.01.69, 1969-01-01T00:00:00Z",
        "%d.%m.%y, 01.01.68, 2068-01-01T00:00:00Z",
        "%C%y-%j, 1900-365, 1900-12-31T00:00:00Z",
        "%F %T, 2015-06-30 23:59:60, 2015-06-30T23:59:59Z",
        "%s, 1431857103, 2015-05-17T10:05:03Z",
    })
    void readsWhatStrftimeMayWrite(String pattern, String text, Instant expected) {
        assertThat(read(TimePattern.strftime(pattern), text)).isEqualTo(expected.getEpochSecond() * 1_000_000);
    }

    @ParameterizedTest
    @CsvSource({
        "%F, 2015-02-29",
        "%F, 2015-5-17",
        "%F, 2015-05-1",
        "%F, 0000-05-17",
        "%F %T, 2015-05-17 24:05:03",
        "%F %I, 2015-05-17 13",
        "%F %p, 2015-05-17 XM",
        "%F %z, 2015-05-17 +24:00",
        "%F %z, 2015-05-17 CET",
        "%F %Z, '2015-05-17 '",
        "%d %b %Y, 17 Mai 2015",
        "%d %B %Y, 17 Sep 2015",
        "%A %F, Sun 2015-05-17",
        "%Y-%j, 2015-366",
        "%Y-%j, 2015-000",
        "%Y %H, 2015 10",
        "%m-%d, 05-17",
        "%T, 10:05:03",
        "%s, 99999999999999999999",
        "%s, x",
    })
    void knowsWhatStrftimeNeverWrites(String pattern, String text) {
        assertThat(read(TimePattern.strftime(pattern), text)).isEqualTo(ClfTime.INVALID);
    }

    @Test
    void theRestIsLeftToOthers() {
        byte[] bytes = Latin1.bytes("[17/May/2015:10:05:03] GET");
        int end = TimePattern.strftime("%d/%b/%Y:%T").read(bytes, 1, bytes.length, new TimeParts());
        assertThat(end).isEqualTo("[17/May/2015:10:05:03".length());
        assertThat(TimePattern.strftime("").read(bytes, 3, 3, new TimeParts())).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%Q", "%F %Q", "%-Q", "%E\u00e9", "%3N", "%+"})
    void aDirectiveThatIsNotUnderstoodIsNamed(String pattern) {
        assertThatThrownBy(() -> TimePattern.strftime(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("time format directive is not understood: %")
                .hasMessageEndingWith(pattern.equals("%3N") ? "%3" : pattern.substring(pattern.lastIndexOf('%')));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%F %", "%-"})
    void aDirectiveThatIsNotFinishedIsNone(String pattern) {
        assertThatThrownBy(() -> TimePattern.strftime(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ends");
    }

    @ParameterizedTest
    @CsvSource({"yyyy QQ, QQ", "yyyyTHH, T", "zzzz, zzzz", "'''yyyy', ends", "dddddddddd, nine", "b, b"})
    void lettersThatAreNotUnderstoodAreNamed(String pattern, String named) {
        assertThatThrownBy(() -> TimePattern.simpleDateFormat(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @CsvSource({
        "yyyy-MM-dd SSSS, 2015-05-17 1000",
        "yyyy-MM-dd SSSSSSSSS, 2015-05-17 004294968",
        "yyyy-MM-dd kk, 2015-05-17 25",
        "yyyy-MM-dd hh, 2015-05-17 13",
    })
    void knowsWhatSimpleDateFormatNeverWrites(String pattern, String text) {
        assertThat(read(TimePattern.simpleDateFormat(pattern), text)).isEqualTo(ClfTime.INVALID);
    }

    @Test
    void literalTextMayBeAnyUnicode() {
        TimePattern pattern = TimePattern.strftime("%d \u00e9\ud83d\ude00 %m%n%t%Y");
        assertThat(read(pattern, Latin1.utf8("17 \u00e9\ud83d\ude00 05\n\t2015")))
                .isEqualTo(1_431_820_800_000_000L);
        TimePattern simple = TimePattern.simpleDateFormat("d\u00e9M\ud83d\ude00'\u00fc'y");
        assertThat(read(simple, Latin1.utf8("17\u00e95\ud83d\ude00\u00fc2015"))).isEqualTo(1_431_820_800_000_000L);
    }

    @Test
    void corruptedOnesAreReadAlikeWhereverTheyStand() {
        for (String pattern : STRFTIME) {
            TimePattern compiled = TimePattern.strftime(pattern);
            ZonedDateTime time = time(new Random(5), 1970).withNano(0);
            String text = String.format(Locale.ENGLISH, pattern.replaceAll("%([^%])", "%1\\$t$1"), time);
            Ranges.readCorrupted(text, (bytes, from, to) -> readAll(compiled, bytes, from, to));
        }
    }

    @Test
    void anyPatternIsCompiledOrRefused() {
        Seeds.each(3_000, random -> {
            String any = Corruption.of(random, random.nextBoolean() ? STRFTIME.get(3) : SIMPLE.get(6));
            for (boolean strftime : new boolean[] {true, false}) {
                try {
                    TimePattern pattern = strftime ? TimePattern.strftime(any) : TimePattern.simpleDateFormat(any);
                    read(pattern, Corruption.of(random, "Sunday, 17 May 2015, 10:05:03 AM +0200"));
                } catch (IllegalArgumentException e) {
                    assertThat(e).hasMessageStartingWith("time format");
                }
            }
        });
    }

    @Test
    void patternsOfTheSameFormAreEqual() {
        assertThat(TimePattern.strftime("%F"))
                .isEqualTo(TimePattern.strftime("%Y-%m-%d"))
                .hasSameHashCodeAs(TimePattern.strftime("%Y-%m-%d"))
                .isEqualTo(TimePattern.simpleDateFormat("yyyy-MM-dd"))
                .isNotEqualTo(TimePattern.strftime("%Y-%d-%m"))
                .hasToString("%F");
    }

    @Test
    void theLocaleOfTheMachineDoesNotMatter() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(new Locale("tr", "TR"));
            long expected = 1_430_388_303_000_000L;
            assertThat(read(TimePattern.strftime("%A %d %B %Y %I:%M:%S %p"), "THURSDAY 30 APRIL 2015 10:05:03 AM"))
                    .isEqualTo(expected);
            assertThat(read(TimePattern.simpleDateFormat("EEEE d MMM y HH:mm:ss"), "friday 30 apr 2015 10:05:03"))
                    .isEqualTo(expected);
            assertThat(Ranges.read("30/APR/2015:10:05:03 +0000", new AnyTime()::parse))
                    .isEqualTo(expected);
            assertThat(Ranges.read("1.5ms", Durations::microsWithUnit)).isEqualTo(1500);
        } finally {
            Locale.setDefault(before);
        }
    }

    private static long read(TimePattern pattern, String text) {
        return Ranges.read(text, (bytes, from, to) -> readAll(pattern, bytes, from, to));
    }

    private static long readAll(TimePattern pattern, byte[] bytes, int from, int to) {
        TimeParts parts = new TimeParts();
        int end = pattern.read(bytes, from, to, parts);
        assertThat(end == -1 || (end >= from && end <= to)).isTrue();
        return end == to ? parts.epochMicros() : ClfTime.INVALID;
    }
}
