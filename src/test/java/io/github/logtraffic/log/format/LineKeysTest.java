package io.github.logtraffic.log.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.Seeds;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a line's keys are, and the option that names those that are not usual. */
class LineKeysTest {
    private static @Nullable LineKeys keys(String line) {
        byte[] bytes = Latin1.bytes(line);
        return LineKeys.of(null, bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "{\"src\":\"192.0.2.1\",\"when\":1716723772,\"code\":404}!json:client=src,time=when,status=code",
                "{\"size\":512,\"http\":{\"code\":200},\"at\":\"2026-11-23T10:00:00Z\",\"ip\":\"192.0.2.1\"}"
                        + "!json:time=at,status=http.code",
                "{\"a.b\":200, \"c\" : [1,{\"d\":\"}\"}], \"msec\":1716723772.5, \"who\":\"192.0.2.1:80\"}"
                        + "!json:client=who,status=a\\.b",
                "{\"time\":0.25,\"status\":\"OK\",\"ip\":\"host\"}!json:time=KEY,status=KEY",
            })
    void anOptionNamesTheKeysWhoseValuesLookLikeIt(String line, String option) {
        LineKeys keys = keys(line);
        assertThat(keys).isNotNull().extracting(LineKeys::option).isEqualTo(option);
    }

    @Test
    void theOptionReadsTheLine() throws FormatSyntaxException {
        for (String line : new String[] {
            "{\"src\":\"192.0.2.1\",\"when\":1716723772,\"o\":{\"co.de\":404}}",
            "a:192.0.2.1\tb:2026-11-23T10:00:00Z\tc:200"
        }) {
            LineKeys keys = keys(line);
            assertThat(keys).isNotNull();
            byte[] bytes = Latin1.bytes(line);
            LogFormat named = LogFormats.parse(keys == null ? "" : keys.option());
            AccessLogEntry entry = new AccessLogEntry();
            assertThat(named.newParser(EntryPlan.COUNTS).parse(bytes, 0, bytes.length, entry))
                    .isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "{}", "{\"a\":", "{\"a\":1", "{\"a\":{\"b\":1}", "some words: here", "a:b", "x\ty"})
    void otherLinesHaveNone(String line) {
        assertThat(keys(line)).isNull();
    }

    @Test
    void noLineIsTooMuch() {
        String alphabet = "{}[]\":,\\ \ta.1\u00ff";
        Seeds.each(2_000, random -> {
            StringBuilder line = new StringBuilder("{\"");
            for (int i = random.nextInt(60); i > 0; i--) {
                line.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            keys(line.toString());
        });
        LineKeys many = keys("{" + "\"k\":{".repeat(10_000) + "}".repeat(10_001));
        assertThat(many).isNotNull();
    }
}
