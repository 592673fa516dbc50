package io.github.logtraffic.log.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.value.Clients;
import io.github.logtraffic.log.value.Networks;
import io.github.logtraffic.reference.Latin1;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients behind proxies, in logs of real formats. */
class ForwardedParserTest {
    private static final String COMBINED =
            " - - [17/May/2026:10:05:03 +0000] \"GET / HTTP/1.1\" 200 17 \"-\" \"curl/8\"";
    private static final String NGINX =
            "$remote_addr [$time_local] \"$request\" $status \"$http_forwarded\" \"$http_x_real_ip\" $http_cf_connecting_ip";
    private static final String APACHE = "%h %l %u %t \"%r\" %>s %b \"%{X-Forwarded-For}i\" \"%{Forwarded}i\"";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.1| \"203.0.113.7\"| 203.0.113.7",
                "10.0.0.1| \"6.6.6.6, 203.0.113.7\"| 203.0.113.7",
                "10.0.0.1| \"6.6.6.6, 203.0.113.7, 192.168.0.1\"| 203.0.113.7",
                "10.0.0.1| \"10.0.0.3, 10.0.0.2\"| 10.0.0.3",
                "10.0.0.1| \"2001:DB8::7\"| 2001:db8::7",
                "10.0.0.1| \"unknown\"| 10.0.0.1",
                "10.0.0.1| \"-\"| 10.0.0.1",
                "10.0.0.1| \"\"| 10.0.0.1",
                "10.0.0.1| -| 10.0.0.1",
                "10.0.0.1| \"cut| 10.0.0.1",
                "10.0.0.1| 0.250| 10.0.0.1",
                "10.0.0.1| \"0.250\"| 10.0.0.1",
                "10.0.0.1| ''| 10.0.0.1",
                "203.0.113.99| \"6.6.6.6\"| 203.0.113.99",
                "proxy.example| \"6.6.6.6\"| proxy.example",
            })
    void behindTrustedProxiesTheFieldBehindCombinedNamesTheClient(String peer, String field, String client) {
        ClientRule rule = new ClientRule(FieldNames.X_FORWARDED_FOR, Networks.PRIVATE);
        assertThat(client(Formats.COMBINED, rule, peer + COMBINED + " " + field))
                .isEqualTo(client);
        assertThat(client(Formats.VHOST_COMBINED, rule, "www.example.com:443 " + peer + COMBINED + " " + field))
                .isEqualTo(client);
    }

    @Test
    void withoutTrustedProxiesWhoeverIsThePeerIsBelieved() {
        ClientRule rule = new ClientRule(FieldNames.X_FORWARDED_FOR, null);
        String line = "203.0.113.99" + COMBINED + " \"6.6.6.6, 10.0.0.2\"";
        assertThat(client(Formats.COMBINED, rule, line)).isEqualTo("10.0.0.2");
        assertThat(client(Formats.COMBINED, null, line)).isEqualTo("203.0.113.99");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "forwarded| 203.0.113.7",
                "x_real_ip| 203.0.113.8",
                "cf_connecting_ip| 2001:db8::9",
                "x_forwarded_for| 10.0.0.1",
                "user_agent| 10.0.0.1",
            })
    void anyHeaderThatIsLoggedMayNameTheClient(String field, String client) throws FormatSyntaxException {
        String line = "10.0.0.1 [17/May/2026:10:05:03 +0000] \"GET / HTTP/1.1\" 200"
                + " \"for=6.6.6.6, for=\\x22203.0.113.7:80\\x22;proto=https\" \"203.0.113.8\" 2001:db8::9";
        ClientRule rule = new ClientRule(field, Networks.PRIVATE);
        assertThat(client(LogFormats.parse(NGINX), rule, line)).isEqualTo(client);
    }

    @Test
    void apacheEscapesQuotesOtherwise() throws FormatSyntaxException {
        String line = "10.0.0.1 - - [17/May/2026:10:05:03 +0000] \"GET / HTTP/1.1\" 200 1 \"-\""
                + " \"for=\\\"[2001:db8::7]:80\\\"\"";
        ClientRule rule = new ClientRule("forwarded", Networks.PRIVATE);
        assertThat(client(LogFormats.parse(APACHE), rule, line)).isEqualTo("2001:db8::7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "caddy| x_forwarded_for| 203.0.113.7| \"headers\":{\"X-Forwarded-For\":[\"203.0.113.7\"]}",
                "caddy| x_forwarded_for| 203.0.113.7| \"headers\":{\"X-Forwarded-For\":[\"6.6.6.6\" , \"203.0.113.7\"]}",
                "caddy| x_forwarded_for| 203.0.113.7| \"headers\":{\"X-Forwarded-For\":[\"6.6.6.6, 203.0.113.7\",\"10.0.0.2\"]}",
                "caddy| x_forwarded_for| 10.0.0.1| \"headers\":{\"X-Forwarded-For\":[]}",
                "caddy| x_forwarded_for| 10.0.0.1| \"headers\":{\"X-Forwarded-For\":[{\"a\":\"6.6.6.6\"}]}",
                "caddy| x_real_ip| 203.0.113.7| \"headers\":{\"X-Real-Ip\":[\"203.0.113.7\"]}",
                "caddy| forwarded| 203.0.113.7| \"headers\":{\"Forwarded\":[\"for=6.6.6.6\",\"for=\\\"203.0.113.7\\\"\"]}",
                "caddy| cf_connecting_ip| 203.0.113.7| \"headers\":{\"Cf-Connecting-Ip\":[\"203.0.113.7\"]}",
            })
    void headersThatCameSeveralTimesAreOneList(String name, String field, String client, String headers) {
        String line = "{\"ts\":1779012303,\"request\":{\"remote_ip\":\"10.0.0.1\",\"method\":\"GET\",\"uri\":\"/\","
                + headers + "},\"status\":200}";
        assertThat(client(Formats.named(name), new ClientRule(field, Networks.PRIVATE), line))
                .isEqualTo(client);
    }

    @Test
    void iisHasPlusSignsForBlanks() {
        ClientRule rule = new ClientRule(FieldNames.X_FORWARDED_FOR, Networks.PRIVATE);
        LineParser parser = parser(Formats.named("w3c"), rule);
        byte[] fields = Latin1.bytes("#Fields: date time c-ip sc-status X-Forwarded-For");
        parser.comment(fields, 0, fields.length);
        assertThat(client(parser, rule, "2026-05-17 10:05:03 10.0.0.1 200 6.6.6.6,+203.0.113.7,+10.0.0.2"))
                .isEqualTo("203.0.113.7");
    }

    @Test
    void ltsvHasItsOwnLabel() {
        ClientRule rule = new ClientRule(FieldNames.X_FORWARDED_FOR, Networks.PRIVATE);
        String line = "time:2026-05-17T10:05:03Z\thost:10.0.0.1\tstatus:200\tforwardedfor:6.6.6.6, 203.0.113.7";
        assertThat(client(Formats.named("ltsv"), rule, line)).isEqualTo("203.0.113.7");
    }

    private static LineParser parser(LogFormat format, @Nullable ClientRule rule) {
        return EntryPlan.COUNTS.behind(rule).newParser(format);
    }

    private static String client(LogFormat format, @Nullable ClientRule rule, String line) {
        return client(parser(format, rule), rule, line);
    }

    private static String client(LineParser parser, @Nullable ClientRule rule, String line) {
        byte[] surrounded = Latin1.bytes("1" + line + "7");
        AccessLogEntry entry = EntryPlan.COUNTS.behind(rule).newEntry();
        assertThat(parser.parse(surrounded, 1, surrounded.length - 1, entry)).isNull();
        return Clients.text(entry.client());
    }

    /** The peer remains known where it is asked for. */
    @Test
    void thePeerIsATextOfItsOwn() {
        EntryPlan plan = EntryPlan.of(List.of(FieldNames.PEER))
                .behind(new ClientRule(FieldNames.X_FORWARDED_FOR, Networks.PRIVATE));
        byte[] line = Latin1.bytes("10.0.0.1" + COMBINED + " \"203.0.113.7\"");
        AccessLogEntry entry = plan.newEntry();
        assertThat(plan.newParser(Formats.COMBINED).parse(line, 0, line.length, entry))
                .isNull();
        assertThat(Clients.text(entry.client())).isEqualTo("203.0.113.7");
        assertThat(new String(
                        line,
                        entry.textFrom(0),
                        entry.textTo(0) - entry.textFrom(0),
                        java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("10.0.0.1");
    }
}
