package io.github.logtraffic.log.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.reference.Corruption;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.Seeds;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever form a server writes is told from the others. */
class AnyTimeTest {
    private static final List<DateTimeFormatter> FORMS = List.of(
            form("dd/MMM/uuuu:HH:mm:ss xx"),
            form("'['dd/MMM/uuuu:HH:mm:ss xx']'"),
            form("dd/MMM/uuuu:HH:mm:ss.SSS xx"),
            form("dd/MMM/uuuu:HH:mm:ss.SSSSSS xxx"),
            form("uuuu-MM-dd'T'HH:mm:ssXXX"),
            form("uuuu-MM-dd HH:mm:ss,SSS xx"),
            form("uuuu/MM/dd HH:mm:ss xx"),
            form("uuuu/MM/dd HH:mm:ss.SSSSSSxx"),
            form("EEE, dd MMM uuuu HH:mm:ss xx"));
    private static final int MICRO_FORM = 3;

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }

    @ParameterizedTest
    @CsvSource({
        "17/May/2015:10:05:03 +0200, 1431849903000000",
        "[17/May/2015:10:05:03 +0200], 1431849903000000",
        "17/may/2015:10:05:03, 1431857103000000",
        "[09/Dec/2013:12:59:46.633], 1386593986633000",
        "09/Dec/2013:12:59:46.63333, 1386593986633330", // as long as one with an offset
        "02/Jan/2006:15:04:05.123 +0100, 1136210645123000",
        "2026-01-24T01:34:36.743Z, 1769218476743000",
        "[2026-01-24 01:34:36], 1769218476000000",
        "2006/01/02 15:04:05, 1136214245000000",
        "2006/01/02 15:04:05.5 -0100, 1136217845500000",
        "'Mon, 02 Jan 2006 15:04:05 GMT', 1136214245000000",
        "'Mon, 02 Jan 2006 15:04:05 -0700', 1136239445000000",
        "1525344856.899, 1525344856899000",
        "[1525344856], 1525344856000000",
        "1525344856.8991234567891234, 1525344856899123",
    })
    void readsEveryForm(String text, long micros) {
        assertThat(Ranges.read(text, new AnyTime()::parse)).isEqualTo(micros);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "[",
                "[]",
                "[[0]]",
                "[17/May/2015:10:05:03 +0200",
                "17/May/2015:10:05:03 +0200]",
                "31/Apr/2015:10:05:03 +0200",
                "17/May/2015:10:05:03 ",
                "17/May/2015:10:05:03.",
                "17/May/2015:10:05:03.5 CET",
                "17/May/2015:10:05:61",
                "2006/13/02 15:04:05",
                "2026-02-30T01:34:36.743Z",
                "Mon, 32 Jan 2006 15:04:05 GMT",
                "Moon, 02 Jan 2006 15:04:05 GMT",
                "Mon, 02 Jan 2006 15:04:05 GMTT",
                "a time that is none at all",
            })
    void knowsWhatIsNoTime(String text) {
        assertThat(Ranges.read(text, new AnyTime()::parse)).isEqualTo(ClfTime.INVALID);
    }

    @Test
    void timesAreThoseOfJavaTimeInAnyOrderOfForms() {
        Seeds.each(200, random -> {
            AnyTime any = new AnyTime();
            for (int i = 0; i < 40; i++) {
                OffsetDateTime time = time(random);
                DateTimeFormatter form = FORMS.get(random.nextInt(FORMS.size()));
                String text = form.format(time);
                long expected =
                        form.parse(text, OffsetDateTime::from).toInstant().getEpochSecond() * 1_000_000
                                + form.parse(text, OffsetDateTime::from).getNano() / 1000;
                byte[] bytes = Latin1.bytes(text);
                assertThat(any.parse(bytes, 0, bytes.length)).as(text).isEqualTo(expected);
                String corrupted = Corruption.of(random, text);
                long alone = Ranges.read(corrupted, new AnyTime()::parse);
                assertThat(Ranges.read(corrupted, any::parse)).as(corrupted).isEqualTo(alone);
            }
        });
    }

    @Test
    void corruptedOnesAreReadAlikeWhereverTheyStand() {
        for (DateTimeFormatter form : FORMS.subList(MICRO_FORM, FORMS.size())) {
            Ranges.readCorrupted(form.format(time(new Random(1))), new AnyTime()::parse);
        }
    }

    private static OffsetDateTime time(Random random) {
        return OffsetDateTime.of(1900, 1, 1, 0, 0, 0, 0, ZoneOffset.ofTotalSeconds(60 * (random.nextInt(2160) - 1080)))
                .plusSeconds((long) (random.nextDouble() * 200 * 365 * 86_400))
                .plusNanos(random.nextInt(1_000_000) * 1000L);
    }
}
