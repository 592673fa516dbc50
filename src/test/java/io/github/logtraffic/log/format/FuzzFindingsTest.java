package io.github.logtraffic.log.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.value.Clients;
import io.github.logtraffic.reference.Latin1;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What fuzzing has found, and what came to light beside it. */
class FuzzFindingsTest {
    @ParameterizedTest
    @ValueSource(strings = {"remote_addr", "time", "status", "body_bytes_sent"})
    void aKeyThatIsAlsoWantedAsATextIsStillTheField(String key) {
        Line line = new Line(Formats.named("nginx_json"), List.of(key, FieldNames.PEER));
        line.read(
                "{\"time\":\"2015-09-06T05:58:05Z\",\"remote_addr\":\"203.0.113.7\",\"status\":200,\"body_bytes_sent\":512}");
        assertThat(Clients.text(line.entry.client())).isEqualTo("203.0.113.7");
        assertThat(line.entry.status()).isEqualTo(200);
        assertThat(line.entry.bodyBytes()).isEqualTo(512);
        assertThat(line.text(key)).isNotEmpty();
    }

    @Test
    void twoFieldsMayHaveOneKey() {
        Line line = new Line(FuzzTarget.format("ltsv:client=a,x=a"), List.of("x"));
        line.read("a:203.0.113.7\ttime:1712790000\tstatus:200");
        assertThat(Clients.text(line.entry.client())).isEqualTo("203.0.113.7");
        assertThat(line.text("x")).isEqualTo("203.0.113.7");
    }

    @Test
    void whereALineOfDockerFailedIsWithinTheLine() {
        LogFormat format = new PrefixedFormat(Formats.named("caddy"), LinePrefix.DOCKER, 0);
        Line line = new Line(format, List.of());
        assertThat(line.parse("{\"log\":\"{\\\"a\\\":x")).isEqualTo(MalformedReason.SHAPE);
        assertThat(line.parser.failedAt()).isBetween("{\"log\":\"".length(), "{\"log\":\"{\\\"a\\\":x".length());
    }

    @Test
    void linesWithEscapesOfWhichNoTextIsWantedTakeNoMoreMemoryTheMoreThereAre() {
        EntryValues values = new EntryValues(EntryPlan.COUNTS);
        AccessLogEntry entry = new AccessLogEntry();
        for (int i = 0; i < 1_000; i++) {
            values.begin(entry);
            assertThat(values.take(100)).isZero();
        }
        assertThat(values.room()).hasSizeLessThan(1_000);
    }

    @Test
    void bytesBeforeAQuoteAreTheSameWhateverElseIsWanted() {
        String format = "$client $logname $user [$time_local] \"$request\" $status $bytes\"$x_forwarded_for\"";
        for (List<String> wanted : List.of(List.<String>of(), List.of("logname"))) {
            Line line = new Line(FuzzTarget.format(format), wanted);
            line.read("203.0.113.7 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 5\u00FF12 \"-\"");
            assertThat(line.entry.bodyBytes()).isEqualTo(5);
        }
    }

    @Test
    void durationsThatWereTriedInVainAreNotSummed() {
        LogFormat format = FuzzTarget.format("$x $summed_duration $summed_duration $status $time_iso8601");
        Line line = new Line(format, List.of("x"));
        line.read("a b 0.001 0.002 200 2015-05-17T10:05:03Z");
        assertThat(line.text("x")).isEqualTo("a b");
        assertThat(line.entry.durationMicros()).isEqualTo(3_000);
    }

    @Test
    void aRequestThatWasTriedInVainLeavesNoProtocol() {
        Line line = new Line(
                FuzzTarget.format("$request $time_iso8601 $status"), List.of(FieldNames.TARGET, FieldNames.PROTOCOL));
        line.read("GET / HTTP/1.1 x 2015-05-17T10:05:03Z 200");
        assertThat(line.text(FieldNames.TARGET)).isEqualTo("/ HTTP/1.1 x");
        assertThat(line.text(FieldNames.PROTOCOL)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5\0\r12 \"-\"", "5\t \"-\"", "5\t", "5x\t", "5\"-\"", "5 -"})
    void whatFollowsTheStatusOfACommonLineDecidesNothing(String fromBytes) {
        for (List<String> texts : List.of(List.<String>of(), List.of(FieldNames.PATH), List.of("logname"))) {
            Line line = new Line(Formats.COMBINED, texts);
            line.read("203.0.113.7 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 " + fromBytes);
            assertThat(line.entry.bodyBytes()).isEqualTo(fromBytes.equals("5 -") ? 5 : 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-\t-", "a, b"})
    void aLognameIsAWordWhetherItIsWantedOrNot(String logname) {
        for (List<String> texts : List.of(List.<String>of(), List.of(FieldNames.PATH), List.of("logname"))) {
            Line line = new Line(Formats.COMBINED, texts);
            String core = logname + " [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 5";
            assertThat(line.parse("203.0.113.7 " + core) == null).isEqualTo(logname.equals("a, b"));
        }
    }

    @Test
    void aListBeforeAUserIsOneWhetherItIsWantedOrNot() {
        LogFormat format = FuzzTarget.format(
                "$remote_addr $upstream_status $remote_user [$time_local] \"$request\" $status $body_bytes_sent");
        for (List<String> texts : List.of(List.<String>of(), List.of("upstream_status", "user"))) {
            Line line = new Line(format, texts);
            line.read("203.0.113.7 502, 200 joe [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 5");
            assertThat(texts.isEmpty() || line.text("upstream_status").equals("502, 200"))
                    .isTrue();
            assertThat(texts.isEmpty() || line.text("user").equals("joe")).isTrue();
        }
    }

    /** A parser, and the entry that it fills. */
    private static final class Line {
        final EntryPlan plan;
        final LineParser parser;
        final AccessLogEntry entry;

        Line(LogFormat format, List<String> texts) {
            plan = EntryPlan.of(texts);
            parser = plan.newParser(format);
            entry = plan.newEntry();
        }

        @Nullable
        MalformedReason parse(String line) {
            byte[] bytes = Latin1.bytes(line);
            return parser.parse(bytes, 0, bytes.length, entry);
        }

        void read(String line) {
            assertThat(parse(line)).isNull();
        }

        String text(String name) {
            int slot = plan.slot(name);
            return Latin1.text(Arrays.copyOfRange(entry.textBytes(slot), entry.textFrom(slot), entry.textTo(slot)));
        }
    }
}
