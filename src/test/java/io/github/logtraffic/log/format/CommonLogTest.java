package io.github.logtraffic.log.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.value.Clients;
import io.github.logtraffic.reference.Corruption;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.RandomLines;
import io.github.logtraffic.reference.ReferenceEntry;
import io.github.logtraffic.reference.ReferenceParser;
import io.github.logtraffic.reference.Seeds;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast path, the general path and the reference read the same from any line. */
class CommonLogTest {
    private static final String TIME = "[17/May/2015:10:05:03 +0000]";
    private static final long SECOND = 1_431_857_103;

    @Test
    void agreesWithTheReferenceOnRandomAndCorruptedLines() {
        Seeds.each(300, random -> {
            boolean afterVirtualHost = random.nextBoolean();
            RandomLines lines = new RandomLines(random, afterVirtualHost, random.nextBoolean());
            LineParser parser = Formats.parser(afterVirtualHost, random.nextBoolean());
            for (int i = 0; i < 60; i++) {
                String line = i % 2 == 0 ? lines.line() : Corruption.of(random, lines.line());
                assertThat(entry(parser, line)).as(line).isEqualTo(ReferenceParser.parse(line, afterVirtualHost));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-",
                "frank",
                "john doe",
                " ",
                "a  b",
                "[admin]",
                "[",
                "]",
                "[]",
                "] [] ",
                "\"",
                "[x] \"GET / 200",
                "[17/May/2015:10:05:03 +0000] \"unfinished",
                "[a] [b]",
                "[17/May/2015:10:05:03 +0000] \"-\" 20 1"
            })
    void theUserMayHoldBlanksAndBrackets(String user) {
        String line = "10.0.0.1 - " + user + " " + TIME + " \"GET / HTTP/1.1\" 200 17";
        ReferenceEntry expected = ReferenceParser.parse(line, false);
        assertThat(entry(Formats.parser(false, true), line)).isEqualTo(expected);
        if (!user.equals("[")) {
            assertThat(expected).isEqualTo(new ReferenceEntry("10.0.0.1", SECOND, 200, 17));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/ HTTP/1.1\" 404 12| 404| 12",
                "\" 000 -| 0| 0",
                "-\" 204| 204| 0",
                "-\" 204 | 204| 0",
                "-\" 999 5 | 999| 5",
                "-\" 200 12x| 200| 0",
                "-\" 200 -5| 200| 0",
                "-\" 200 999999999999999999| 200| 999999999999999999",
                "-\" 200 1000000000000000000| 200| 0",
                "-\" 200 007 \"-\" \"curl\"| 200| 7",
                "a\\\\\" 200 1| 200| 1",
                "\\\"\" 302 8 \"cut off| 302| 8",
            })
    void whatFollowsTheRequestIsReadAsFarAsItCanBe(String fromRequest, int status, long bytes) {
        String line = "10.0.0.1 - - " + TIME + " \"" + fromRequest;
        assertThat(entry(Formats.parser(false, false), line))
                .isEqualTo(new ReferenceEntry("10.0.0.1", SECOND, status, bytes));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "entry",
            value = {
                "' - - T \"-\" 200 1'| CLIENT",
                "'h\t- - T \"-\" 200 1'| CLIENT",
                "h| SHAPE",
                "h -| SHAPE",
                "'h  - T \"-\" 200 1'| SHAPE",
                "h - -| TIMESTAMP",
                "h - - \"-\" 200 1| TIMESTAMP",
                "h - - [17/May/2015] \"-\" 200 1| TIMESTAMP",
                "h - - [30/Feb/2015:10:05:03 +0000] \"-\" 200 1| TIMESTAMP",
                "h - - T| REQUEST",
                "h - - T - 200 1| REQUEST",
                "h - - T\"-\" 200 1| REQUEST",
                "h - - T \"GET /| REQUEST",
                "h - - T \"GET /\\\" 200 1| REQUEST",
                "h - - T \"GET /\\\\\\\" 200 1| REQUEST",
                "h - - T \"GET /\\| REQUEST",
                "h - - T \"-\"| STATUS",
                "h - - T \"-\" | STATUS",
                "h - - T \"-\" - 1| STATUS",
                "h - - T \"-\" 20| STATUS",
                "h - - T \"-\" 2000 1| STATUS",
                "h - - T \"-\" 2a0 1| STATUS",
                "h - - T \"-\"200 1| STATUS",
                "h - - T \"a\"b\" 200 1| STATUS",
                "h - [x] T \"-\" 20| STATUS", // found further into the line than the request that is missing after [x]
                "h - - T \"-\" 200| entry",
            })
    void saysWhatCouldNotBeRead(String line, @Nullable MalformedReason reason) {
        byte[] bytes = Latin1.bytes(line.replace("T", TIME));
        assertThat(Formats.parser(false, true).parse(bytes, 0, bytes.length, new AccessLogEntry()))
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"h, SHAPE", "' h - - x', SHAPE", "'v  - - x', CLIENT", "v h, SHAPE", "v h - -, TIMESTAMP"})
    void afterAVirtualHostTheClientIsTheSecondWord(String line, MalformedReason reason) {
        byte[] bytes = Latin1.bytes(line);
        assertThat(Formats.parser(true, true).parse(bytes, 0, bytes.length, new AccessLogEntry()))
                .isEqualTo(reason);
    }

    /** With time that grows with the square of its length, such a line would take hours. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "]",
                "[]",
                "[x]",
                "] \"",
                "[x] \"",
                "[x] \"\\",
                "[x] \"-\" 200x ",
                "[[] \"a\" ",
                "\"",
                "\\",
                " "
            })
    void hostileLinesAreReadInTheTimeOfTheirLength(String repeated) {
        byte[] bytes = Latin1.bytes("10.0.0.1 - " + repeated.repeat((1 << 20) / repeated.length()));
        assertThat(Formats.parser(false, true).parse(bytes, 0, bytes.length, new AccessLogEntry()))
                .isNotNull();
    }

    private static @Nullable ReferenceEntry entry(LineParser parser, String line) {
        byte[] surrounded = Latin1.bytes("]" + line + "1 200\"");
        AccessLogEntry entry = new AccessLogEntry();
        return parser.parse(surrounded, 1, surrounded.length - 6, entry) != null
                ? null
                : new ReferenceEntry(
                        Clients.text(entry.client()), entry.epochSecond(), entry.status(), entry.bodyBytes());
    }
}
