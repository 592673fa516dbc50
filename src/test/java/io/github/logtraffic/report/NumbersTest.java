package io.github.logtraffic.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    private static final Numbers HUMAN = new Numbers(true);
    private static final Numbers PLAIN = new Numbers(false);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0 B",
                "1 | 1 B",
                "999 | 999 B",
                "1000 | 1.0 kB",
                "1049 | 1.0 kB",
                "1051 | 1.1 kB",
                "999949 | 999.9 kB",
                "999950 | 1.0 MB",
                "999999 | 1.0 MB",
                "1000000 | 1.0 MB",
                "999949999 | 999.9 MB",
                "999950000 | 1.0 GB",
                "999999999999 | 1.0 TB",
                "9223372036854775807 | 9.2 EB"
            })
    void sizesAreRoundedAndNeverShowFourDigitsBeforeThePoint(long bytes, String text) {
        assertThat(HUMAN.bytes(bytes)).isEqualTo(text);
    }

    @Test
    void withoutRoundingSizesAndCountsAreDigits() {
        assertThat(PLAIN.bytes(12_345_678)).isEqualTo("12345678");
        assertThat(PLAIN.count(12_345_678)).isEqualTo("12345678");
        assertThat(PLAIN.average(1_234.567)).isEqualTo("1234.57");
    }

    @Test
    void countsAndAveragesAreGrouped() {
        assertThat(HUMAN.count(0)).isEqualTo("0");
        assertThat(HUMAN.count(999)).isEqualTo("999");
        assertThat(HUMAN.count(Long.MAX_VALUE)).isEqualTo("9,223,372,036,854,775,807");
        assertThat(HUMAN.average(0.04)).isEqualTo("0.04");
        assertThat(HUMAN.average(1_234.567)).isEqualTo("1,234.57");
    }

    @Test
    void sharesHaveOneDecimal() {
        assertThat(Numbers.percent(0)).isEqualTo("0.0%");
        assertThat(Numbers.percent(0.0482)).isEqualTo("4.8%");
        assertThat(Numbers.percent(0.9999)).isEqualTo("100.0%");
        assertThat(Numbers.percent(1)).isEqualTo("100.0%");
    }

    @Test
    void decimalsAreRoundedAndLoseTheirZeros() {
        assertThat(Numbers.decimal(0.0482, 6)).isEqualTo("0.0482");
        assertThat(Numbers.decimal(1 / 3.0, 6)).isEqualTo("0.333333");
        assertThat(Numbers.decimal(2 / 3.0, 6)).isEqualTo("0.666667");
        assertThat(Numbers.decimal(100, 3)).isEqualTo("100");
        assertThat(Numbers.decimal(0, 3)).isEqualTo("0");
        assertThat(Numbers.decimal(0.0001, 3)).isEqualTo("0");
        assertThat(Numbers.decimal(1e-7, 6)).isEqualTo("0");
        assertThat(Numbers.decimal(123_456_789.125, 3)).isEqualTo("123456789.125");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 1 s",
                "119 | 119 s",
                "120 | 2 min",
                "210 | 3 min 30 s",
                "3599 | 59 min 59 s",
                "3600 | 1 h",
                "9989 | 2 h 46 min",
                "172799 | 47 h 59 min",
                "172800 | 2 d",
                "299160 | 3 d 11 h",
                "63072000000 | 730,000 d"
            })
    void aLengthOfTimeIsShownByItsLargestTwoUnits(long seconds, String text) {
        assertThat(Numbers.duration(seconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1s",
        "60, 1m",
        "90, 90s",
        "300, 5m",
        "3600, 1h",
        "5400, 90m",
        "86400, 1d",
        "604800, 7d",
        "90000, 25h"
    })
    void anIntervalIsShownAsUsersTypeIt(long seconds, String text) {
        assertThat(Numbers.interval(seconds)).isEqualTo(text);
    }

    @Test
    void aBarIsAsLongAsItsPartOfTheMostInEighths() {
        assertThat(Numbers.bar(10, 10, 4)).isEqualTo("████");
        assertThat(Numbers.bar(5, 10, 4)).isEqualTo("██");
        assertThat(Numbers.bar(1, 32, 4)).isEqualTo("▏");
        assertThat(Numbers.bar(15, 32, 4)).isEqualTo("█▉");
        assertThat(Numbers.bar(0, 10, 4)).isEmpty();
    }

    @Test
    void somethingIsNeverShownAsNothing() {
        assertThat(Numbers.bar(1, Long.MAX_VALUE, 4)).isEqualTo("▏");
        assertThat(Numbers.bar(Long.MAX_VALUE, Long.MAX_VALUE, 4)).isEqualTo("████");
    }
}
