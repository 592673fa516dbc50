package io.github.logtraffic.log.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.format.EntryPlan;
import io.github.logtraffic.log.value.ClientField;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EntryFilterTest {
    @Test
    void statusesAreNumbersClassesAndRanges() throws FilterSyntaxException {
        StatusSet statuses = StatusSet.parse(List.of("5xx,!503", "400-410, 40x", "0"));
        for (int status = 0; status < 1_000; status++) {
            boolean expected = (status >= 500 && status <= 599 && status != 503)
                    || (status >= 400 && status <= 410)
                    || status == 0;
            assertThat(statuses.contains(status)).as("%d", status).isEqualTo(expected);
        }
        assertThat(StatusSet.parse(List.of("!200")).contains(200)).isFalse();
        assertThat(StatusSet.parse(List.of("!200")).contains(404)).isTrue();
        assertThat(StatusSet.parse(List.of("4xx-5XX")).contains(599)).isTrue();
    }

    @Test
    void otherStatusesAreRefusedWhereTheyStand() {
        for (String wrong : List.of("50x3", "x", "xxx", "6000", "-", "500-400", "5x", "", "4xx ,! 50 0", "５００")) {
            assertThatThrownBy(() -> StatusSet.parse(List.of(wrong)))
                    .as(wrong)
                    .isInstanceOf(FilterSyntaxException.class)
                    .hasMessageContaining("at character");
        }
        assertThatThrownBy(() -> StatusSet.parse(List.of("4xx, !5y0"))).hasMessageContaining("'5y0' at character 7");
    }

    @Test
    void clientsAreAddressesNetworksAndNames() throws FilterSyntaxException {
        ClientSet clients =
                ClientSet.parse(List.of("10.0.0.0/8,!10.0.0.1", "2001:db8::/32", "Host.example,*.bot.example", "::1"));
        assertKeeps(clients, "10.1.2.3", "2001:db8:1::7", "host.EXAMPLE", "a.bot.example", "::1", "[2001:db8::1]:80");
        assertDrops(clients, "10.0.0.1", "11.0.0.1", "2001:db9::", "host.example.org", "bot.example", "-", "::2");
        assertKeeps(ClientSet.parse(List.of("private")), "192.168.1.1", "fe80::1", "127.0.0.1");
        assertDrops(ClientSet.parse(List.of("private")), "192.0.2.1", "router");
        assertKeeps(ClientSet.parse(List.of("!private")), "192.0.2.1", "router", "-");
        assertDrops(ClientSet.parse(List.of("!private", "!router")), "10.0.0.1", "router");
        assertKeeps(ClientSet.parse(List.of("-")), "-");
        assertKeeps(ClientSet.parse(List.of("1.2.3.4.example")), "1.2.3.4.example");
    }

    private static void assertKeeps(ClientSet clients, String... typed) {
        assertThat(typed)
                .allSatisfy(client -> assertThat(contains(clients, client)).isTrue());
    }

    private static void assertDrops(ClientSet clients, String... typed) {
        assertThat(typed)
                .allSatisfy(client -> assertThat(contains(clients, client)).isFalse());
    }

    private static boolean contains(ClientSet clients, String client) {
        AccessLogEntry entry = new AccessLogEntry();
        byte[] bytes = client.getBytes(StandardCharsets.UTF_8);
        ClientField.readAny(bytes, 0, bytes.length, entry.client());
        return clients.contains(entry.client());
    }

    @Test
    void otherClientsAreRefusedWhereTheyStand() {
        for (String wrong : List.of("10.0.0.0/33", "10.0.0", "1.2.3.4.5", "a b", "", "10.0.0.256", "::x", "a/8", "!")) {
            assertThatThrownBy(() -> ClientSet.parse(List.of("private," + wrong)))
                    .as(wrong)
                    .isInstanceOf(FilterSyntaxException.class)
                    .hasMessageContaining(wrong.equals("!") ? "at character 10" : "at character 9");
        }
    }

    @Test
    void aRangeIsHalfOpenAndKnowsFractions() {
        TimeRange range = TimeRange.of(Instant.parse("2026-11-23T10:00:00.5Z"), Instant.parse("2026-11-23T10:00:02Z"));
        long second = Instant.parse("2026-11-23T10:00:00Z").getEpochSecond();
        assertThat(range.contains(at(second, 499_999))).isFalse();
        assertThat(range.contains(at(second, 500_000))).isTrue();
        assertThat(range.contains(at(second + 1, 999_999))).isTrue();
        assertThat(range.contains(at(second + 2, 0))).isFalse();
        assertThat(range.begin()).isEqualTo(Instant.parse("2026-11-23T10:00:00.5Z"));
        assertThat(TimeRange.ALWAYS.begin()).isNull();
        assertThat(TimeRange.ALWAYS.contains(at(-60_000_000_000L, 0))).isTrue();
        assertThat(TimeRange.of(null, null)).isEqualTo(TimeRange.ALWAYS);
    }

    private static AccessLogEntry at(long second, int micro) {
        AccessLogEntry entry = new AccessLogEntry();
        entry.set(second, 200, 0);
        entry.setMicroOfSecond(micro);
        return entry;
    }

    @Test
    void differentOptionsMustAllHold() throws FilterSyntaxException {
        TextCondition path = TextCondition.parse("path", List.of("~^/a"), false);
        TextCondition host = TextCondition.parse("host", List.of("example"), true);
        FilterPlan plan =
                new FilterPlan(TimeRange.ALWAYS, StatusSet.parse(List.of("2xx")), null, List.of(path, host), Map.of());
        EntryPlan entries = plan.widened(EntryPlan.of(List.of("referer", "host")));
        assertThat(entries.texts()).containsExactly("referer", "host", "path");
        EntryFilter filter = Objects.requireNonNull(plan.newFilter(entries));
        assertThat(filter.keeps(entry(entries, 200, "/a", "WWW.EXAMPLE.ORG"))).isTrue();
        assertThat(filter.keeps(entry(entries, 404, "/a", "www.example.org"))).isFalse();
        assertThat(filter.keeps(entry(entries, 200, "/b", "www.example.org"))).isFalse();
        assertThat(filter.keeps(entry(entries, 200, "/a", "www"))).isFalse();
    }

    private static AccessLogEntry entry(EntryPlan plan, int status, String path, String host) {
        AccessLogEntry entry = plan.newEntry();
        entry.set(0, status, 0);
        byte[] bytes = (path + host).getBytes(StandardCharsets.US_ASCII);
        entry.setText(plan.slot("path"), bytes, 0, path.length());
        entry.setText(plan.slot("host"), bytes, path.length(), bytes.length);
        return entry;
    }

    @Test
    void nothingThatIsAskedIsNoFilter() {
        assertThat(FilterPlan.ALL.newFilter(EntryPlan.COUNTS)).isNull();
        assertThat(FilterPlan.ALL.keepsAll()).isTrue();
    }
}
