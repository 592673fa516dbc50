package io.github.logtraffic.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which pattern of many is found in a text. */
class PatternAutomatonTest {
    @Test
    void whatIsFoundIsWhatTryingOnePatternAfterTheOtherFinds() {
        Seeds.each(20_000, random -> {
            List<String> typed = new ArrayList<>();
            for (int count = 1 + random.nextInt(12); count > 0; count--) {
                typed.add((random.nextBoolean() ? "*" : "")
                        + text(random, 1 + random.nextInt(4))
                        + (random.nextBoolean() ? "*" : ""));
            }
            String text = text(random, random.nextInt(30));
            assertThat(first(typed, text)).as("%s in '%s'", typed, text).isEqualTo(slowFirst(typed, text));
        });
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append("aAbB1/ \u00e4".charAt(random.nextInt(8)));
        }
        return text.toString().isBlank() ? "a" : text.toString();
    }

    private static int first(List<String> typed, String text) {
        byte[] bytes = Latin1.bytes("xa" + Latin1.utf8(text) + "bx"); // what is around the range must not matter
        return new PatternAutomaton(typed.stream().map(AgentPattern::parse).toList()).first(bytes, 2, bytes.length - 2);
    }

    /** The specification, with regular expressions. */
    private static int slowFirst(List<String> typed, String text) {
        for (int i = 0; i < typed.size(); i++) {
            if (isIn(typed.get(i), text)) {
                return i;
            }
        }
        return PatternAutomaton.NONE;
    }

    private static boolean isIn(String typed, String text) {
        boolean openBefore = typed.startsWith("*");
        boolean openBehind = typed.endsWith("*");
        String part = typed.substring(openBefore ? 1 : 0, typed.length() - (openBehind ? 1 : 0));
        String word = "[a-zA-Z0-9\u00e4]";
        String regex = (openBefore || !part.substring(0, 1).matches(word) ? "" : "(?<!" + word + ")")
                + java.util.regex.Pattern.quote(part)
                + (openBehind || !part.substring(part.length() - 1).matches(word) ? "" : "(?!" + word + ")");
        return java.util.regex.Pattern.compile(
                        regex.toLowerCase(Locale.ROOT).replace("\\q", "\\Q").replace("\\e", "\\E"))
                .matcher(text.toLowerCase(Locale.ROOT))
                .find();
    }

    @Test
    void noPatternsFindNothing() {
        assertThat(first(List.of(), "abc")).isEqualTo(PatternAutomaton.NONE);
    }

    @Test
    void patternsOfEveryByteFindEachOther() {
        List<String> typed = new ArrayList<>();
        for (char c = 0x100; c < 0x400; c++) {
            typed.add("*" + c + "*");
        }
        for (int i = 0; i < typed.size(); i++) {
            assertThat(first(typed, typed.get(i).replace("*", ""))).isEqualTo(i);
        }
    }

    @Test
    void whoeverGivesTooManyIsTold() {
        List<AgentPattern> patterns = Collections.nCopies(700, AgentPattern.parse("abc".repeat(60)));
        assertThatThrownBy(() -> new PatternAutomaton(patterns)).isInstanceOf(IllegalArgumentException.class);
    }
}
