package io.github.logtraffic.log.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.reference.Seeds;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times that are numbers are exact, in the unit that their size says. */
class EpochTimeTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1525344856.899, 1525344856899000",
        "1525344856, 1525344856000000",
        "99999999999, 99999999999000000",
        "100000000000, 100000000000000", // twelve digits are milliseconds
        "1525344856899, 1525344856899000",
        "99999999999999, 99999999999999000",
        "1525344856899123, 1525344856899123",
        "99999999999999999, 99999999999999999",
        "152534485689912345, 152534485689912",
        "1525344856899123456, 1525344856899123",
        "1525344856899.5, 1525344856899500",
        "1525344856.123456789, 1525344856123456",
        "1525344856.9999999999999999999999, 1525344856999999",
        "1.712790000123E9, 1712790000123000",
        "1.712790000123e+09, 1712790000123000",
        "1.712790000123e12, 1712790000123000",
        "17127900001.23e-1, 1712790000123000",
        "0001525344856, 1525344856000000", // zeros before a number are none of its digits
        "0.000001, 1",
        "0.0000009, 0",
        "0.0000000001e19, 1000000000000000",
    })
    void readsTimes(String text, long micros) {
        assertThat(Ranges.read(text, EpochTime::parse)).isEqualTo(micros);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "-1",
                "+1",
                ".",
                "1.",
                "1..2",
                "1.2.3",
                " 1",
                "1 ",
                "1e",
                "1e+",
                "1e-",
                "e9",
                "1e1.5",
                "1e9e9",
                "0x10",
                "NaN",
                "1_000",
                "1e0009",
                "1e99",
                "100000000000000000000",
                "99999999999999999999999999999999999"
            })
    void knowsWhatIsNoTime(String text) {
        assertThat(Ranges.read(text, EpochTime::parse)).isEqualTo(ClfTime.INVALID);
    }

    @Test
    void numbersAreThoseOfBigDecimal() {
        Seeds.each(2_000, random -> {
            BigDecimal seconds = new BigDecimal(Long.toString(random.nextLong() >>> (1 + random.nextInt(50))))
                    .movePointLeft(random.nextInt(20))
                    .remainder(new BigDecimal("99999999999"));
            String text = random.nextBoolean() ? seconds.toPlainString() : seconds.toString();
            long expected =
                    seconds.movePointRight(6).setScale(0, RoundingMode.DOWN).longValueExact();
            assertThat(Ranges.read(text, EpochTime::parse)).as(text).isEqualTo(expected);
        });
    }

    @Test
    void theUsualShapeIsReadLikeAnyOther() {
        for (String usual : List.of("1525344856", "0000000000.1", "9999999999.999999999", "1525344856.1234567890")) {
            Ranges.readCorrupted(usual, (bytes, from, to) -> {
                long time = EpochTime.parse(bytes, from, to);
                assertThat(time).isEqualTo(EpochTime.parseAny(bytes, from, to));
                return time;
            });
        }
    }

    @Test
    void corruptedOnesAreReadAlikeWhereverTheyStand() {
        Ranges.readCorrupted("1525344856.899", EpochTime::parse);
        Ranges.readCorrupted("1.712790000123E9", EpochTime::parse);
    }
}
