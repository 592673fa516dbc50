package io.github.logtraffic.log.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.value.Clients;
import io.github.logtraffic.reference.Corruption;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.Seeds;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What transports put around lines does not hide them. */
class LinePrefixTest {
    private static final long NOW = Instant.parse("2026-03-01T12:00:00Z").getEpochSecond();
    private static final String LINE = "192.0.2.9 - - [28/Feb/2026:10:05:03 +0000] \"GET / HTTP/1.1\" 200 17";

    /** Formats in the words of nginx and LTSV, whose lines have no time. */
    private static final String TIMELESS = "$remote_addr \"$request\" $status";

    private static final String TIMELESS_LINE = "192.0.2.9 \"GET / HTTP/1.1\" 200";

    private static final List<String> HEADERS = List.of(
            "<190>Feb 28 10:05:03 web1 nginx: ",
            "<190>Feb 28 10:05:03 nginx: ",
            "Feb 28 10:05:03 web1 nginx[71]: ",
            "Feb  8 10:05:03 web1.example.org haproxy[71]: ",
            "2026-02-28T10:05:03+00:00 web1 nginx[71]: ",
            "<13>2026-02-28T10:05:03.123456Z 2001:db8::1 nginx: ",
            "<190>1 2026-02-28T10:05:03Z web1 nginx 71 - - ",
            "<190>1 2026-02-28T10:05:03.003Z web1 nginx 71 access [a@1 b=\"c d\"] ",
            "<190>1 2026-02-28T10:05:03.003Z web1 nginx 71 access [a b=\"\\\"\\]\\\\ \\] x\"][c d=\"\"] ",
            "<190>1 2026-02-28T10:05:03Z web1 nginx 71 - - \u00EF\u00BB\u00BF",
            "1 2026-02-28T10:05:03Z - - - - - ",
            "2026-02-28T10:05:03.123456789Z stdout F ",
            "2026-02-28T10:05:03.123456789+09:00 stderr P ",
            "2026-02-28T10:05:03.123456789Z ",
            "[pod/web-6d4b9c7f8-x2x7q/nginx] ",
            "web-1  | ",
            "shop-frontend-12 | ");

    @ParameterizedTest
    @ValueSource(strings = {"access.log:", "/var/log/nginx/access.log.1:", "access.log:17:"})
    void theFilesThatGrepNamesAreNoPartOfClients(String file) {
        assertThat(detect((file + LINE + "\n").repeat(3)).prefix()).contains(LinePrefix.FILE);
        assertThat(detect(LINE + "\n").prefix()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"::ffff:192.0.2.9", "2001:db8::9", "192.0.2.9:4711", "[2001:db8::9]:4711", "localhost:80"})
    void clientsWithColonsAreNoFiles(String client) {
        String line = client + LINE.substring(LINE.indexOf(' '));
        assertThat(detect(line + "\n").prefix()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("headers")
    void linesOfEveryKnownFormatAreReadBehindEveryHeader(String header) {
        for (KnownFormat known : KnownFormats.all()) {
            LogFormat format = detect((header + known.example() + "\n").repeat(3));
            assertThat(format.formatName()).as(header + known.example()).isEqualTo(known.formatName());
            assertThat(format.prefix()).isPresent();
            assertThat(read(format, header + known.example())).isEqualTo(read(known.format(), known.example()));
        }
    }

    @ParameterizedTest
    @MethodSource("headers")
    void aCutHeaderIsNoneAndFailsNothing(String header) {
        LogFormat format = detect(header + LINE);
        for (int length = 0; length < header.length(); length++) {
            read(format, header.substring(0, length));
            read(format, header.substring(0, length) + LINE);
            read(format, header.substring(length) + LINE);
        }
    }

    @Test
    void anyBytesInHeadersAreReadWithoutFailing() {
        Seeds.each(300, random -> {
            String header = HEADERS.get(random.nextInt(HEADERS.size()));
            LogFormat format = detect(header + LINE);
            for (int i = 0; i < 100; i++) {
                read(format, Corruption.of(random, header + LINE));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                LINE,
                "Feb 28 10:05:03 web1 " + LINE,
                "Feb 28 10:05:03 web1 192.0.2.1: " + LINE,
                "Feb 28 10:05:03 web1 nginx:",
                "<190>1 2026-02-28T10:05:03Z web1 nginx 71 - [a b=\"c\" 192.0.2.9 \"GET / HTTP/1.1\" 200 17",
                "<1900000>Feb 28 10:05:03 web1 nginx: " + LINE,
                "2026-02-28T10:05:03Z stdout X " + LINE,
                "2026-02-28T10:05:03Z web-lb 192.0.2.1:2817 10.0.0.1:80 0.1 0.1 0.1 200 200 0 29 \"GET / HTTP/1.1\"",
                "{\"time\":\"2026-02-28T10:05:03Z\",\"log\":\"x\"}",
                "\"\"",
                "\""
            })
    void whatIsNoHeaderIsNotTakenForOne(String line) {
        byte[] bytes = Latin1.bytes(line);
        assertThat(LinePrefix.of(bytes, 0, bytes.length)).isNull();
    }

    @Test
    void linesWithAndWithoutHeaderMayBeMixed() {
        LogFormat format = detect(LINE + "\n" + HEADERS.get(0) + LINE + "\n" + LINE + "\n");
        assertThat(read(format, LINE)).isEqualTo(read(Formats.COMMON, LINE));
        for (String header : HEADERS.subList(0, 11)) {
            assertThat(read(format, header + LINE)).isEqualTo(read(Formats.COMMON, LINE));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Feb 27 10:05:03 web1 nginx: , 2026-02-27T10:05:03Z",
        "<190>Mar  2 11:59:59 web1 nginx: , 2026-03-02T11:59:59Z",
        "<190>Mar  2 12:00:01 nginx: , 2025-03-02T12:00:01Z",
        "Feb 29 00:00:00 web1 nginx: , 2024-02-29T00:00:00Z",
        "Dec 31 23:59:59 web1 nginx: , 2025-12-31T23:59:59Z",
        "2026-02-27T10:05:03.5+01:00 web1 nginx: , 2026-02-27T09:05:03.500Z",
        "<1>1 2026-02-27T10:05:03Z web1 nginx 7 - - , 2026-02-27T10:05:03Z",
        "2026-02-27T10:05:03.123456789Z stdout F , 2026-02-27T10:05:03.123456Z",
    })
    void aLineWithoutTimeHasThatOfItsHeader(String header, String time) throws FormatSyntaxException {
        String line = header + " " + TIMELESS_LINE;
        byte[] log = Latin1.bytes(line + "\n");
        LogFormat format = Objects.requireNonNull(
                FormatDetector.among(List.of(LogFormats.parse(TIMELESS)), log, 0, log.length, NOW));
        assertThat(read(format, line)).isEqualTo("192.0.2.9 " + time + " 200 0");
        assertThat(read(format, TIMELESS_LINE))
                .as("does not have that of the line before")
                .isEqualTo("TIMESTAMP");
    }

    @Test
    void aLineWithATimeKeepsItsOwn() {
        String line = "Jan  1 00:00:00 web1 nginx: " + LINE;
        assertThat(read(detect(line), line)).isEqualTo("192.0.2.9 2026-02-28T10:05:03Z 200 17");
        String impossible = line.replace("28/Feb", "31/Feb");
        assertThat(read(detect(line), impossible)).isEqualTo("TIMESTAMP");
    }

    @Test
    void aLongLineOfDockersIsReadAsItWasWritten() {
        String line = LINE.replace("GET /", "GET /" + "a".repeat(3_000));
        String docker = "{\"log\":\"" + line.replace("\"", "\\\"") + "\\n\",\"stream\":\"stdout\"}";
        assertThat(read(detect(docker), docker)).isEqualTo(read(Formats.COMMON, line));
    }

    /** A line behind the header of its transport says nothing about the time of the next line. */
    @Test
    void aLineWithoutTimeAndHeaderSpeaksForNoFormat() {
        String timeless = "{\"remote_addr\":\"192.0.2.9\",\"status\":200}";
        byte[] log = Latin1.bytes(HEADERS.get(0) + "x\n" + timeless + "\n");
        assertThat(FormatDetector.detect(log, 0, log.length, NOW)).isNull();
    }

    static List<String> headers() {
        return HEADERS;
    }

    private static LogFormat detect(String log) {
        byte[] bytes = Latin1.bytes(log);
        return Objects.requireNonNull(FormatDetector.detect(bytes, 0, bytes.length, NOW), log);
    }

    /** What is read of a line, or what is malformed in it. */
    private static String read(LogFormat format, String line) {
        byte[] surrounded = Latin1.bytes("<1>" + line + " 200\"");
        AccessLogEntry entry = new AccessLogEntry();
        LineParser parser = format.newParser(EntryPlan.COUNTS);
        @Nullable MalformedReason malformed = parser.parse(surrounded, 3, surrounded.length - 5, entry);
        return malformed != null
                ? malformed.name()
                : Clients.text(entry.client())
                        + " "
                        + Instant.ofEpochSecond(entry.epochSecond(), entry.microOfSecond() * 1_000L)
                        + " " + entry.status() + " " + entry.bodyBytes();
    }
}
