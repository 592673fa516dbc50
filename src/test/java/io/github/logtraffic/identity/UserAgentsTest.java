package io.github.logtraffic.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.Seeds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which program a user agent belongs to. */
class UserAgentsTest {
    private static final UserAgents BUILT_IN = new UserAgents(AgentList.builtIn());
    private static final int UNKNOWN_SLOT = 0;

    @Test
    void theListKnowsTheUserAgentsOfLogs() throws IOException {
        for (String line : golden()) {
            String[] columns = line.split("\t", -1);
            for (String variant : List.of(columns[2], columns[2].toLowerCase(Locale.ROOT))) {
                assertThat(agent(BUILT_IN, variant).toString()).as(variant).isEqualTo(columns[0] + " " + columns[1]);
            }
        }
    }

    @Test
    void everyLineOfTheListCanBeTheFirst() {
        for (AgentLine line : AgentList.builtIn().lines()) {
            byte[] text = new byte[line.pattern().length()];
            for (int i = 0; i < text.length; i++) {
                text[i] = line.pattern().byteAt(i);
            }
            Agent found = BUILT_IN.agent(text, 0, text.length);
            assertThat(found.name()).as(Latin1.text(text)).isEqualTo(line.name());
        }
    }

    @Test
    void anEmptyUserAgentIsUnknown() {
        assertThat(agent(BUILT_IN, "")).isSameAs(Agent.UNKNOWN);
        assertThat(new CachedUserAgents(BUILT_IN).agent(new byte[0], 0, 0)).isSameAs(Agent.UNKNOWN);
    }

    @Test
    void whatIsRememberedIsWhatWouldBeFound() throws IOException {
        List<String> known = golden();
        CachedUserAgents cached = new CachedUserAgents(BUILT_IN);
        Seeds.each(20_000, random -> {
            byte[] bytes = changed(known.get(random.nextInt(known.size())), random);
            int from = random.nextInt(bytes.length);
            int to = from + random.nextInt(bytes.length - from + 1);
            assertThat(cached.agent(bytes, from, to)).isSameAs(BUILT_IN.agent(bytes, from, to));
            assertThat(cached.agent(bytes, from, to)).isSameAs(BUILT_IN.agent(bytes, from, to));
        });
    }

    private static byte[] changed(String text, Random random) {
        byte[] bytes = Latin1.bytes(random.nextInt(10) == 0 ? text.repeat(1 + random.nextInt(20)) : text);
        for (int changes = random.nextInt(3); changes > 0; changes--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    @Test
    void crawlersAreKeptOrLeftOut() {
        AccessLogEntry entry = new AccessLogEntry(1);
        CrawlerFilter only = new CrawlerFilter(CrawlerFilter.Choice.ONLY, BUILT_IN, UNKNOWN_SLOT);
        CrawlerFilter exclude = new CrawlerFilter(CrawlerFilter.Choice.EXCLUDE, BUILT_IN, UNKNOWN_SLOT);
        assertThat(only.keeps(entry)).isFalse();
        assertThat(exclude.keeps(entry)).isTrue();
        byte[] line = Latin1.bytes("x Googlebot/2.1 x");
        entry.setText(0, line, 2, 15);
        assertThat(only.keeps(entry)).isTrue();
        assertThat(exclude.keeps(entry)).isFalse();
    }

    private static Agent agent(UserAgents agents, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return agents.agent(bytes, 0, bytes.length);
    }

    static List<String> golden() throws IOException {
        try (InputStream in = UserAgentsTest.class.getResourceAsStream("user-agents.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }
}
