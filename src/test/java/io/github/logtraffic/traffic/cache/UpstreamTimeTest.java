package io.github.logtraffic.traffic.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.log.entry.AccessLogEntry;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpstreamTimeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.010|10000",
                "2.5|2500000",
                "12|12000000",
                "-|0",
                "0.010, 0.200|210000",
                "0.001, - : 1.000|1001000",
                "1.2345678|1234567",
                "x|0",
                "99999999999999999999999|1000000000000000",
            })
    void secondsOfAllServersAddUp(String text, long micros) {
        AccessLogEntry entry = new AccessLogEntry(1);
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        entry.setText(0, bytes, 0, bytes.length);
        assertThat(UpstreamTime.micros(entry, 0)).isEqualTo(micros);
    }
}
