package io.github.logtraffic.log.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.reference.Corruption;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.RandomLines;
import io.github.logtraffic.reference.Seeds;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The format is found in what servers write, and none where there is none. */
class FormatDetectorTest {
    private static final String COMMON = "10.0.0.1 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 17";
    private static final String COMBINED = COMMON + " \"-\" \"curl/8\"";
    private static final String GARBAGE = "no access log at all\n";

    @ParameterizedTest
    @EnumSource
    void oneLineTellsTheFormat(LogFormat format) {
        String line = exampleOf(format);
        for (String end : new String[] {"", "\n", "\r\n"}) {
            assertThat(detect(line + end)).isEqualTo(format);
        }
    }

    @ParameterizedTest
    @EnumSource
    void garbageInFrontDoesNotHideTheFormat(LogFormat format) {
        assertThat(detect(GARBAGE.repeat(500) + exampleOf(format) + "\n")).isEqualTo(format);
    }

    @ParameterizedTest
    @EnumSource
    void blankLinesAndCommentsInFrontDoNotHideTheFormat(LogFormat format) {
        String example = exampleOf(format) + "\n";
        assertThat(detect("\n".repeat(5_000) + example)).isEqualTo(format);
        assertThat(detect("#\n".repeat(5_000) + example)).isEqualTo(format);
    }

    @ParameterizedTest
    @EnumSource
    void aLineThatWasCommentedOutSaysNothing(LogFormat format) {
        assertThat(detect(("# " + exampleOf(format) + "\n").repeat(10) + exampleOf(format) + "\n"))
                .isEqualTo(format);
    }

    @Test
    void theFormatOfMostLinesIsTaken() {
        String two = (COMMON + "\n").repeat(2);
        String three = (COMBINED + "\n").repeat(3);
        assertThat(detect(two + three)).isEqualTo(LogFormat.COMBINED);
        assertThat(detect(three + two.repeat(2))).isEqualTo(LogFormat.COMMON);
        assertThat(detect(three + (COMMON + "\n").repeat(3))).as("equals").isEqualTo(LogFormat.COMBINED);
    }

    @ParameterizedTest
    @EnumSource
    void aFewCorruptedLinesChangeNothing(LogFormat format) {
        Seeds.each(50, random -> {
            StringBuilder log = new StringBuilder();
            for (int i = 0; i < 40; i++) {
                log.append(i % 3 == 0 ? Corruption.of(random, exampleOf(format)) : exampleOf(format))
                        .append('\n');
            }
            assertThat(detect(log.toString())).isEqualTo(format);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aUserMayHaveSentTheRequest(LogFormat format) {
        assertThat(detect(exampleOf(format).replace("- -", "- frank"))).isEqualTo(format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "#\n", GARBAGE, "{\"status\":200}\n", "10.0.0.1 - - [17/May/2015"})
    void whereNoFormatFitsThereIsNone(String log) {
        assertThat(detect(log)).isNull();
    }

    @Test
    void anyBytesAreLookedAtWithoutFailing() {
        Seeds.each(300, random -> {
            RandomLines lines = new RandomLines(random, random.nextBoolean(), random.nextBoolean());
            String log = lines.log(20, 1);
            detect(log);
            detect(log.substring(random.nextInt(log.length())));
        });
    }

    private static String exampleOf(LogFormat format) {
        return switch (format) {
            case COMMON -> COMMON;
            case COMBINED -> COMBINED;
            case VHOST_COMMON -> "www.example.com:443 " + COMMON;
            case VHOST_COMBINED -> "www.example.com:443 " + COMBINED;
        };
    }

    private static @Nullable LogFormat detect(String log) {
        byte[] surrounded = Latin1.bytes("x" + log + COMMON);
        return FormatDetector.detect(surrounded, 1, surrounded.length - COMMON.length());
    }
}
