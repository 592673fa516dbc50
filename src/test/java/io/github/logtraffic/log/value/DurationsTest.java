package io.github.logtraffic.log.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.Seeds;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations are exact, and what is none is told. */
class DurationsTest {
    private static final long SECOND = 1_000_000_000;
    private static final List<String> UNITS = List.of("ns", "us", "\u00b5s", "\u03bcs", "ms", "s", "m", "h");
    private static final List<Long> NANOS =
            List.of(1L, 1_000L, 1_000L, 1_000L, 1_000_000L, SECOND, 60 * SECOND, 3600 * SECOND);

    @ParameterizedTest
    @CsvSource({
        "0.057, 1000000000, 57000",
        "0.000, 1000000000, 0",
        "12, 1000000000, 12000000",
        "12, 1000000, 12000",
        "12, 1000, 12",
        "1999, 1, 1",
        "999, 1, 0",
        ".5, 1000000000, 500000",
        "0.0000019, 1000000000, 1",
        "1.9999999999999999999999999, 1000000000, 1999999",
        "5e-05, 1000000000, 50",
        "0.1, 1000, 0",
        "1000000000, 1000000000, 1000000000000000",
        "00000000000000000000000000000001, 1000000000, 1000000",
    })
    void readsNumbers(String text, long nanosPerUnit, long micros) {
        assertThat(micros(text, nanosPerUnit)).isEqualTo(micros);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "-1",
                "-0.001",
                "+1",
                ".",
                "1.",
                "1s",
                "1,5",
                " 1",
                "1 ",
                "1.2.3",
                "1000000001",
                "1e99",
                "99999999999999999999999999999999"
            })
    void knowsWhatIsNoNumberOfSeconds(String text) {
        assertThat(micros(text, SECOND)).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({
        "1.5s, 1500000",
        "0.057s, 57000",
        "357.313\u00b5s, 357",
        "357.313\u03bcs, 357",
        "357.999us, 357",
        "0ms, 0",
        "0s, 0",
        "12ns, 0",
        "1012ns, 1",
        "1m2.5s, 62500000",
        "1h0m0.000001s, 3600000001",
        "1.5h, 5400000000",
        "500ns500ns, 1",
        "277777h, 999997200000000",
    })
    void readsNumbersWithUnits(String text, long micros) {
        assertThat(microsWithUnit(Latin1.utf8(text))).isEqualTo(micros);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "s",
                "0",
                "12",
                "1.5",
                "-1s",
                "1 s",
                "1s ",
                "1x",
                "1ks",
                "1sm",
                "1.s",
                "1..5s",
                "1m2",
                "1mss",
                "\u00b5s",
                "1\u00b5",
                "1\u00b6s",
                "1\u03bds",
                "1S",
                "1e3s",
                "277778h",
                "166666666m166666666m",
                "1000000001s",
                "99999999999999999999999999999s"
            })
    void knowsWhatHasNoUnit(String text) {
        assertThat(microsWithUnit(Latin1.utf8(text))).isEqualTo(-1);
    }

    @Test
    void durationsAreThoseOfBigDecimal() {
        Seeds.each(2_000, random -> {
            BigDecimal number = number(random);
            for (long nanos : List.of(1L, 1_000L, 1_000_000L, SECOND)) {
                assertThat(micros(number.toPlainString(), nanos))
                        .as(number + " of " + nanos)
                        .isEqualTo(sane(number.multiply(BigDecimal.valueOf(nanos))));
            }
        });
    }

    @Test
    void durationsWithUnitsAreThoseOfBigDecimal() {
        Seeds.each(2_000, random -> {
            BigDecimal sum = BigDecimal.ZERO;
            StringBuilder text = new StringBuilder();
            for (int parts = 1 + random.nextInt(3); parts > 0; parts--) {
                int unit = random.nextInt(UNITS.size());
                BigDecimal number = number(random).setScale(random.nextInt(4), RoundingMode.DOWN);
                text.append(number.toPlainString()).append(UNITS.get(unit));
                sum = sum.add(number.multiply(BigDecimal.valueOf(NANOS.get(unit)))
                        .setScale(0, RoundingMode.DOWN)); // each part is whole nanoseconds
            }
            String written = text.toString();
            assertThat(microsWithUnit(Latin1.utf8(written))).as(written).isEqualTo(sane(sum));
        });
    }

    private static BigDecimal number(Random random) {
        return new BigDecimal(Long.toString(random.nextLong() >>> (1 + random.nextInt(60))))
                .movePointLeft(random.nextInt(15));
    }

    private static long sane(BigDecimal nanos) {
        BigDecimal micros = nanos.movePointLeft(3).setScale(0, RoundingMode.DOWN);
        return micros.compareTo(BigDecimal.valueOf(1_000_000_000_000_000L)) > 0 ? -1 : micros.longValueExact();
    }

    @Test
    void corruptedOnesAreReadAlikeWhereverTheyStand() {
        Ranges.readCorrupted("12.057", (bytes, from, to) -> Durations.micros(bytes, from, to, SECOND));
        Ranges.readCorrupted(Latin1.utf8("1m357.313\u00b5s"), Durations::microsWithUnit);
    }

    private static long micros(String text, long nanosPerUnit) {
        return Ranges.read(text, (bytes, from, to) -> Durations.micros(bytes, from, to, nanosPerUnit));
    }

    private static long microsWithUnit(String text) {
        return Ranges.read(text, Durations::microsWithUnit);
    }
}
