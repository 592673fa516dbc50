package io.github.logtraffic.traffic.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackendTest {
    @Test
    void namesMayHavePortsAndWeights() {
        assertThat(Backend.parse("app1")).isEqualTo(new Backend("app1", 0, 1));
        assertThat(Backend.parse("10.0.0.1:8080")).isEqualTo(new Backend("10.0.0.1", 8080, 1));
        assertThat(Backend.parse("10.0.0.1:8080*256")).isEqualTo(new Backend("10.0.0.1", 8080, 256));
        assertThat(Backend.parse("app1*2")).isEqualTo(new Backend("app1", 0, 2));
        assertThat(Backend.parse("[::1]")).isEqualTo(new Backend("[::1]", 0, 1));
        assertThat(Backend.parse("[::1]:80*3")).isEqualTo(new Backend("[::1]", 80, 3));
        assertThat(Backend.parse("[::1]:80*3").address()).isEqualTo("[::1]:80");
        assertThat(Backend.parse("app1*3").address()).isEqualTo("app1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ":80", "a:", "a:0", "a:65536", "a*0", "a*257", "a*x", "a b", "::1", "a/b", "*2", "a:-1", "é"
            })
    void anythingElseIsRefused(String typed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backend.parse(typed))
                .withMessageStartingWith("expected a backend such as 10.0.0.1:8080");
    }

    @Test
    void keysAreNamed() {
        assertThat(RequestKey.parse("param:q").keyName()).isEqualTo("param:q");
        assertThat(RequestKey.parse("path").keyName()).isEqualTo("path");
        for (String wrong : new String[] {"", "param", "param:", "path:2", "Path"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RequestKey.parse(wrong))
                    .withMessage("expected client, path, target, host or param:NAME");
        }
    }
}
