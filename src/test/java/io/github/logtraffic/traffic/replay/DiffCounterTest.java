package io.github.logtraffic.traffic.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.reference.Latin1;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DiffCounterTest {
    private final DiffCounter counter = new DiffCounter();

    private static ReplayRequest logged(String method, String target, int status, long bytes) {
        AccessLogEntry entry = Requests.entry(method, target);
        entry.set(0, status, bytes);
        return read(entry);
    }

    private static ReplayRequest read(AccessLogEntry entry) {
        return Objects.requireNonNull(new RequestReader(Requests.SLOTS, Requests.RULES, Requests.keys()).read(entry));
    }

    private void add(String target, int loggedStatus, long loggedBytes, int status, long bytes) {
        counter.add(logged("GET", target, loggedStatus, loggedBytes), status, bytes);
    }

    @Test
    void statusesAreGroupedByPathThoseOfMostRequestsFirst() {
        add("/a?x=1", 200, 5, 404, 9);
        add("/cart?id=1", 200, 5, 500, 1);
        add("/cart?id=2", 200, 7, 500, 2);
        add("/cart", 200, 5, 503, 0);
        add("/b", 301, 5, 301, 5);
        AnswerDiff diff = counter.diff();
        assertThat(diff.rows())
                .containsExactly(
                        new AnswerDiff.Row("/cart", 200, 500, 2, 12, 3),
                        new AnswerDiff.Row("/a", 200, 404, 1, 5, 9),
                        new AnswerDiff.Row("/cart", 200, 503, 1, 5, 0));
        assertThat(diff.compared()).isEqualTo(5);
        assertThat(diff.byStatus()).isEqualTo(4);
        assertThat(diff.bySize()).isZero();
    }

    @Test
    void sizesMayBeATenthOff() {
        add("/a", 200, 1_000, 200, 1_100);
        add("/a", 200, 1_000, 200, 900);
        assertThat(counter.diff().rows()).isEmpty();
        add("/a", 200, 1_000, 200, 1_101);
        add("/a", 200, 1_000, 200, 899);
        AnswerDiff diff = counter.diff();
        assertThat(diff.rows()).containsExactly(new AnswerDiff.Row("/a", 200, 200, 2, 2_000, 2_000));
        assertThat(diff.rows().get(0).isOfSize()).isTrue();
        assertThat(diff.bySize()).isEqualTo(2);
        assertThat(diff.sizesCompared()).isEqualTo(4);
    }

    @Test
    void whatHasNoSizeHasNoneToCompare() {
        add("/without", 200, 0, 200, 77);
        add("/not-modified", 304, 180, 304, 0);
        counter.add(logged("HEAD", "/head", 200, 5), 200, 0);
        AccessLogEntry withHeaders = Requests.entry("GET", "/headers");
        withHeaders.set(0, 200, 500);
        withHeaders.setCountsHeaders(true);
        counter.add(read(withHeaders), 200, 77);
        assertThat(counter.diff().compared()).isEqualTo(4);
        assertThat(counter.diff().sizesCompared()).isZero();
        assertThat(counter.diff().bySize()).isZero();
    }

    @Test
    void whatLogsDoNotTellOfIsNotCompared() {
        add("/on-a-condition", 304, 0, 200, 77);
        add("/part", 206, 10, 200, 77);
        add("/left", 499, 0, 200, 77);
        add("/never-answered", 0, 0, 200, 77);
        assertThat(counter.diff().uncompared()).isEqualTo(4);
        assertThat(counter.diff().compared()).isZero();
        add("/on-a-condition", 304, 0, 500, 77);
        assertThat(counter.diff().byStatus()).isEqualTo(1);
    }

    @Test
    void pathsAreBoundedInNumberAndLength() {
        for (int i = 0; i < DiffCounter.MOST_ROWS + 7; i++) {
            add("/" + i, 200, 5, 404, 0);
        }
        add("/" + "x".repeat(DiffCounter.MOST_PATH_BYTES), 200, 5, 404, 0);
        add("/0", 200, 5, 404, 0);
        AnswerDiff diff = counter.diff();
        assertThat(diff.rows()).hasSize(DiffCounter.MOST_ROWS);
        assertThat(diff.rows().get(0).requests()).isEqualTo(2);
        assertThat(diff.otherRequests()).isEqualTo(8);
        assertThat(diff.byStatus()).isEqualTo(DiffCounter.MOST_ROWS + 9);
    }

    @Test
    void secretsInPathsAreNotShownEvenWhenTheyAreSent() {
        RequestRules keepsSecrets = new RequestRules(Set.of("GET"), target -> false, 1, FormBody.UNKNOWN, true);
        RequestReader reader = new RequestReader(Requests.SLOTS, keepsSecrets, Requests.keys());
        for (String session : List.of("1A", "2B")) {
            String target = "/a;jsessionid=" + session + "?b=1";
            AccessLogEntry entry = Requests.entry("GET", target);
            entry.set(0, 200, 5);
            ReplayRequest request = Objects.requireNonNull(reader.read(entry));
            assertThat(Latin1.text(request.target())).isEqualTo(target);
            counter.add(request, 404, 0);
        }
        assertThat(counter.diff().rows())
                .containsExactly(new AnswerDiff.Row("/a;jsessionid=masked", 200, 404, 2, 10, 0));
    }

    @Test
    void bytesThatAreNoTextAreShownByTheirNumbers() {
        add("/\\xFF\\xC3\\xBC", 200, 5, 404, 0);
        assertThat(counter.diff().rows()).extracting(AnswerDiff.Row::path).containsExactly("/\\xFFü");
    }
}
