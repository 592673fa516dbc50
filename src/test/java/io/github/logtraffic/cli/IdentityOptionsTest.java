package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logtraffic.identity.AddressMask;
import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.identity.Pseudonymizer;
import io.github.logtraffic.log.filter.FilterPlan;
import io.github.logtraffic.reference.Latin1;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Options that say what is to be known of clients, and what is not. */
class IdentityOptionsTest {
    @TempDir
    Path folder;

    private final OptionList options = new OptionList("test", () -> 0);
    private final IdentityOptions identity = new IdentityOptions(options);
    private final GroupOptions groups = new GroupOptions(options);
    private final AgentOptions agents = new AgentOptions(options);
    private final PlaceOptions places = new PlaceOptions(options);
    private final NetworkOptions networks = new NetworkOptions(options);
    private final ClientOptions clients = new ClientOptions(options);
    private final PrivacyOptions privacy = new PrivacyOptions(options);
    private final CommandLine command = options.command("test", "A test.").setOverwrittenOptionsAllowed(true);

    private String file(String name, String content) throws IOException {
        return Files.write(folder.resolve(name), Latin1.bytes(content)).toString();
    }

    private void assertRefused(String reason, String... args) {
        assertThatThrownBy(() -> command.parseArgs(args))
                .isInstanceOf(ParameterException.class)
                .cause()
                .hasMessageContaining(reason);
    }

    @Test
    void withoutOptionsNothingIsAskedFor() {
        command.parseArgs();
        privacy.checkShown(command, List.of(), null, false);
        identity.check(command, groups, clients, privacy);
        networks.check(command, clients, privacy);
        assertThat(identity.checksCrawlers(groups)).isFalse();
        assertThat(agents.narrowed(FilterPlan.ALL)).isEqualTo(FilterPlan.ALL);
        assertThat(networks.hierarchyShare()).isZero();
        assertThat(places.openGeography(command)).isNull();
        assertThat(privacy.isAsked()).isFalse();
        assertThat(privacy.anonymizers()).isNull();
        assertThat(privacy.narrowed(NetworkPrefix.WHOLE_ADDRESS)).isEqualTo(NetworkPrefix.WHOLE_ADDRESS);
    }

    @Test
    void laterFilesOfAgentsComeFirst() throws IOException {
        String one = file("one", "tool\tone\tours\ntool\tone\tcurl\n");
        String two = file("two", "scanner\ttwo\tours\n");
        command.parseArgs("--agents", one, "--agents", two);
        byte[] text = Latin1.bytes("ours curl Firefox");
        assertThat(agents.userAgents().agent(text, 0, 4)).hasToString("scanner two");
        assertThat(agents.userAgents().agent(text, 5, 9)).hasToString("tool one");
        assertThat(agents.userAgents().agent(text, 10, text.length)).hasToString("browser Firefox");
    }

    @Test
    void sharesOfNetworksAreInPercent() {
        command.parseArgs("--hierarchy");
        assertThat(networks.hierarchyShare()).isEqualTo(0.01);
        command.parseArgs("--hierarchy-share", "0.5%");
        assertThat(networks.hierarchyShare()).isEqualTo(0.005);
    }

    @Test
    void rangesBelongToCrawlersOfAnyList() throws IOException {
        String mine = file("mine", "crawler\tMine\tmine\n");
        String networks = file("mine.json", "[{\"cidr\": \"192.0.2.0/24\"}]");
        command.parseArgs("--crawler-ranges", networks, "--crawler-ranges", "gptbot=" + networks, "--agents", mine);
        assertThat(identity.verifier(command, agents.userAgents())).isNotNull();
    }

    @Test
    void rangesOfNobodyAreRefused() throws IOException {
        String networks = file("x.json", "192.0.2.0/24");
        command.parseArgs("--crawler-ranges", networks);
        assertThatThrownBy(() -> identity.verifier(command, agents.userAgents()))
                .isInstanceOf(ParameterException.class)
                .hasMessage("--crawler-ranges '" + networks + "': named after no known crawler; say whose networks it "
                        + "holds: Googlebot=" + networks);
    }

    @Test
    void filesThatCannotBeUsedAreRefused() throws IOException {
        String empty = file("gptbot.json", "");
        assertRefused("there is no such file", "--agents", "/missing");
        assertRefused(":1:1: expected kind", "--agents", file("bad", "a\tb\tc\td\te"));
        assertRefused("expected one of only, exclude", "--crawlers", "none");
        assertRefused("expected a number from 0.01 to 100", "--hierarchy-share", "0");
        assertRefused("there is no such file", "--pseudonymize-key", "/missing");
        assertRefused("expected a key of 16", "--pseudonymize-key", empty);
        command.parseArgs("--crawler-ranges", empty, "--geoip", empty);
        assertThatThrownBy(() -> identity.verifier(command, agents.userAgents()))
                .hasMessageContaining("holds no networks");
        assertThatThrownBy(() -> places.openGeography(command)).hasMessageContaining("no usable database");
    }

    @Test
    void bitsToClearAreOfBothKinds() {
        command.parseArgs("--anonymize-bits", "8,64", "--anonymize");
        assertThat(privacy.narrowed(NetworkPrefix.WHOLE_ADDRESS)).isEqualTo(new NetworkPrefix(24, 64));
        assertThat(privacy.narrowed(new NetworkPrefix(16, 128))).isEqualTo(new NetworkPrefix(16, 64));
        assertThat(Objects.requireNonNull(privacy.anonymizers()).get()).isInstanceOf(AddressMask.class);
        assertRefused("expected how many bits", "--anonymize-bits", "16");
        assertRefused("at least 1, at most 32 and 128", "--anonymize-bits", "33,80");
        assertRefused("at least 1, at most 32 and 128", "--anonymize-bits", "16,0");
    }

    @Test
    void whatContradictsItselfIsRefused() throws IOException {
        String key = file("key", "0123456789abcdef");
        assertContradiction("exclude each other", "--anonymize", "--pseudonymize-key", key);
        assertContradiction("has no networks", "--hierarchy", "--pseudonymize-key", key);
        assertContradiction("--prefix4 and --prefix6 exclude it", "--hierarchy", "--prefix6", "64");
        assertContradiction("--resolve would ask", "--resolve", "--pseudonymize-key", key);
        assertContradiction("--crawler-ranges would tell", "--crawler-ranges", key, "--pseudonymize-key", key);
        assertContradiction("needs --by crawler or --top crawler", "--crawler-ranges", key, "--by", "crawler,path");
        assertContradiction("--resolve tells of addresses", "--resolve", "--by", "client,crawler", "--prefix6", "64");
        assertContradiction(
                "--crawler-ranges tells of addresses",
                "--crawler-ranges",
                key,
                "--top",
                "crawler,client",
                "--prefix4",
                "24");
        assertThat(Objects.requireNonNull(privacy.anonymizers()).get()).isInstanceOf(Pseudonymizer.class);
    }

    @Test
    void crawlersAreCheckedWhereATableShowsThem() {
        assertThat(checksCrawlers("--by", "crawler")).isFalse();
        assertThat(checksCrawlers("--resolve", "--by", "crawler,path")).isFalse();
        assertThat(checksCrawlers("--resolve", "--by", "crawler,client/24")).isFalse();
        assertThat(checksCrawlers("--resolve", "--by", "crawler")).isTrue();
        assertThat(checksCrawlers("--crawler-ranges", "x", "--by", "crawler", "--prefix4", "24"))
                .isTrue();
        assertThat(checksCrawlers("--crawler-ranges", "x", "--top", "client,path,crawler"))
                .isTrue();
    }

    private static boolean checksCrawlers(String... args) {
        OptionList fresh = new OptionList("test", () -> 0);
        GroupOptions by = new GroupOptions(fresh);
        ClientOptions who = new ClientOptions(fresh);
        IdentityOptions which = new IdentityOptions(fresh);
        PrivacyOptions not = new PrivacyOptions(fresh);
        CommandLine line = fresh.command("test", "A test.");
        line.parseArgs(args);
        which.check(line, by, who, not);
        return which.checksCrawlers(by);
    }

    private void assertContradiction(String reason, String... args) {
        OptionList fresh = new OptionList("test", () -> 0);
        GroupOptions by = new GroupOptions(fresh);
        IdentityOptions who = new IdentityOptions(fresh);
        NetworkOptions which = new NetworkOptions(fresh);
        ClientOptions clientsOf = new ClientOptions(fresh);
        PrivacyOptions not = new PrivacyOptions(fresh);
        CommandLine line = fresh.command("test", "A test.");
        line.parseArgs(args);
        assertThatThrownBy(() -> {
                    not.checkShown(line, List.of(), null, false);
                    who.check(line, by, clientsOf, not);
                    which.check(line, clientsOf, not);
                })
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining(reason);
        command.parseArgs(args);
    }
}
