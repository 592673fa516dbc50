package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logtraffic.analysis.ReportInterval;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ValuesTest {
    private static final String[] FRUITS = {"apple", "pear"};

    @ParameterizedTest
    @CsvSource({
        "0, 0", "512, 512", "64k, 65536", "64K, 65536", "1MiB, 1048576", "1MB, 1000000", "1mb, 1000000",
        "1.5kB, 1500", "1.5k, 1536", "10 MB, 10000000", "2GiB, 2147483648", "1T, 1099511627776", "7B, 7", "0.4, 0",
        "999999999999999999TB, 9223372036854775807"
    })
    void aUnitWithIOrAloneIsAPowerOf1024(String typed, long bytes) {
        assertThat(Values.size(typed)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k", "-1", "1x", "1e3", "1,5k", "0x10", "1 000", " 1", "1..5", "٣"})
    void whatIsNoSizeIsRefusedWithExamples(String typed) {
        assertThatThrownBy(() -> Values.size(typed))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("expected a size such as 512, 64k, 10MB or 1MiB");
    }

    @ParameterizedTest
    @CsvSource({"1s, 1", "90s, 90", "5m, 300", "1h, 3600", "1d, 86400", "2w, 1209600"})
    void aLengthOfTimeIsANumberAndAUnit(String typed, int seconds) {
        assertThat(Values.seconds(typed)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0s", "1", "s", "-1s", "1.5h", "1 h", "1H", "1y", "1h30m", "999999999w"})
    void whatIsNoLengthOfTimeIsRefusedWithExamples(String typed) {
        assertThatThrownBy(() -> Values.seconds(typed))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("expected a time such as 10s, 1m, 1h or 1d");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "2.5, 2.5", "50%, 50", "100, 100", "100.0%, 100"})
    void aPercentageMayHaveItsSign(String typed, double percent) {
        assertThat(Values.percent(typed)).isEqualTo(percent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "-1", "100.1", "101", "NaN", "1e1", "50 %"})
    void whatIsNoPercentageIsRefused(String typed) {
        assertThatThrownBy(() -> Values.percent(typed))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("expected a number from 0 to 100");
    }

    @Test
    void aNumberOutsideItsRangeIsRefusedByTellingTheRange() {
        assertThat(Values.number("007", 1, 7)).isEqualTo(7);
        for (String typed : new String[] {"0", "8", "x", "", "-1", "1.0", "99999999999999999999"}) {
            assertThatThrownBy(() -> Values.number(typed, 1, 7)).hasMessage("expected a whole number from 1 to 7");
        }
        assertThatThrownBy(() -> Values.number("2147483648", 0, Integer.MAX_VALUE))
                .hasMessage("expected a whole number from 0 up");
    }

    @Test
    void aChoiceIsOneOfItsNames() {
        assertThat(Values.choice("pear", FRUITS, String::toString)).isEqualTo("pear");
        assertThatThrownBy(() -> Values.choice("peer", FRUITS, String::toString))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("expected one of apple, pear; did you mean 'pear'?");
        assertThatThrownBy(() -> Values.choice("plum pudding", FRUITS, String::toString))
                .hasMessage("expected one of apple, pear");
    }

    @Test
    void anIntervalIsAutomaticOrALengthOfTime() {
        assertThat(Values.interval("auto")).isEqualTo(ReportInterval.AUTOMATIC);
        assertThat(Values.interval("5m")).isEqualTo(ReportInterval.ofSeconds(300));
        assertThatThrownBy(() -> Values.interval("often"))
                .hasMessage("expected auto, or a time such as 10s, 1m, 1h or 1d");
    }

    @Test
    void aTimeZoneIsANameOrAnOffset() {
        assertThat(Values.zone("Europe/Berlin")).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(Values.zone("+02:00")).isEqualTo(ZoneId.of("+02:00"));
        assertThatThrownBy(() -> Values.zone("Europe/Berln")).hasMessageEndingWith("; did you mean 'Europe/Berlin'?");
        assertThatThrownBy(() -> Values.zone("")).isInstanceOf(TypeConversionException.class);
    }
}
