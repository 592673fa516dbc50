package io.github.logtraffic.log.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.EntryTexts;
import io.github.logtraffic.log.value.Clients;
import io.github.logtraffic.reference.Corruption;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.Seeds;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How text formats tell where values end. */
class TextParserTest {
    private static final List<String> TEXTS = List.of(
            FieldNames.METHOD, FieldNames.TARGET, FieldNames.PATH, FieldNames.QUERY, FieldNames.HOST, FieldNames.USER);
    private static final String TIME = "1779012303";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$remote_addr $realip_remote_addr [$time_local] $status",
                "%a %{c}a %t %>s",
                "%a %h %t %>s",
                "%{c}a %a %t %>s",
            })
    void aSecondAddressIsNotTheClient(String typed) throws FormatSyntaxException {
        boolean isSecond = typed.startsWith("%{c}a");
        LineParser parser = LogFormats.parse(typed).newParser(EntryPlan.COUNTS);
        AccessLogEntry entry = EntryPlan.COUNTS.newEntry();
        byte[] line = Latin1.bytes(
                (isSecond ? "203.0.113.9 192.0.2.1" : "192.0.2.1 203.0.113.9") + " [17/May/2015:10:05:03 +0000] 200");
        assertThat(parser.parse(line, 0, line.length, entry)).isNull();
        assertThat(Clients.text(entry.client())).isEqualTo("192.0.2.1");
    }

    /** Expected are method, target, path, query, host and user, with commas between. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$msec $status $request_method$request_uri| @ 200 GET/a?b| GET,/a?b,/a,b,,",
                "$msec $status $request_method$request_uri| @ 200 GET| GET,,,,,",
                "$msec $status $request_method$request_uri| @ 200 GET/| GET,/,/,,,",
                "$msec $status $request_method$request_uri| @ 200 M-SEARCH*| M-SEARCH,*,*,,,",
                "$msec $status $uri$is_args$args| @ 200 /a?b=c| ,/a?b=c,/a,b=c,,",
                "$msec $status $uri$is_args$args| @ 200 /a| ,/a,/a,,,",
                "$msec $status $uri$is_args$args $host| @ 200 /a?b=c h:80| ,/a?b=c,/a,b=c,h,",
                "$msec $status $host$request_uri| @ 200 h:80/a?b| ,/a?b,/a,b,h,",
                "$msec $status $host$request_uri| @ 200 [::1]:80/| ,/,/,,[::1],",
                "$msec $status $scheme://$host$request_uri| @ 200 https://h/a| ,/a,/a,,h,",
                "%{sec}t %>s %m %U%q %u| @ 200 GET /a?b=c ann| GET,/a?b=c,/a,b=c,,ann",
                "%{sec}t %>s %m %U%q %u| @ 200 GET /a ann lee| GET,/a,/a,,,ann lee",
                "%{sec}t %u %>s %r| @ ann lee 200 GET /a b HTTP/1.1| GET,/a b,/a b,,,ann lee",
                "%{sec}t %u %>s %r| @ ann 100 200 GET / HTTP/1.1| 200,GET /,GET /,,,ann",
                "%{sec}t %r %>s %b| @ GET /a 200 b HTTP/1.1 404 7| GET,/a,/a,,,",
                "$msec \"$request\" $status| @ \"GET /\\\" 200\" 200| GET,/\\\" 200,/\\\" 200,,,",
                "$msec \"$request\" $status| @ - 200| ,,,,,",
                "$msec \"$request\" $status| @ \"GET http://h:80/a?b HTTP/1.1\" 200| GET,http://h:80/a?b,/a,b,,",
                "$msec \"$request\" $status| @ GET 200| malformed",
                "$msec [$host] $status $remote_user| @ [] 200 -| ,,,,,",
                "$msec; $status; $remote_user| x| malformed",
                "$msec; $status; $remote_user| @; 200; a; b| ,,,,,a; b",
            })
    void valuesEndWhereTheNextBegins(String typed, String line, String expected) throws FormatSyntaxException {
        EntryPlan plan = EntryPlan.of(TEXTS);
        AccessLogEntry entry = plan.newEntry();
        byte[] surrounded = Latin1.bytes("1" + line.replace("@", TIME) + " 200\"");
        LineParser parser = LogFormats.parse(typed).newParser(plan);
        boolean isEntry = parser.parse(surrounded, 1, surrounded.length - 5, entry) == null;
        StringBuilder texts = new StringBuilder(isEntry ? "" : "malformed");
        for (int slot = 0; isEntry && slot < TEXTS.size(); slot++) {
            texts.append(slot == 0 ? "" : ",").append(EntryTexts.text(entry, slot));
        }
        assertThat(texts.toString()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void fieldsBehindTheRequiredOnesMayBeMissing(int cut) throws FormatSyntaxException {
        String[] words = {"7", "\"http://r/\"", "\"curl\"", "0.1", "10.0.0.1:80"};
        EntryPlan plan = EntryPlan.of(List.of(FieldNames.REFERER, FieldNames.USER_AGENT, FieldNames.UPSTREAM));
        LineParser parser = LogFormats.parse("$remote_addr $msec $status $body_bytes_sent \"$http_referer\""
                        + " \"$http_user_agent\" $request_time $upstream_addr")
                .newParser(plan);
        byte[] line = Latin1.bytes("192.0.2.1 " + TIME + " 200" + (cut == 0 ? "" : " ")
                + String.join(" ", List.of(words).subList(0, cut)));
        AccessLogEntry entry = plan.newEntry();
        assertThat(parser.parse(line, 0, line.length, entry)).isNull();
        assertThat(Clients.text(entry.client())).isEqualTo("192.0.2.1");
        assertThat(entry.bodyBytes()).isEqualTo(cut > 0 ? 7 : 0);
        assertThat(entry.hasText(0)).isEqualTo(cut > 1);
        assertThat(entry.hasText(1)).isEqualTo(cut > 2);
        assertThat(entry.durationMicros()).isEqualTo(cut > 3 ? 100_000 : -1);
        assertThat(entry.hasText(2)).isEqualTo(cut > 4);
    }

    /** What a malformed line had must not stand in the entry of the next one. */
    @ParameterizedTest
    @MethodSource("known")
    void nothingOfALineIsLeftInTheNext(KnownFormat known) {
        EntryPlan plan = EntryPlan.of(known.format().fieldNames());
        LineParser used = known.format().newParser(plan);
        AccessLogEntry usedEntry = plan.newEntry();
        Seeds.each(200, random -> {
            read(used, Corruption.of(random, known.example()), usedEntry, 0);
            String line = random.nextBoolean() ? known.example() : Corruption.of(random, known.example());
            assertThat(read(used, line, usedEntry, plan.texts().size()))
                    .as(line)
                    .isEqualTo(read(
                            known.format().newParser(plan),
                            line,
                            plan.newEntry(),
                            plan.texts().size()));
        });
    }

    /** With time that grows with the square of its length, such a line would take minutes. */
    @ParameterizedTest
    @MethodSource("known")
    @Timeout(30)
    void hostileLinesAreReadInTheTimeOfTheirLength(KnownFormat known) {
        LineParser parser = known.format().newParser(EntryPlan.of(known.format().fieldNames()));
        String example = known.example();
        for (String piece : List.of(
                " ", ",", "\"", "\\", "[", "] ", "/", ":", "- ", ", ", " : ", "{\"a\":", "\t", "a:b\t", "%", "\"\"")) {
            String many = piece.repeat((1 << 19) / piece.length());
            for (int at = 0; at <= example.length(); at += 1 + example.length() / 6) {
                byte[] line = Latin1.bytes(example.substring(0, at) + many + example.substring(at));
                parser.parse(
                        line,
                        0,
                        line.length,
                        EntryPlan.of(known.format().fieldNames()).newEntry());
            }
        }
    }

    /** Values that are unescaped need room, which must not add up over lines. */
    @Test
    void memoryDoesNotGrowFromLineToLine() {
        byte[] line = Latin1.bytes("{\"time\":\"17\\/May\\/2026:10:05:03 +0000\",\"status\":200,\"uri\":\"\\/\"}");
        EntryValues values = new EntryValues(EntryPlan.COUNTS);
        for (int i = 0; i < 1_000; i++) {
            values.begin(new AccessLogEntry());
            values.take(line.length);
        }
        assertThat(values.room()).hasSizeLessThan(1_000);
    }

    static List<KnownFormat> known() {
        return KnownFormats.all();
    }

    private static String read(LineParser parser, String line, AccessLogEntry entry, int slots) {
        byte[] bytes = Latin1.bytes(line);
        MalformedReason malformed = parser.parse(bytes, 0, bytes.length, entry);
        if (malformed != null) {
            return malformed.name();
        }
        StringBuilder read = new StringBuilder(Clients.text(entry.client()))
                .append(' ')
                .append(entry.epochSecond())
                .append(' ')
                .append(entry.microOfSecond())
                .append(' ')
                .append(entry.status())
                .append(' ')
                .append(entry.bodyBytes())
                .append(' ')
                .append(entry.durationMicros());
        for (int slot = 0; slot < slots; slot++) {
            read.append('\t').append(EntryTexts.text(entry, slot));
        }
        return read.toString();
    }
}
