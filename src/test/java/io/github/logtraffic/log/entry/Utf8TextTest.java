package io.github.logtraffic.log.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.reference.Latin1;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text from bytes that need not be text. */
class Utf8TextTest {
    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "plain, plain",
        "\u00c3\u00a9, é",
        "\u00f0\u009f\u0098\u0080, 😀",
        "a\u00ffb, a\\xFFb",
        "\u00c3, \\xC3", // ends within a character
        "\u00e2\u0082a, \\xE2\\x82a",
        "\u00c0\u0080, \\xC0\\x80", // longer than need be
        "\u00ed\u00a0\u0080, \\xED\\xA0\\x80", // half a surrogate pair
        "\u00f4\u0090\u0080\u0080, \\xF4\\x90\\x80\\x80", // beyond Unicode
        "\u0080\u00c3\u00a9\u0081, \\x80é\\x81",
    })
    void bytesThatAreNotUtf8AreWrittenInHexadecimal(String bytes, String text) {
        assertThat(decode(bytes, UnaryOperator.identity())).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"A\u00ffB, a\\xFFb", "\u00c3\u0089, é"})
    void onlyWhatIsTextIsChanged(String bytes, String text) {
        assertThat(decode(bytes, valid -> valid.toLowerCase(Locale.ROOT))).isEqualTo(text);
    }

    private static String decode(String bytes, UnaryOperator<String> ofValid) {
        byte[] surrounded = Latin1.bytes("\u00c3" + bytes + "\u00a9");
        return Utf8Text.decode(surrounded, 1, surrounded.length - 1, ofValid);
    }
}
