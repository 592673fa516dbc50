package io.github.logtraffic.count.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.identity.AgentList;
import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.identity.UserAgents;
import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.Seeds;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys are what they say, whatever an entry holds. */
class EntryKeyTest {
    private static String text(EntryKey entryKey, AccessLogEntry entry) {
        ClientKey key = new ClientKey();
        entryKey.read(entry, key);
        return entryKey.text(ClientAddress.of(key));
    }

    private static AccessLogEntry entry(byte[] text) {
        AccessLogEntry entry = new AccessLogEntry(1);
        entry.setText(0, text, 0, text.length);
        return entry;
    }

    private static AccessLogEntry entry(String text) {
        return entry(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b/c, 2, /a/b",
        "/a/b/, 2, /a/b",
        "/a/b, 2, /a/b",
        "/a, 2, /a",
        "/, 1, /",
        "//a, 1, /",
        "a/b/c, 2, a/b",
        "*, 1, *",
        "'', 3, -",
        "/a/b/c/d/e, 4, /a/b/c/d",
    })
    void segmentsAreThoseInFront(String path, int segments, String expected) {
        assertThat(text(new SegmentsKey(0, segments), entry(path))).isEqualTo(expected);
    }

    @Test
    void aTextIsAsItStandsAndAbsentIsADash() {
        assertThat(text(new TextKey(0), entry("Mozilla/5.0 (ü)"))).isEqualTo("Mozilla/5.0 (ü)");
        assertThat(text(new TextKey(0), entry(""))).isEqualTo("-");
        assertThat(text(new TextKey(0), entry(Latin1.bytes("a\u00FFb")))).isEqualTo("a\\xFFb");
    }

    @Test
    void aTextThatIsTooLongIsCutVisibly() {
        String kept = "x".repeat(BoundedText.MOST_BYTES);
        assertThat(text(new TextKey(0), entry(kept))).isEqualTo(kept);
        for (String pattern : List.of("x", "ü", "€", "\uD83D\uDE00")) {
            String cut = text(new TextKey(0), entry(pattern.repeat(1 << 20)));
            assertThat(cut).endsWith(pattern + "…");
            assertThat(cut.getBytes(StandardCharsets.UTF_8))
                    .hasSizeBetween(BoundedText.MOST_BYTES - 3, BoundedText.MOST_BYTES);
        }
    }

    @Test
    void programsAreWhatTheirUserAgentsClaim() {
        UserAgents agents = new UserAgents(AgentList.builtIn());
        AgentKey name = new AgentKey(AgentKey.Part.NAME, agents, 0);
        AgentKey kind = new AgentKey(AgentKey.Part.KIND, agents, 0);
        EntryKey crawler = new AgentKey(AgentKey.Part.CRAWLER, agents, 0).fresh();
        for (int i = 0; i < 2; i++) {
            AccessLogEntry bot = entry("Mozilla/5.0 (compatible; Googlebot/2.1)");
            assertThat(List.of(text(name, bot), text(kind, bot), text(crawler, bot)))
                    .containsExactly("Googlebot", "crawler", "Googlebot");
            AccessLogEntry tool = entry("curl/8.5.0");
            assertThat(List.of(text(name, tool), text(kind, tool), text(crawler, tool)))
                    .containsExactly("curl", "tool", "-");
            AccessLogEntry other = entry("x");
            assertThat(List.of(text(name, other), text(kind, other), text(crawler, other)))
                    .containsExactly("unknown", "unknown", "-");
            AccessLogEntry none = entry("");
            assertThat(List.of(text(name, none), text(kind, none), text(crawler, none)))
                    .containsExactly("-", "-", "-");
        }
    }

    @Test
    void statusesHaveThreeDigits() {
        AccessLogEntry entry = new AccessLogEntry();
        for (int status = 0; status < 1_000; status++) {
            entry.set(0, status, 0);
            assertThat(text(new StatusKey(false), entry)).isEqualTo(String.format(Locale.ROOT, "%03d", status));
            assertThat(text(new StatusKey(true), entry)).isEqualTo(status / 100 + "xx");
        }
    }

    @Test
    void hoursAndWeekdaysAreThoseOfTheWallClock() {
        Seeds.each(20, random -> {
            ZoneId zone = ZoneId.of(List.of("UTC", "Europe/Berlin", "Asia/Kathmandu", "America/St_Johns", "+05:45")
                    .get(random.nextInt(5)));
            EntryKey hour = new WallClockKey(WallClockKey.Part.HOUR, zone);
            EntryKey weekday = new WallClockKey(WallClockKey.Part.WEEKDAY, zone);
            AccessLogEntry entry = new AccessLogEntry();
            for (int i = 0; i < 2_000; i++) {
                long second = (long) ((random.nextDouble() - 0.4) * 8_000_000_000L);
                entry.set(random.nextInt(3) == 0 ? entry.epochSecond() + random.nextInt(9_000) : second, 200, 0);
                ZonedDateTime time = Instant.ofEpochSecond(entry.epochSecond()).atZone(zone);
                assertThat(text(hour, entry)).isEqualTo(String.format(Locale.ROOT, "%02d", time.getHour()));
                assertThat(text(weekday, entry))
                        .isEqualTo(time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH));
            }
        });
    }

    @Test
    void severalKeysAreOneForEachCombination() {
        Seeds.each(200, random -> {
            AccessLogEntry entry = new AccessLogEntry(2);
            EntryKey both = new CompositeKey(List.of(new TextKey(0), network(), new TextKey(1)));
            ClientKey key = new ClientKey();
            for (int i = 0; i < 20; i++) {
                List<ClientAddress> expected = new ArrayList<>();
                expected.add(setText(entry, 0, random));
                entry.client().setAddress(random.nextLong(), random.nextLong());
                expected.add(ClientAddress.of(entry.client()));
                expected.add(setText(entry, 1, random));
                both.read(entry, key);
                assertThat(CompositeKey.parts(key)).isEqualTo(expected);
            }
        });
    }

    private static EntryKey network() {
        return new NetworkKey(NetworkPrefix.WHOLE_ADDRESS);
    }

    /** Random bytes, among them those that lengths are made of. */
    private static ClientAddress setText(AccessLogEntry entry, int slot, Random random) {
        byte[] text = new byte[1 + random.nextInt(random.nextInt(10) == 0 ? 600 : 6)];
        random.nextBytes(text);
        entry.setText(slot, text, 0, text.length);
        return ClientAddress.ofName(text, 0, text.length);
    }
}
