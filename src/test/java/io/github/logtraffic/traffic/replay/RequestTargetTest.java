package io.github.logtraffic.traffic.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.reference.Latin1;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Targets as logs show them, and as they are sent. Texts stand for bytes, one character each. */
class RequestTargetTest {
    private static String unescaped(String logged) {
        byte[] bytes = Latin1.bytes("<" + logged + ">");
        return Latin1.text(RequestTarget.unescaped(bytes, 1, bytes.length - 1));
    }

    private static String origin(String target) {
        return Latin1.text(RequestTarget.originForm(Latin1.bytes(target)));
    }

    @Test
    void whatNginxAndApacheEscapeIsAsTheClientSentIt() {
        assertThat(unescaped("/a\\x22b\\x5Cc\\xC3\\xbc")).isEqualTo("/a\"b\\c\u00C3\u00BC");
        assertThat(unescaped("/a\\\"b\\\\c\\\\x41")).isEqualTo("/a\"b\\c\\x41");
        assertThat(unescaped("/a\\tb\\nc\\r\\b\\f\\v")).isEqualTo("/a\tb\nc\r\b\f\u000B");
    }

    @Test
    void whatIsNoEscapeStays() {
        for (String target : new String[] {
            "/%zz|{}^`<>", "/a b", "/\u00FC\u00FF", "/c:\\path\\xyz", "/\\", "/\\x", "/\\x4", "/\\x4g", "", "/a?b=%00"
        }) {
            assertThat(unescaped(target)).isEqualTo(target);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://www.example.org/a?b, /a?b",
        "HTTPS://www.example.org:443/a, /a",
        "http://www.example.org, /",
        "http://www.example.org?q=1, /?q=1",
        "/a//b, /a//b",
        "//other.example/a, //other.example/a",
        "/http://other.example/, /http://other.example/"
    })
    void aServerIsNeverAskedForAnother(String target, String sent) {
        assertThat(origin(target)).isEqualTo(sent);
    }

    @Test
    void whatIsNoTargetIsNotSent() {
        for (String target : new String[] {
            "",
            "-",
            "*",
            "a",
            "http:///a",
            "ftp://a/b",
            "example.org:443",
            "\u0016\u0003\u0001",
            "/a\r\nX: y",
            "/a\n",
            "/a\u0000",
            "http://a/b\r"
        }) {
            assertThat(origin(target)).as(target).isEmpty();
        }
    }

    @Test
    void theQueryBeginsBehindTheFirstQuestionMark() {
        assertThat(RequestTarget.queryFrom(Latin1.bytes("/a?b?c"))).isEqualTo(3);
        assertThat(RequestTarget.queryFrom(Latin1.bytes("/a"))).isEqualTo(2);
    }
}
