package io.github.logtraffic.log.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.value.ClfTime;
import io.github.logtraffic.reference.Corruption;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.Seeds;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KnownFormatTest {
    private static final String COMBINED =
            "203.0.113.7 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 512 \"-\" \"curl/8.5\"";

    /** The lines that other formats have for theirs, whole and corrupted, and lines behind a time that their header has. */
    @ParameterizedTest
    @MethodSource("known")
    void noLineIsReadThatWasNotWorthATry(KnownFormat known) {
        LineParser parser = known.format().newParser(EntryPlan.SHAPE);
        AccessLogEntry entry = new AccessLogEntry();
        for (KnownFormat other : known()) {
            Seeds.each(300, random -> {
                String line = random.nextInt(10) == 0 ? other.example() : Corruption.of(random, other.example());
                byte[] bytes = Latin1.bytes(line);
                parser.assumeTime(random.nextBoolean() ? 0 : ClfTime.INVALID);
                if (parser.parse(bytes, 0, bytes.length, entry) == null) {
                    assertThat(known.mayRead(Header.NONE, bytes, 0, bytes.length))
                            .as(line)
                            .isTrue();
                }
            });
        }
    }

    @Test
    void itIsKnownWhichLogsCountHeaders() throws FormatSyntaxException {
        for (String format : List.of(
                "haproxy",
                "alb",
                "squid",
                "w3c",
                "%h %l %u %t \"%r\" %>s %O",
                "$remote_addr $msec $status $bytes_sent")) {
            assertThat(LogFormats.parse(format).countsHeaders()).as(format).isTrue();
        }
        for (String format : List.of(
                "combined",
                "elb",
                "s3",
                "envoy",
                "%h %l %u %t \"%r\" %>s %b %O",
                "$remote_addr $msec $status $bytes_sent $body_bytes_sent")) {
            assertThat(LogFormats.parse(format).countsHeaders()).as(format).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("known")
    void everyLinesEndIsSeen(KnownFormat known) {
        byte[] bytes = Latin1.bytes(known.example());
        for (int to = 0; to < bytes.length; to++) {
            byte[] cut = Latin1.bytes(known.example().substring(0, to));
            assertThat(known.mayRead(Header.NONE, bytes, 0, to))
                    .as("%d bytes", to)
                    .isEqualTo(known.mayRead(Header.NONE, cut, 0, to));
        }
    }

    @Test
    void linesOfTheCommonFormatAreTriedInItsRelativesOnly() {
        byte[] bytes = Latin1.bytes(COMBINED);
        assertThat(known().stream()
                        .filter(known -> known.mayRead(Header.NONE, bytes, 0, bytes.length))
                        .map(KnownFormat::formatName))
                .containsExactly(
                        "traefik", "ingress_nginx", "combined", "common", "vhost_combined", "vhost_common", "s3");
    }

    @Test
    void aHeaderTellsWhichDialectOfTheExtendedFormatIsWorthATry() {
        byte[] line = Latin1.bytes("10:05:03 200");
        Header header = new Header(List.of("time", "sc-status"), null);
        Header cloudfront = new Header(List.of("time", "sc-status", "x-edge-location"), null);
        assertThat(tried(Header.NONE, line)).isEmpty();
        assertThat(tried(header, line)).containsExactly("w3c");
        assertThat(tried(cloudfront, line)).containsExactly("cloudfront", "w3c");
    }

    private static List<String> tried(Header header, byte[] line) {
        return known().stream()
                .filter(known -> known.mayRead(header, line, 0, line.length))
                .map(KnownFormat::formatName)
                .toList();
    }

    static List<KnownFormat> known() {
        return KnownFormats.all();
    }
}
