package io.github.logtraffic.traffic.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.reference.Latin1;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks like a secret in a query. */
class SecretMaskTest {
    private static String masked(String target) {
        return Latin1.text(SecretMask.mask(Latin1.bytes(target)));
    }

    @ParameterizedTest
    @CsvSource({
        "/a?token=x, /a?token=masked",
        "/a?b=1&Access_Token=x&c=2, /a?b=1&Access_Token=masked&c=2",
        "/a?key=1&sig=2, /a?key=masked&sig=masked",
        "/a?X-Amz-Signature=abc&X-Amz-Date=1, /a?X-Amz-Signature=masked&X-Amz-Date=1",
        "/a?password=a=b, /a?password=masked",
        "/a?PHPSESSID=1, /a?PHPSESSID=masked",
        "/a?%74oken=1, /a?%74oken=masked",
        "/a?auth_key=1, /a?auth_key=masked",
        "/a?b=1;token=2;c=3, /a?b=1;token=masked;c=3"
    })
    void valuesAreMasked(String target, String sent) {
        assertThat(masked(target)).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/token=1", "/a?token", "/a?token=", "/a?monkey=1&author=x", "/a?q=token=1", "/", "/a?", "/a?&=&"
            })
    void othersStay(String target) {
        byte[] bytes = Latin1.bytes(target);
        assertThat(SecretMask.mask(bytes)).isSameAs(bytes);
    }

    @Test
    void otherBytesStayAsTheyAre() {
        assertThat(masked("/%zz\u00FF?a=\u00FC|&token=\u00FC&b=\""))
                .isEqualTo("/%zz\u00FF?a=\u00FC|&token=masked&b=\"");
    }
}
