package io.github.logtraffic.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeTextTest {
    @Test
    void ordinaryTextStaysAsItIs() {
        for (String text : new String[] {"", "GET /?a=b \"x\" \\x41", "étude", "e\u0301tude", "日本語", "\uD83D\uDE00"}) {
            assertThat(SafeText.visible(text)).isSameAs(text);
        }
    }

    @Test
    void controlsAreShownByTheirNumber() {
        assertThat(SafeText.visible("\u001B[31mred\u001B[0m")).isEqualTo("\\x1B[31mred\\x1B[0m");
        assertThat(SafeText.visible("a\tb\r\n\0")).isEqualTo("a\\x09b\\x0D\\x0A\\x00");
        assertThat(SafeText.visible("\u007F\u009B31m")).isEqualTo("\\x7F\\x9B31m");
    }

    @Test
    void whatTurnsTheDirectionOfWritingOrCannotBeSeenIsShownByItsNumber() {
        assertThat(SafeText.visible("\u202Egnp.exe")).isEqualTo("\\u{202E}gnp.exe");
        assertThat(SafeText.visible("\u2066\u200B\u2028\u2029\uFEFF"))
                .isEqualTo("\\u{2066}\\u{200B}\\u{2028}\\u{2029}\\u{FEFF}");
        assertThat(SafeText.visible(Character.toString(0xE0041))).isEqualTo("\\u{E0041}");
    }

    @Test
    void whatIsNoCharacterIsShownByItsNumber() {
        assertThat(SafeText.visible("\uD800x\uE000")).isEqualTo("\\u{D800}x\\u{E000}");
        assertThat(SafeText.visible("\uFFFF")).isEqualTo("\\u{FFFF}");
    }

    @Test
    void noTextIsShownWithAControlInIt() {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            String shown = SafeText.visible(Character.toString(point));
            assertThat(shown.codePoints().noneMatch(Character::isISOControl)).isTrue();
        }
    }
}
