package io.github.logtraffic.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The reference and the random lines are worth something only if they are not empty. */
class RandomLinesTest {
    @Test
    void mostLinesAreEntriesAndEveryOtherFateOccurs() {
        ReferenceTally tally = new ReferenceTally(60, 1_000, false);
        tally.addLog(new RandomLines(new Random(1), false, true).log(2_000, 0.3));
        List<Long> counts = tally.lineCounts();
        assertThat(counts).allMatch(count -> count > 0);
        assertThat(counts.get(3)).isGreaterThan(1_000);
        assertThat(tally.totals().clients()).isGreaterThan(5);
        assertThat(tally.statuses()).hasSizeGreaterThan(10);
    }

    @Test
    void theReferenceReadsALineAsApacheDocumentsIt() {
        assertThat(ReferenceParser.parse(
                        "127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] \"GET /apache_pb.gif HTTP/1.0\" 200 2326",
                        false))
                .isEqualTo(new ReferenceEntry("127.0.0.1", 971_211_336, 200, 2_326));
    }

    @Test
    void theReferenceKnowsNoImpossibleTimes() {
        assertThat(ReferenceParser.second("30/Feb/2015:10:00:00 +0000")).isNull();
        assertThat(ReferenceParser.second("17/May/2015:24:00:00 +0000")).isNull();
        assertThat(ReferenceParser.second("17/May/2015:10:00:60 +0000")).isEqualTo(1_431_856_859);
    }

    @Test
    void theReferenceWritesClientsCanonically() {
        assertThat(List.of("[2001:DB8:0:0:0::1]:443", "::ffff:1.2.3.4", "1.2.3.4:80", "WWW.Example.com", "\u00ff"))
                .map(ReferenceClients::canonical)
                .containsExactly("2001:db8::1", "1.2.3.4", "1.2.3.4", "www.example.com", "\\xFF");
    }
}
