package io.github.logtraffic.log.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.reference.Corruption;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.RandomLines;
import io.github.logtraffic.reference.Seeds;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The format is found in what servers write, and none where there is none. */
class FormatDetectorTest {
    private static final String COMMON = "10.0.0.1 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 17";
    private static final String COMBINED = COMMON + " \"-\" \"curl/8\"";
    private static final long NOW = 1_800_000_000;
    private static final String GARBAGE = "no access log at all\n";

    @ParameterizedTest
    @MethodSource("known")
    void oneLineTellsTheFormat(KnownFormat format) {
        String line = format.example();
        for (String end : new String[] {"", "\n", "\r\n"}) {
            assertThat(detect(line + end)).isEqualTo(format.format());
        }
    }

    @ParameterizedTest
    @MethodSource("known")
    void garbageInFrontDoesNotHideTheFormat(KnownFormat format) {
        assertThat(detect(GARBAGE.repeat(500) + format.example() + "\n")).isEqualTo(format.format());
    }

    @ParameterizedTest
    @MethodSource("known")
    void blankLinesAndCommentsInFrontDoNotHideTheFormat(KnownFormat format) {
        String example = format.example() + "\n";
        assertThat(detect("\n".repeat(5_000) + example)).isEqualTo(format.format());
        assertThat(detect("#\n".repeat(5_000) + example)).isEqualTo(format.format());
    }

    @ParameterizedTest
    @MethodSource("known")
    void aLineThatWasCommentedOutSaysNothing(KnownFormat format) {
        assertThat(detect(("# " + format.example() + "\n").repeat(10) + format.example() + "\n"))
                .isEqualTo(format.format());
    }

    @Test
    void theFormatOfMostLinesIsTaken() {
        String two = (COMMON + "\n").repeat(2);
        String three = (COMBINED + "\n").repeat(3);
        assertThat(detect(two + three)).isEqualTo(Formats.COMBINED);
        assertThat(detect(three + two.repeat(2))).isEqualTo(Formats.COMMON);
        assertThat(detect(three + (COMMON + "\n").repeat(3))).as("equals").isEqualTo(Formats.COMBINED);
    }

    @ParameterizedTest
    @MethodSource("known")
    void aFewCorruptedLinesChangeNothing(KnownFormat format) {
        Seeds.each(50, random -> {
            StringBuilder log = new StringBuilder();
            for (int i = 0; i < 40; i++) {
                log.append(i % 3 == 0 ? Corruption.of(random, format.example()) : format.example())
                        .append('\n');
            }
            assertThat(detect(log.toString())).isEqualTo(format.format());
        });
    }

    @ParameterizedTest
    @MethodSource("known")
    void aUserMayHaveSentTheRequest(KnownFormat format) {
        assertThat(detect(format.example().replace("- -", "- frank"))).isEqualTo(format.format());
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

    static List<KnownFormat> known() {
        return KnownFormats.all();
    }

    private static @Nullable LogFormat detect(String log) {
        byte[] surrounded = Latin1.bytes("x" + log + COMMON);
        return FormatDetector.detect(surrounded, 1, surrounded.length - COMMON.length(), NOW);
    }
}
