package io.github.logtraffic.log.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logtraffic.log.entry.AccessLogEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextConditionTest {
    private static final String[] ALPHABET = {"a", "b", "A", "B", "/", "-", ".", "é", "@", "`", "[", "\u0000", "*"};

    @Test
    void expressionsNestedTooDeeplyAreRefused() {
        String expression = "(".repeat(30_000) + "a" + ")".repeat(30_000);
        assertThatThrownBy(() -> RegexTest.compile(expression, false)).isInstanceOf(FilterSyntaxException.class);
    }

    @Test
    void aTextIsASubstring() throws FilterSyntaxException {
        assertThat(keeps("/wp-login.php", "/wp-login")).isTrue();
        assertThat(keeps("/a/wp-login.php", "/wp-login")).isTrue();
        assertThat(keeps("/WP-login.php", "/wp-login")).isFalse();
        assertThat(keeps("/wp-logi", "/wp-login")).isFalse();
    }

    @Test
    void starsAndQuestionMarksMakeItAGlobOfTheWholeText() throws FilterSyntaxException {
        assertThat(keeps("/a/b.php", "*.php")).isTrue();
        assertThat(keeps("/a/b.php5", "*.php")).isFalse();
        assertThat(keeps("/a/b", "/?/?")).isTrue();
        assertThat(keeps("/a/bc", "/?/?")).isFalse();
        assertThat(keeps("/", "*")).isTrue();
    }

    @Test
    void behindATildeIsARegularExpressionThatMatchesAnywhere() throws FilterSyntaxException {
        assertThat(keeps("/wp-admin/x.php", "~^/wp-(admin|login)")).isTrue();
        assertThat(keeps("/a/wp-admin", "~^/wp-(admin|login)")).isFalse();
        assertThat(keeps("/WP-ADMIN", "~(?i)wp-admin")).isTrue();
        assertThat(keeps("/caf\u00e9", "~caf.$")).isTrue();
    }

    @Test
    void aByteThatIsNoUtf8HidesNothingFromARegularExpression() throws FilterSyntaxException {
        for (int bad = 0x80; bad < 0x100; bad++) {
            byte[] text = ("/x" + (char) bad + "wp-login").getBytes(StandardCharsets.ISO_8859_1);
            assertThat(keeps(text, List.of("~wp-login$"), false)).isTrue();
        }
    }

    @Test
    void aRegularExpressionTakesTimeLinearInTheText() throws FilterSyntaxException {
        byte[] text = "a".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
        assertThat(keeps(text, List.of("~(a*)*(a|aa)+b"), false)).isFalse();
        assertThat(keeps(text, List.of("*a*a*a*a*b"), false)).isFalse();
    }

    @Test
    void anyPositiveValueMayMatchAndNoNegatedOne() throws FilterSyntaxException {
        assertThat(keeps("/a.css", "*.css", "*.js")).isTrue();
        assertThat(keeps("/a.js", "*.css", "*.js")).isTrue();
        assertThat(keeps("/a.js", "*.js", "!/a")).isFalse();
        assertThat(keeps("/b", "!/a", "!~c$")).isTrue();
        assertThat(keeps("/c", "!/a", "!~c$")).isFalse();
    }

    @Test
    void anAbsentTextMatchesNothingButAHyphen() throws FilterSyntaxException {
        assertThat(keeps("", "x")).isFalse();
        assertThat(keeps("", "*")).isFalse();
        assertThat(keeps("", "!x")).isTrue();
        assertThat(keeps("", "-")).isTrue();
        assertThat(keeps("", "-", "x")).isTrue();
        assertThat(keeps("", "!-")).isFalse();
        assertThat(keeps("x-y", "-")).isFalse();
        assertThat(keeps("x-y", "!-")).isTrue();
    }

    @Test
    void wordsAreWholeAndInAnyCase() throws FilterSyntaxException {
        TextCondition condition = TextCondition.parseWords("method", List.of("get, HEAD", "prop*"));
        assertThat(passes(condition, "GET")).isTrue();
        assertThat(passes(condition, "head")).isTrue();
        assertThat(passes(condition, "PROPFIND")).isTrue();
        assertThat(passes(condition, "GETX")).isFalse();
        assertThat(passes(TextCondition.parseWords("method", List.of("!get")), "POST"))
                .isTrue();
        assertThat(passes(TextCondition.parseWords("method", List.of("~^p")), "POST"))
                .isTrue();
    }

    @Test
    void whatIsNoPatternIsRefusedWithWhatWasExpected() {
        assertRefused("", "expected a text");
        assertRefused("!", "nothing behind '!'");
        assertRefused("~", "nothing behind '~'");
        assertRefused("~a(b", "missing closing )");
        assertRefused("~x[b-a]", "invalid character class range: 'b-a' at character 3 of it");
        assertThatThrownBy(() -> TextCondition.parseWords("method", List.of("GET,,POST")))
                .hasMessageContaining("there is nothing at character 5");
    }

    private static void assertRefused(String typed, String message) {
        assertThatThrownBy(() -> TextCondition.parse("path", List.of(typed), false))
                .isInstanceOf(FilterSyntaxException.class)
                .hasMessageContaining(message);
    }

    @Test
    void agreesWithTheReferenceOnRandomTexts() throws FilterSyntaxException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 30_000; round++) {
            List<String> patterns = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                String star = random.nextInt(3) == 0 ? "*" : random.nextInt(6) == 0 ? "?" : "";
                String text = random(random, 4) + star + random(random, 3);
                patterns.add((random.nextInt(3) == 0 ? "!" : "") + (text.isEmpty() ? "a" : text));
            }
            byte[] text = random(random, 40).getBytes(StandardCharsets.UTF_8);
            for (int i = random.nextInt(3); i > 1 && text.length > 0; i--) {
                text[random.nextInt(text.length)] = (byte) random.nextInt(256);
            }
            boolean ignoresCase = random.nextBoolean();
            assertThat(keeps(text, patterns, ignoresCase))
                    .as("seed %d, round %d: %s", seed, round, patterns)
                    .isEqualTo(ReferenceText.keeps(patterns, text, ignoresCase));
        }
    }

    private static String random(Random random, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(ALPHABET[random.nextInt(random.nextBoolean() ? 2 : ALPHABET.length)]);
        }
        return text.toString();
    }

    @Test
    void whatIsRememberedOfTextsIsWhatTheTestSays() throws FilterSyntaxException {
        TextTest remembering = RegexTest.compile("7.*7", false).forThread();
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            String text = "/" + random.nextInt(3_000) + "x".repeat(random.nextInt(4) == 0 ? 300 : 0);
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            assertThat(remembering.matches(bytes, 0, bytes.length)).isEqualTo(text.matches(".*7.*7.*"));
        }
    }

    private static boolean keeps(String text, String... patterns) throws FilterSyntaxException {
        return keeps(text.getBytes(StandardCharsets.UTF_8), List.of(patterns), false);
    }

    private static boolean passes(TextCondition condition, String text) {
        return passes(condition, text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean keeps(byte[] text, List<String> patterns, boolean ignoresCase) throws FilterSyntaxException {
        return passes(TextCondition.parse("path", patterns, ignoresCase), text);
    }

    /** As a parser does: a hyphen alone is no text. */
    private static boolean passes(TextCondition condition, byte[] text) {
        AccessLogEntry entry = new AccessLogEntry(1);
        byte[] line = new byte[text.length + 2];
        System.arraycopy(text, 0, line, 1, text.length);
        boolean isAbsent = text.length == 1 && text[0] == '-';
        entry.setText(0, line, 1, isAbsent ? 1 : 1 + text.length);
        return condition.inSlot(0).passes(entry);
    }
}
