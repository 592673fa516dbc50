package io.github.logtraffic.traffic.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.reference.Latin1;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which entries become requests, and which do not and why. */
class RequestReaderTest {
    private static final Set<String> ALL = Set.of("GET", "HEAD", "POST", "PUT", "DELETE");

    private static @Nullable SkipReason reason(RequestRules rules, String... texts) {
        RequestReader reader = new RequestReader(Requests.SLOTS, rules, Requests.keys());
        ReplayRequest request = reader.read(Requests.entry(texts));
        Map<SkipReason, Long> skipped = reader.skipped();
        assertThat(skipped.size()).isEqualTo(request == null ? 1 : 0);
        return request == null ? skipped.keySet().iterator().next() : null;
    }

    private static @Nullable SkipReason reason(String... texts) {
        return reason(Requests.RULES, texts);
    }

    @Test
    void onlyMethodsThatAreAllowedAreSent() {
        assertThat(reason("GET", "/")).isNull();
        assertThat(reason("HEAD", "/")).isNull();
        assertThat(reason("POST", "/")).isEqualTo(SkipReason.METHOD);
        assertThat(reason("get", "/")).isEqualTo(SkipReason.METHOD);
        assertThat(reason(Requests.rules(ALL, FormBody.UNKNOWN), "DELETE", "/")).isNull();
    }

    @Test
    void whatIsNoRequestIsNotSent() {
        assertThat(reason("", "/")).isEqualTo(SkipReason.MALFORMED);
        assertThat(reason("GET", "")).isEqualTo(SkipReason.MALFORMED);
        assertThat(reason("GET", "example.org:443")).isEqualTo(SkipReason.MALFORMED);
        assertThat(reason("GET", "/a\\x0d\\x0aX: y")).isEqualTo(SkipReason.MALFORMED);
        assertThat(reason("GET", "/a\\x00")).isEqualTo(SkipReason.MALFORMED);
        assertThat(reason("GET", "/" + "a".repeat(RequestTarget.MOST_BYTES - 1)))
                .isNull();
        assertThat(reason("GET", "/" + "a".repeat(RequestTarget.MOST_BYTES))).isEqualTo(SkipReason.TOO_LONG);
    }

    @Test
    void whatIsDeniedIsLookedForInWhatWouldBeSent() {
        assertThat(reason("GET", "/logout")).isEqualTo(SkipReason.DENIED);
        assertThat(reason("GET", "/log\\x6fut")).isEqualTo(SkipReason.DENIED);
        assertThat(reason("GET", "/%6Cogout")).isEqualTo(SkipReason.DENIED);
        assertThat(reason("GET", "/log%256fut?a=%")).isEqualTo(SkipReason.DENIED);
    }

    @Test
    void bodiesThatNobodyKnowsAreNotMadeUp() {
        assertThat(reason(Requests.rules(ALL, FormBody.UNKNOWN), "POST", "/a?b=1"))
                .isEqualTo(SkipReason.BODY);
        assertThat(reason(Requests.rules(ALL, FormBody.QUERY), "POST", "/a")).isEqualTo(SkipReason.BODY);
        ReplayRequest request = Requests.read(Requests.rules(ALL, FormBody.QUERY), "POST", "/a?b=1&token=x");
        assertThat(Latin1.text(request.target())).isEqualTo("/a?b=1&token=masked");
        assertThat(Latin1.text(request.body())).isEqualTo("b=1&token=masked");
        FormBody form = FormBody.of(List.of(Map.entry("name", "Zoë & co"), Map.entry("a", "")));
        assertThat(Latin1.text(
                        Requests.read(Requests.rules(ALL, form), "PUT", "/").body()))
                .isEqualTo("name=Zo%C3%AB+%26+co&a=");
        assertThat(Requests.read(Requests.rules(ALL, form), "GET", "/").body()).isEmpty();
    }

    @Test
    void requestsOfAReplayAreKnownByTheirUserAgentOrTheirHeader() {
        assertThat(reason("GET", "/", "", "Mozilla/5.0 logtraffic-replay/1")).isEqualTo(SkipReason.REPLAYED);
        assertThat(reason("GET", "/", "", "logtraffic-replay/1")).isEqualTo(SkipReason.REPLAYED);
        assertThat(reason("GET", "/", "", "Mozilla/5.0", "1")).isEqualTo(SkipReason.REPLAYED);
        assertThat(reason("GET", "/", "", "logtraffic-replay")).isNull();
    }

    @Test
    void hostsAndUserAgentsAreSentOnlyWhenTheyAreSome() {
        ReplayRequest request = Requests.read(Requests.RULES, "GET", "/", "www.example.org", "a \\x22b\\x22");
        assertThat(Latin1.text(request.host())).isEqualTo("www.example.org");
        assertThat(Latin1.text(request.userAgent())).isEqualTo("a \"b\"");
        request = Requests.read(Requests.RULES, "GET", "/", "a b", "a\\x0d\\x0ab");
        assertThat(request.host()).isEmpty();
        assertThat(request.userAgent()).isEmpty();
    }

    @Test
    void aSampleIsOfClientsTheSameOnesEachTimeAndThoseOfASmallerOneAmongThem() {
        int clients = 20_000;
        ClientSample tenth = new ClientSample(0.1);
        ClientSample half = new ClientSample(0.5);
        int inTenth = 0;
        int inHalf = 0;
        AccessLogEntry entry = Requests.entry();
        for (int i = 0; i < clients; i++) {
            byte[] name = Latin1.bytes("host" + i + ".example");
            if (i % 2 == 0) {
                entry.client().setIpv4(0x0A00_0000 + i);
            } else {
                entry.client().setName(name, 0, name.length);
            }
            inTenth += tenth.contains(entry.client()) ? 1 : 0;
            inHalf += half.contains(entry.client()) ? 1 : 0;
            assertThat(tenth.contains(entry.client()) && !half.contains(entry.client()))
                    .isFalse();
        }
        assertThat(inTenth).isBetween(clients / 10 - 200, clients / 10 + 200);
        assertThat(inHalf).isBetween(clients / 2 - 300, clients / 2 + 300);
    }

    @Test
    void clientsOutOfTheSampleAreCounted() {
        RequestRules none = new RequestRules(ALL, target -> false, 0, FormBody.UNKNOWN, false);
        assertThat(reason(none, "GET", "/")).isEqualTo(SkipReason.SAMPLE);
    }
}
