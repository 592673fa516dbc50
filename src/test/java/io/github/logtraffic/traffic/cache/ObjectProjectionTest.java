package io.github.logtraffic.traffic.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What requests are to a cache. */
class ObjectProjectionTest {
    private static final ObjectSlots SLOTS = new ObjectSlots(0, 1, 2, 3, 4, 5);

    private final AccessLogEntry entry = new AccessLogEntry(6);
    private final AccessLogEntry projected = new AccessLogEntry(ObjectProjection.TEXTS);

    private void set(int slot, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        entry.setText(slot, bytes, 0, bytes.length);
    }

    private void project(QueryRule query) {
        ObjectRules rules = new ObjectRules(query, some -> true, some -> 3, List.of(1, 2, 3, ObjectRules.FOR_EVER));
        projected.setNumbers(entry);
        new ObjectProjection(SLOTS, rules).project(entry, projected);
    }

    private String object() {
        ClientKey key = new ClientKey();
        ObjectProjection.readObject(projected, key);
        return new String(key.nameBytes(), key.nameFrom(), key.nameTo() - key.nameFrom(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/a,,200,,true", "GET,/a,,404,,true", "GET,/a,,304,,false", "GET,/a,,206,,false", "HEAD,/a,,200,,false",
        "GET,/a,,499,,false", ",/a,,200,,true", "POST,/a,,200,METHOD,", "GE,/a,,200,METHOD,", "GET,/a,,500,STATUS,",
        "GET,/a,,0,STATUS,", "GET,/a,,999,STATUS,", "GET,/a,bob,200,USER,", "GET,,,200,TARGET,", "POST,,,200,TARGET,"
    })
    void saysWhyACacheIsNotAskedAndWhichAnswersAreWhole(
            String method, String path, String user, int status, Bypass bypass, Boolean isFull) {
        entry.set(0, status, 5);
        set(0, method == null ? "" : method);
        set(1, path == null ? "" : path);
        set(4, user == null ? "" : user);
        project(QueryRule.ALL);
        assertThat(ObjectProjection.bypassOf(projected)).isEqualTo(bypass);
        if (bypass == null) {
            assertThat(ObjectProjection.isFullAnswer(projected)).isEqualTo(isFull);
            assertThat(ObjectProjection.ttlClassOf(projected)).isEqualTo(3);
            assertThat(object()).isEqualTo(path);
        }
    }

    @Test
    void objectsAreKnownByHostPathAndWhatMattersOfTheQuery() {
        entry.set(0, 200, 5);
        set(0, "GET");
        set(1, "/a");
        set(2, "b=1&c=2&d");
        set(3, "WWW.Example.org");
        set(5, "0.25");
        project(QueryRule.ALL);
        assertThat(object()).isEqualTo("www.example.org/a?b=1&c=2&d");
        assertThat(ObjectProjection.hasQuery(projected)).isTrue();
        assertThat(UpstreamTime.micros(projected, ObjectProjection.UPSTREAM_TIME))
                .isEqualTo(250_000);
        project(QueryRule.NONE);
        assertThat(object()).isEqualTo("www.example.org/a");
        assertThat(ObjectProjection.hasQuery(projected)).isTrue();
        project(new QueryRule(false, List.of("c", "b", "x")));
        assertThat(object()).isEqualTo("www.example.org/a?c=2&b=1");
    }

    @Test
    void veryLongNamesAreCut() {
        entry.set(0, 200, 5);
        set(1, "/" + "a".repeat(20_000));
        project(QueryRule.ALL);
        assertThat(object()).hasSizeBetween(8_000, 8_192);
    }
}
