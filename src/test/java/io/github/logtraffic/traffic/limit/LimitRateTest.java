package io.github.logtraffic.traffic.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rates are written as in nginx's configuration. */
class LimitRateTest {
    @ParameterizedTest
    @CsvSource({"10r/s, 10, 1, 10r/s", "30r/m, 30, 60, 30r/m", "20r/10s, 20, 10, 20r/10s", "5r/1h, 5, 3600, 5r/3600s"})
    void ratesAreParsedAndWritten(String typed, int requests, int seconds, String written) {
        LimitRate rate = LimitRate.parse(typed);
        assertThat(rate).isEqualTo(new LimitRate(requests, seconds));
        assertThat(rate).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "r/s",
                "10r/",
                "0r/s",
                "-1r/s",
                "1.5r/s",
                "10r/0s",
                "10r/d",
                "10/s",
                "1r/99999999999s",
                "9999999999r/s"
            })
    void othersAreRefused(String typed) {
        assertThatThrownBy(() -> LimitRate.parse(typed)).hasMessage("expected a rate such as 10r/s, 30r/m or 20r/10s");
    }

    @Test
    void nginxKnowsSecondsAndMinutesAlone() {
        assertThat(LimitModel.NGINX.knows(LimitRate.parse("1r/60s"))).isTrue();
        assertThat(LimitModel.NGINX.knows(LimitRate.parse("1r/10s"))).isFalse();
        assertThat(LimitModel.HAPROXY.knows(LimitRate.parse("1r/10s"))).isTrue();
    }
}
