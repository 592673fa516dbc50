package io.github.logtraffic.traffic.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.reference.Latin1;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks like a secret in a target. */
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
        "/a?user[pass]=1, /a?user[pass]=masked",
        "/a?key[]=1&login%5Bkey%5D=2, /a?key[]=masked&login%5Bkey%5D=masked",
        "/a?passcode=1&user_pass=2&userpass=3, /a?passcode=masked&user_pass=masked&userpass=masked",
        "/a?ASPSESSIONIDQQ=1&session=2&api-key=3, /a?ASPSESSIONIDQQ=masked&session=masked&api-key=masked",
        "/a?b=1;token=2;c=3, /a?b=1;token=masked;c=3",
        "/a?token=ab/cd?e&f=1, /a?token=masked&f=1",
        "/a?token=a%26b&c=1, /a?token=masked&c=1",
        "/a?token=a%26sig%3Db%3Bc, /a?token=masked"
    })
    void valuesAreMasked(String target, String sent) {
        assertThat(masked(target)).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({
        "/a;jsessionid=1A2B, /a;jsessionid=masked",
        "/a;jsessionid=1A2B?b=1, /a;jsessionid=masked?b=1",
        "/a;v=1;JSESSIONID=1A2B/b;c=2, /a;v=1;JSESSIONID=masked/b;c=2",
        "/a%3Bjsessionid=1A2B/b, /a%3Bjsessionid=masked/b",
        "/a%3bjsessionid%3d1A2B%2fb?c, /a%3bjsessionid%3dmasked%2fb?c",
        "/a;jsessionid=1A%2F2B%3F/b, /a;jsessionid=masked/b",
        "/a;%6Asessionid=1, /a;%6Asessionid=masked"
    })
    void valuesInThePathAreMasked(String target, String sent) {
        assertThat(masked(target)).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({
        "/a?next=%2Fb%3Ftoken%3Dabc, /a?next=%2Fb%3Ftoken%3Dmasked",
        "/a?next=%2Fb%3Ftoken%3Dabc%26c%3D1&d=2, /a?next=%2Fb%3Ftoken%3Dmasked%26c%3D1&d=2",
        "/a?next=%2Fb%3Ftoken%3Da%2526b%26c%3D1, /a?next=%2Fb%3Ftoken%3Dmasked%26c%3D1",
        "/a?next=/b?token=abc&c=1, /a?next=/b?token=masked&c=1",
        "/a?u=%252Fb%253Fsig%253Dabc%2526c%253D1%26d, /a?u=%252Fb%253Fsig%253Dmasked%2526c%253D1%26d",
        "/a?state=token%3Dabc%26sid%3D1, /a?state=token%3Dmasked%26sid%3Dmasked",
        "/a?next=%2Fb%3Bjsessionid%3D1&c=1, /a?next=%2Fb%3Bjsessionid%3Dmasked&c=1"
    })
    void valuesInUrlsThatAreValuesAreMasked(String target, String sent) {
        assertThat(masked(target)).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/token=1",
                "/a?token",
                "/a?token=",
                "/a?monkey=1&author=x&keyword=y",
                "/a?assessment=1&possession=2&compass=3&bypass=4",
                "/a?q=token=1",
                "/",
                "/a?",
                "/a?&=&",
                "/session/a;v=1/b",
                "/a;token/b",
                "/a?next=%2Fb%3Fc%3D1%26token",
                "/%?%=%2&%25=%2",
                "/a?100%25=%3"
            })
    void othersStay(String target) {
        byte[] bytes = Latin1.bytes(target);
        assertThat(SecretMask.mask(bytes)).isSameAs(bytes);
    }

    @Test
    void whateverIsMaskedStaysAsItIsTheNextTime() {
        Random random = new Random(7);
        String[] parts = {"/", "?", "&", ";", "=", "token", "a", "%", "%3F", "%3D", "%26", "%253D", "%25", "%2F", "1"};
        for (int i = 0; i < 20_000; i++) {
            String target = Stream.generate(() -> parts[random.nextInt(parts.length)])
                    .limit(random.nextInt(12))
                    .collect(Collectors.joining("", "/", ""));
            assertThat(masked(masked(target))).as(target).isEqualTo(masked(target));
        }
    }

    @Test
    void otherBytesStayAsTheyAre() {
        assertThat(masked("/%zz\u00FF?a=\u00FC|&token=\u00FC&b=\""))
                .isEqualTo("/%zz\u00FF?a=\u00FC|&token=masked&b=\"");
    }
}
