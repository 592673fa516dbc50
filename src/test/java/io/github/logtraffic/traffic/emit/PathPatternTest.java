package io.github.logtraffic.traffic.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logtraffic.reference.Latin1;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {
    @ParameterizedTest
    @CsvSource({
        "/cart, /shop/cart/1, true",
        "/cart, /card, false",
        "a.b, /a.b, true",
        "a.b, /aXb, false",
        "ü$\\\"'{};, /ü$\\\"'{};, true",
        "/a*z, /abz, true",
        "/a*z, /abz/, false",
        "/a*z, x/abz, false",
        "/a?, /ab, true",
        "/a?, /a, false",
        "~\\.(png|jpg)$, /x.png, true",
        "~\\.(png|jpg)$, /xpng, false",
        "~^/(?:a|b)[^/\\\\\"]*$, /abc, true",
        "~^/(?:a|b)[^/\\\\\"]*$, /a\\c, false",
        "~^/(?:a|b)[^/\\\\\"]*$, /a\"c, false",
        "~\\bid\\d+\\b, /x-id12-y, true",
    })
    void expressionsFindWhatPatternsFind(String typed, String path, boolean isLike) {
        String bytes = Latin1.text(path.getBytes(StandardCharsets.UTF_8));
        PathPattern pattern = PathPattern.of(typed);
        assertThat(Pattern.compile(pattern.regex()).matcher(bytes).find()).isEqualTo(isLike);
        assertThat(pattern.regex()).matches("[ -~&&[^\"]]*");
        assertThat(PathPattern.of("!" + typed)).isEqualTo(new PathPattern(true, pattern.regex()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "~(?i)x",
                "~(?P<host>x)",
                "~\\pL",
                "~\\x41",
                "~\\Qa\\E",
                "~\\z",
                "~ü",
                "~[^\n]",
                "~\\1",
                "!~(?s).",
                "-",
                "!-"
            })
    void whatServersMayReadInAnotherWayIsRefused(String typed) {
        assertThatThrownBy(() -> PathPattern.of(typed)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPatternFitsIntoALine() {
        assertThat(PathPattern.of("/".repeat(2_000)).regex()).hasSize(2_000);
        assertThatThrownBy(() -> PathPattern.of(".".repeat(1_000))).hasMessageContaining("too long");
    }
}
