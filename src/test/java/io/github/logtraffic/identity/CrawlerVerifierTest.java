package io.github.logtraffic.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whether crawlers are who they claim to be. */
@Timeout(60)
class CrawlerVerifierTest {
    private static final List<Agent> AGENTS = new UserAgents(AgentList.builtIn()).agents();
    private static final Agent GOOGLEBOT = named("Googlebot");
    private static final Agent GPTBOT = named("GPTBot");
    private static final Agent CLAUDEBOT = named("ClaudeBot");

    private static final FakeResolver RESOLVER = new FakeResolver()
            .domain("googlebot.com")
            .names("66.249.66.1", "crawl-66-249-66-1.googlebot.com")
            .addresses("crawl-66-249-66-1.googlebot.com", "66.249.66.1")
            .names("192.0.2.1", "crawl-66-249-66-1.googlebot.com")
            .names("192.0.2.2", "notgooglebot.com", "googlebot.com.example.net")
            .addresses("notgooglebot.com", "192.0.2.2")
            .addresses("googlebot.com.example.net", "192.0.2.2")
            .fails("192.0.2.4");

    @TempDir
    Path folder;

    private static Agent named(String name) {
        return Objects.requireNonNull(CrawlerRanges.crawlerNamed(name, AGENTS));
    }

    @Test
    void namesTellWhereOperatorsNameTheirDomains() throws InterruptedException {
        assertThat(asked("66.249.66.1", GOOGLEBOT)).isEqualTo(Verification.VERIFIED);
        assertThat(asked("192.0.2.1", GOOGLEBOT)).isEqualTo(Verification.SPOOFED);
        assertThat(asked("192.0.2.2", GOOGLEBOT)).isEqualTo(Verification.SPOOFED);
        assertThat(asked("192.0.2.3", GOOGLEBOT)).isEqualTo(Verification.SPOOFED);
        assertThat(asked("192.0.2.4", GOOGLEBOT)).isEqualTo(Verification.UNCHECKED);
        assertThat(asked("66.249.66.1", GPTBOT)).isEqualTo(Verification.CLAIMED);
        assertThat(asked("host.googlebot.com", GOOGLEBOT)).isEqualTo(Verification.CLAIMED);
    }

    private static Verification asked(String client, Agent crawler) throws InterruptedException {
        return asked(RESOLVER, CrawlerRanges.NONE, client, crawler);
    }

    @Test
    void aNameServerThatKnowsNothingOfTheWorldAccusesNobody() throws InterruptedException {
        FakeResolver resolver = new FakeResolver()
                .names("66.249.66.1", "crawl-66-249-66-1.googlebot.com")
                .addresses("crawl-66-249-66-1.googlebot.com", "66.249.66.1");
        assertThat(asked(resolver, CrawlerRanges.NONE, "192.0.2.3", GOOGLEBOT)).isEqualTo(Verification.UNCHECKED);
        assertThat(asked(resolver, CrawlerRanges.NONE, "66.249.66.1", GOOGLEBOT))
                .isEqualTo(Verification.VERIFIED);
    }

    @Test
    void nobodyIsAskedWhoNeedNotBe() throws InterruptedException {
        assertThat(known(CrawlerRanges.NONE, "66.249.66.1", GOOGLEBOT)).isEqualTo(Verification.UNCHECKED);
        FakeResolver resolver = new FakeResolver();
        asked(resolver, CrawlerRanges.NONE, "192.0.2.9", GPTBOT);
        assertThat(resolver.questions).hasValue(0);
        asked(resolver, CrawlerRanges.NONE, "192.0.2.9", GOOGLEBOT);
        assertThat(resolver.questions).hasValue(1);
    }

    @Test
    void publishedNetworksTellWithoutAsking() throws Exception {
        Path gptbot = Files.writeString(folder.resolve("gptbot.json"), """
                {"creationTime": "2026-11-01T00:00:00", "prefixes": [
                  {"ipv4Prefix": "132.196.86.0/24"}, {"ipv6Prefix": "2001:db8:4000::/36", "service": "x"}]}
                """);
        CrawlerRanges ranges = CrawlerRanges.NONE
                .with(GPTBOT, gptbot)
                .with(GPTBOT, Files.writeString(folder.resolve("more"), "# mine\n\n 198.51.100.7  # office\n"))
                .with(GOOGLEBOT, Files.writeString(folder.resolve("google"), "192.0.2.77"));
        assertThat(known(ranges, "132.196.86.9", GPTBOT)).isEqualTo(Verification.VERIFIED);
        assertThat(known(ranges, "2001:db8:4fff::1", GPTBOT)).isEqualTo(Verification.VERIFIED);
        assertThat(known(ranges, "198.51.100.7", GPTBOT)).isEqualTo(Verification.VERIFIED);
        assertThat(known(ranges, "198.51.100.8", GPTBOT)).isEqualTo(Verification.SPOOFED);
        for (String list : List.of("\uFEFF[\"192.0.2.0/24\"]", "{\"x\": [\"no\"], \"cidr\": [\"192.0.2.0/24\"]}")) {
            CrawlerRanges lists = CrawlerRanges.NONE.with(GPTBOT, Files.writeString(folder.resolve("list"), list));
            assertThat(known(lists, "192.0.2.9", GPTBOT)).isEqualTo(Verification.VERIFIED);
        }
        assertThat(known(ranges, "132.196.86.9", CLAUDEBOT)).isEqualTo(Verification.CLAIMED);
        assertThat(known(ranges, "host.example", GPTBOT)).isEqualTo(Verification.CLAIMED);
        assertThat(known(ranges, "66.249.66.1", GOOGLEBOT)).isEqualTo(Verification.SPOOFED);

        assertThat(asked(RESOLVER, ranges, "192.0.2.77", GOOGLEBOT)).isEqualTo(Verification.VERIFIED);
        assertThat(asked(RESOLVER, ranges, "66.249.66.1", GOOGLEBOT)).isEqualTo(Verification.VERIFIED);
        assertThat(asked(RESOLVER, ranges, "192.0.2.3", GOOGLEBOT)).isEqualTo(Verification.SPOOFED);
    }

    @Test
    void filesThatHoldNoNetworksAreRefusedWithTheirPlace() throws IOException {
        assertWrong("", ": holds no networks");
        assertWrong("{\"prefixes\": []}", ": holds no networks");
        assertWrong("10.0.0.0/8\n  10.0.0.0/33\n", ":2:3: expected an address or a network");
        assertWrong("{\n \"ipv4Prefix\": \"x\"}", ":2:16: expected an address or a network");
        assertWrong("{\"prefixes\": [", ":1:15: expected JSON");
        assertWrong("<html>", ":1:1: expected an address or a network");
    }

    private void assertWrong(String text, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("ranges"), text);
        assertThatThrownBy(() -> CrawlerRanges.NONE.with(GPTBOT, file))
                .isInstanceOf(DataFileException.class)
                .hasMessageStartingWith(file + message);
    }

    @Test
    void crawlersAreKnownByTheNamesOfPublishedFiles() {
        for (String typed : List.of("Googlebot", "googlebot", "/data/googlebot.json", "GOOGLEBOT.txt")) {
            assertThat(CrawlerRanges.crawlerNamed(typed, AGENTS)).as(typed).isSameAs(GOOGLEBOT);
        }
        assertThat(CrawlerRanges.crawlerNamed("oai-searchbot.json", AGENTS)).hasToString("crawler OAI-SearchBot");
        assertThat(CrawlerRanges.crawlerNamed("archive.org_bot", AGENTS)).hasToString("crawler archive.org_bot");
        assertThat(CrawlerRanges.crawlerNamed("curl", AGENTS)).isNull();
        assertThat(CrawlerRanges.crawlerNamed("", AGENTS)).isNull();
    }

    /** What is known when nobody is asked. */
    private static Verification known(CrawlerRanges ranges, String client, Agent crawler) {
        CrawlerClaim claim = new CrawlerClaim(Addresses.client(client), crawler);
        return new CrawlerVerifier(ranges, false).verify(claim, NameAnswers.NONE);
    }

    /** What is known when whoever can tell is asked. */
    private static Verification asked(FakeResolver resolver, CrawlerRanges ranges, String client, Agent crawler)
            throws InterruptedException {
        CrawlerVerifier verifier = new CrawlerVerifier(ranges, true);
        CrawlerClaim claim = new CrawlerClaim(Addresses.client(client), crawler);
        List<CrawlerClaim> open =
                verifier.withoutAsking(claim) == Verification.UNCHECKED ? List.of(claim, claim) : List.of();
        NameAnswers answers = new ReverseNames(resolver, Duration.ofSeconds(30)).ask(open, List.of());
        return verifier.verify(claim, answers);
    }
}
