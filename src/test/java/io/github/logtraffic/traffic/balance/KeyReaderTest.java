package io.github.logtraffic.traffic.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientKey;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a request is its key, to nginx and to others. */
class KeyReaderTest {
    private static @Nullable String read(KeyAsRead read, @Nullable String text) {
        AccessLogEntry entry = new AccessLogEntry(1);
        byte[] bytes = ("?" + (text == null ? "" : text) + "id=9").getBytes(StandardCharsets.UTF_8);
        entry.setText(0, bytes, 1, bytes.length - 4);
        ClientKey key = new ClientKey();
        return new KeyReader(read, 0).read(entry, key)
                ? new String(key.nameBytes(), key.nameFrom(), key.nameTo() - key.nameFrom(), StandardCharsets.UTF_8)
                : null;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "id=7|7|7",
                "a=1&id=7&b=2|7|7",
                "id=|none|''",
                "id=&id=7|none|''",
                "ID=&id=7|none|7",
                "xid=7|none|none",
                "id|none|none",
                "a=1&id|none|none",
                "id=7&id=8|7|7",
                "|none|none",
                "idx=1&id=2|2|2",
                "ID=7|7|none",
                "Id=7&id=8|7|8",
                "a&&id=ü&|ü|ü"
            })
    void parametersAreFoundInQueries(@Nullable String query, @Nullable String byNginx, @Nullable String byOthers) {
        RequestKey key = RequestKey.parse("param:id");
        assertThat(read(KeyAsRead.by(BalancePolicy.NGINX_HASH, key), query)).isEqualTo(byNginx);
        assertThat(read(KeyAsRead.by(BalancePolicy.HAPROXY_URL_PARAM, key), query))
                .isEqualTo(byOthers);
        assertThat(read(KeyAsRead.by(BalancePolicy.NGINX_HASH, RequestKey.parse("param:iD")), query))
                .isEqualTo(byNginx);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {"a.example|a.example|a.example", "A.Example.|a.example|A.Example.", "|none|none"})
    void hostsAreWrittenAsTheyCameOrSmall(@Nullable String host, @Nullable String byNginx, @Nullable String byOthers) {
        RequestKey key = RequestKey.parse("host");
        assertThat(read(KeyAsRead.by(BalancePolicy.NGINX_CONSISTENT, key), host))
                .isEqualTo(byNginx);
        assertThat(read(KeyAsRead.by(BalancePolicy.HAPROXY_URI, key), host)).isEqualTo(byOthers);
    }
}
