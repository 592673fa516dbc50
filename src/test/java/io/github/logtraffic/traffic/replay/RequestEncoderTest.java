package io.github.logtraffic.traffic.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.traffic.balance.Backend;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What goes over the wire. */
class RequestEncoderTest {
    private static final ReplayTarget TARGET =
            new ReplayTarget(Backend.parse("127.0.0.1:8081*3"), false, InetAddress.getLoopbackAddress());

    private static String written(SentHeaders headers, ReplayRequest request) {
        RequestEncoder encoder = new RequestEncoder(TARGET, headers);
        ByteBuf out = Unpooled.buffer();
        encoder.write(request, out);
        assertThat(out.readableBytes()).isLessThanOrEqualTo(encoder.sizeOf(request));
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void aRequestIsMarkedAndSaysTheTargetsHost() {
        ReplayRequest request = Requests.read(Requests.RULES, "GET", "/a?b=c", "www.example.org", "curl/8.5");
        assertThat(written(SentHeaders.USUAL, request)).isEqualTo("""
                GET /a?b=c HTTP/1.1
                Host: 127.0.0.1:8081
                User-Agent: curl/8.5 logtraffic-replay/1
                X-Logtraffic-Replay: 1
                Accept: */*

                """.replace("\n", "\r\n"));
    }

    @Test
    void targetsGoOutByteForByte() {
        for (String target :
                new String[] {"/a|b", "/%zz%", "/a b", "/\\x22q\\x22", "/\u00FC\u00FF\u0080", "/{}<>^`", "/#x"}) {
            assertThat(written(SentHeaders.USUAL, Requests.get(target)))
                    .startsWith("GET " + target.replace("\\x22", "\"") + " HTTP/1.1\r\n");
        }
    }

    @Test
    void theHostIsTheLogsOrAnother() {
        SentHeaders original = new SentHeaders(SentHeaders.Host.ORIGINAL, null, List.of());
        assertThat(written(original, Requests.read(Requests.RULES, "GET", "/", "www.example.org")))
                .contains("\r\nHost: www.example.org\r\n");
        assertThat(written(original, Requests.get("/"))).contains("\r\nHost: 127.0.0.1:8081\r\n");
        SentHeaders named = new SentHeaders(SentHeaders.Host.NAMED, "new.example.org", List.of());
        assertThat(written(named, Requests.read(Requests.RULES, "GET", "/", "www.example.org")))
                .contains("\r\nHost: new.example.org\r\n");
    }

    @Test
    void headersThatWereAskedForTakeThePlaceOfUsualOnesButNotOfTheMark() {
        List<SentHeaders.Header> others = List.of(
                new SentHeaders.Header("accept", "text/html"),
                new SentHeaders.Header("user-agent", "mine"),
                new SentHeaders.Header("Authorization", "Basic eA=="));
        assertThat(written(
                        new SentHeaders(SentHeaders.Host.TARGET, null, others),
                        Requests.read(Requests.RULES, "GET", "/", "", "logged")))
                .contains("\r\naccept: text/html\r\n", "\r\nUser-Agent: mine logtraffic-replay/1\r\n")
                .contains("\r\nX-Logtraffic-Replay: 1\r\n", "\r\nAuthorization: Basic eA==\r\n")
                .doesNotContain("*/*", "logged ");
    }

    @Test
    void anEmptyUserAgentIsTheMarkAlone() {
        List<SentHeaders.Header> others = List.of(new SentHeaders.Header("User-Agent", ""));
        assertThat(written(
                        new SentHeaders(SentHeaders.Host.TARGET, null, others),
                        Requests.read(Requests.RULES, "GET", "/", "", "logged")))
                .contains("\r\nUser-Agent: logtraffic-replay/1\r\n");
    }

    @Test
    void severalHeadersOfOneNameAreAllSent() {
        List<SentHeaders.Header> others = List.of(
                new SentHeaders.Header("Cookie", "a=1"),
                new SentHeaders.Header("X-A", "b"),
                new SentHeaders.Header("cookie", "c=2"));
        assertThat(written(new SentHeaders(SentHeaders.Host.TARGET, null, others), Requests.get("/")))
                .endsWith("\r\nAccept: */*\r\nCookie: a=1\r\nX-A: b\r\ncookie: c=2\r\n\r\n");
    }

    @Test
    void formsHaveALength() {
        ReplayRequest request = Requests.read(Requests.rules(Set.of("POST"), FormBody.QUERY), "POST", "/a?b=1");
        assertThat(written(SentHeaders.USUAL, request))
                .startsWith("POST /a?b=1 HTTP/1.1\r\n")
                .contains("\r\nContent-Type: application/x-www-form-urlencoded\r\n")
                .endsWith("\r\nContent-Length: 3\r\n\r\nb=1");
    }
}
