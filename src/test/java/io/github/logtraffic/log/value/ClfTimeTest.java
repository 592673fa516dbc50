package io.github.logtraffic.log.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.reference.Corruption;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.RandomLines;
import io.github.logtraffic.reference.ReferenceParser;
import io.github.logtraffic.reference.Seeds;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Timestamps of the common log format, remembered or not, are those of java.time. */
class ClfTimeTest {
    private static final DateTimeFormatter CLF = DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss xx", Locale.ENGLISH);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    @ParameterizedTest
    @CsvSource({
        "01/Jan/1970:00:00:00 +0000, 0",
        "31/Dec/1969:23:59:59 +0000, -1",
        "17/May/2015:10:05:03 +0000, 1431857103",
        "17/May/2015:10:05:03 +0200, 1431849903",
        "17/May/2015:10:05:03 -0330, 1431869703",
        "29/Feb/2000:00:00:00 +0000, 951782400",
        "30/Jun/2015:23:59:60 +0000, 1435708799", // a leap second counts as the one before
        "01/Jan/0001:00:00:00 +0000, -62135596800",
        "31/Dec/9999:23:59:59 +0000, 253402300799",
        "17/May/2015:10:05:03 -0000, 1431857103",
        "17/May/2015:10:05:03 +9999, 1431494763", // an offset may be any four digits
    })
    void readsTimestamps(String text, long second) {
        assertBoth(text, second);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "29/Feb/2015:10:05:03 +0000",
                "29/Feb/1900:10:05:03 +0000",
                "31/Apr/2015:10:05:03 +0000",
                "00/May/2015:10:05:03 +0000",
                "32/May/2015:10:05:03 +0000",
                "17/MAY/2015:10:05:03 +0000",
                "17/nyM/2015:10:05:03 +0000",
                "17/anF/2015:10:05:03 +0000",
                "17/May/0000:10:05:03 +0000",
                "17/May/2015:24:05:03 +0000",
                "17/May/2015:10:60:03 +0000",
                "17/May/2015:10:05:61 +0000",
                "17/May/2015:10:05:03 *0000",
                "17/May/2015:10:05:03_+0000",
                "17-May-2015:10:05:03 +0000",
                "17/May/2015 10:05:03 +0000",
                " 7/May/2015:10:05:03 +0000",
                "17/May/2015:10:05:0: +0000",
                "17/May/2015:10:05:/3 +0000",
            })
    void knowsImpossibleOnes(String text) {
        assertBoth(text, ClfTime.INVALID);
    }

    @Test
    void everyDayOfTenThousandYearsIsThatOfJavaTime() {
        for (LocalDate day = LocalDate.of(1, 1, 1); day.isBefore(LAST_DAY); day = day.plusDays(23)) {
            OffsetDateTime time = day.atTime(0, 0).atOffset(ZoneOffset.UTC);
            assertThat(ClfTime.parseAny(Latin1.bytes(CLF.format(time)), 0)).isEqualTo(time.toEpochSecond());
        }
    }

    @Test
    void rememberingTheLastMinuteChangesNothing() {
        Seeds.each(300, random -> {
            RandomLines lines = new RandomLines(random, false, false);
            ClfTime time = new ClfTime();
            String text = lines.time();
            for (int i = 0; i < 50; i++) {
                text = switch (random.nextInt(4)) {
                    case 0 -> lines.time();
                    case 1 -> Corruption.of(random, text);
                    default -> otherSecond(text, random.nextInt(70));
                };
                if (text.length() == ClfTime.LENGTH) {
                    Long expected = ReferenceParser.second(text);
                    byte[] bytes = Latin1.bytes(text);
                    assertThat(ClfTime.parseAny(bytes, 0)).as(text).isEqualTo(orInvalid(expected));
                    assertThat(time.parse(bytes, 0)).as(text).isEqualTo(orInvalid(expected));
                }
            }
        });
    }

    private static String otherSecond(String text, int second) {
        return text.length() == ClfTime.LENGTH
                ? text.substring(0, 18) + String.format("%02d", second) + text.substring(20)
                : text;
    }

    private static long orInvalid(@Nullable Long second) {
        return second == null ? ClfTime.INVALID : second;
    }

    private static void assertBoth(String text, long expected) {
        byte[] bytes = Latin1.bytes("[" + text + "]");
        assertThat(ClfTime.parseAny(bytes, 1)).isEqualTo(expected);
        ClfTime time = new ClfTime();
        assertThat(time.parse(bytes, 1)).isEqualTo(expected);
        assertThat(time.parse(bytes, 1)).as("again").isEqualTo(expected);
    }
}
