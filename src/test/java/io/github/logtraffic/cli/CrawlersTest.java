package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.logtraffic.identity.NameResolver;
import io.github.logtraffic.log.entry.ClientAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which crawlers of a report are true ones; no name server is asked. */
class CrawlersTest {
    private static final String GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
    private static final String GPTBOT = "GPTBot/1.2";

    @TempDir
    Path folder;

    private final Names names = new Names();

    /** 66.249.66.0/24 has names of Googlebot, of 203.0.113.0/24 there is no answer, nobody else has a name. */
    private static final class Names implements NameResolver {
        final Set<String> asked = new ConcurrentSkipListSet<>();

        @Override
        public List<String> names(ClientAddress address) throws IOException {
            asked.add(address.toString());
            if (address.toString().startsWith("203.0.113.")) {
                throw new IOException("no answer");
            }
            return address.toString().startsWith("66.249.66.")
                    ? List.of("crawl-" + address + ".googlebot.com")
                    : List.of();
        }

        @Override
        public boolean hasAddress(String name, ClientAddress address) {
            return name.equals("crawl-" + address + ".googlebot.com");
        }

        @Override
        public boolean knows(String domain) {
            return domain.equals("googlebot.com");
        }
    }

    private static String line(String client, String agent) {
        return client + " - - [23/Nov/2026:10:00:01 +0000] \"GET / HTTP/1.1\" 200 5120 \"-\" \"" + agent + "\"\n";
    }

    private String ranges(String name, String networks) throws IOException {
        return Files.writeString(folder.resolve(name), networks).toString();
    }

    private JsonNode groups(String log, String... options) throws IOException {
        String[] args = new String[options.length + 3];
        args[0] = "analyze";
        args[1] = "--json";
        args[2] = "-q";
        System.arraycopy(options, 0, args, 3, options.length);
        CommandRun run = CommandRun.of(log, names, args);
        assertThat(run.exit()).isZero();
        JsonSchemaTest.assertValid(run.out());
        return new ObjectMapper().readTree(run.out()).get("groups");
    }

    private static final String LOG = line("66.249.66.1", GOOGLEBOT).repeat(5)
            + line("192.0.2.9", GOOGLEBOT).repeat(4)
            + line("203.0.113.5", GOOGLEBOT).repeat(3)
            + line("198.51.100.1", GPTBOT).repeat(2)
            + line("192.0.2.200", "curl/8.5.0");

    @Test
    void nameServersTellWhoIsACrawler() throws IOException {
        JsonNode tables = groups(LOG, "--resolve", "--by", "crawler", "--by", "client,status,crawler", "-n", "2");
        assertThat(tables.at("/0/rows/0/verification"))
                .hasToString("{\"verified\":5,\"spoofed\":4,\"unchecked\":3,\"claimed\":0}");
        assertThat(tables.at("/0/rows/1/verification"))
                .hasToString("{\"verified\":0,\"spoofed\":0,\"unchecked\":0,\"claimed\":2}");
        assertThat(tables.at("/1/rows/0/verification"))
                .hasToString("{\"verified\":5,\"spoofed\":0,\"unchecked\":0,\"claimed\":0}");
        assertThat(tables.at("/1/rows/1/verification"))
                .hasToString("{\"verified\":0,\"spoofed\":4,\"unchecked\":0,\"claimed\":0}");
        assertThat(names.asked).containsExactly("192.0.2.9", "203.0.113.5", "66.249.66.1");
    }

    @Test
    void networksTellWithoutAskingWhoIsACrawler() throws IOException {
        JsonNode tables =
                groups(LOG, "--crawler-ranges", ranges("googlebot.json", "66.249.64.0/19"), "--top", "crawler");
        assertThat(tables.at("/0/rows/0/verification"))
                .hasToString("{\"verified\":5,\"spoofed\":7,\"unchecked\":0,\"claimed\":0}");
        assertThat(tables.at("/0/rows/2/key/0").asText()).isEqualTo("-");
        assertThat(tables.at("/0/rows/2").has("verification")).isFalse();
        assertThat(names.asked).isEmpty();
    }

    @Test
    void nobodyIsAskedAboutWhomNetworksVerify() throws IOException {
        String networks = ranges("google", "66.249.64.0/19");
        JsonNode tables = groups(
                LOG, "-o", "json", "--crawler-ranges", "googlebot=" + networks, "--resolve", "--by", "crawler,client");
        assertThat(tables.at("/0/rows/0/verification/verified").asInt()).isEqualTo(5);
        assertThat(tables.at("/0/rows/1/verification/spoofed").asInt()).isEqualTo(4);
        assertThat(tables.at("/0/rows/2/verification/unchecked").asInt()).isEqualTo(3);
        String shown = CommandRun.of(LOG, names, "analyze", "--resolve", "--by", "crawler,client", "-q")
                .out();
        assertThat(shown.lines().map(line -> line.replaceAll(" +", " ")))
                .anyMatch(line -> line.startsWith(" # Crawler Client Requests Claim "))
                .anyMatch(line -> line.startsWith(" 3 Googlebot 203.0.113.5 3 unchecked "))
                .anyMatch(line -> line.startsWith(" 5 - 192.0.2.200 1 - "));
    }

    @Test
    void onlyCrawlersThatAreShownAreAskedAbout() {
        String log = LOG + line("192.0.2.77", "bingbot/2.0");
        CommandRun run = CommandRun.of(log, names, "analyze", "--resolve", "--by", "crawler", "-n", "1");
        assertThat(names.asked).containsExactly("192.0.2.9", "203.0.113.5", "66.249.66.1");
        assertThat(run.err()).contains("--resolve: no answer within 2 s for 1 address\n");
    }

    @Test
    void ofManyThoseWithTheMostRequestsAreAskedAbout() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int host = 0; host < 1_500; host++) {
            String one = line("10.0." + host / 256 + "." + host % 256, GOOGLEBOT);
            log.append(one.repeat(host < 500 ? 1 : 2));
        }
        String[] usual = {"analyze", "--resolve", "--by", "crawler", "-q"};
        assertThat(CommandRun.of(log.toString(), names, usual).out()).contains("Unchecked");
        assertThat(names.asked).hasSize(1_000).contains("10.0.1.244").doesNotContain("10.0.1.243");
    }

    @Test
    void whoMemoryWasTooShortForIsUnchecked() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            String client = i % 3 == 0 ? "66.249.66.1" : "10." + i % 7 + "." + i / 256 + "." + i % 256;
            log.append(line(client, GOOGLEBOT));
        }
        String networks = ranges("googlebot.txt", "66.249.64.0/19");
        String[] options = {"--memory", "1MiB", "--crawler-ranges", networks, "--by", "crawler"};
        JsonNode row = groups(log.toString(), options).at("/0/rows/0");
        JsonNode known = row.get("verification");
        assertThat(row.get("requests").asInt()).isEqualTo(60_000);
        assertThat(known.get("verified").asInt()).isBetween(15_000, 20_000);
        assertThat(known.get("spoofed").asInt()).isBetween(1, 39_999);
        assertThat(known.get("unchecked").asInt()).isPositive();
        assertThat(known.get("verified").asInt()
                        + known.get("spoofed").asInt()
                        + known.get("unchecked").asInt())
                .isEqualTo(60_000);
    }
}
