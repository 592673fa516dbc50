package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.logtraffic.identity.NameResolver;
import io.github.logtraffic.log.entry.ClientAddress;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;

/** Names of the clients that a report shows; no name server is asked. */
class ResolveTest {
    private static final String LOG = line("192.0.2.1").repeat(5)
            + line("192.0.2.2").repeat(4)
            + line("2001:db8::3").repeat(3)
            + line("named.example").repeat(2)
            + line("192.0.2.9");

    private final Names names = new Names();

    private static String line(String client) {
        return client + " - - [23/Nov/2026:10:00:01 +0000] \"GET / HTTP/1.1\" 200 5120\n";
    }

    /** The first is what it is called, the second claims another's name, of the third there is no answer. */
    private static final class Names implements NameResolver {
        final Set<String> asked = new ConcurrentSkipListSet<>();

        @Override
        public List<String> names(ClientAddress address) throws IOException {
            asked.add(address.toString());
            return switch (address.toString()) {
                case "192.0.2.1" -> List.of("One.example.net.");
                case "192.0.2.2" -> List.of("bank.example");
                default -> throw new IOException("no answer");
            };
        }

        @Override
        public boolean hasAddress(String name, ClientAddress address) {
            return name.equalsIgnoreCase("one.example.net");
        }

        @Override
        public boolean knows(String domain) {
            return true;
        }
    }

    private CommandRun run(String... options) {
        return CommandRun.of(LOG, names, options);
    }

    @Test
    void tablesHaveConfirmedNamesOfTheRowsShown() {
        CommandRun run = run("analyze", "--tz", "UTC", "--resolve", "-n", "4", "--top", "path");
        assertThat(run.exit()).isZero();
        assertThat(run.out().lines().map(line -> line.replaceAll(" +", " ")))
                .anyMatch(line -> line.startsWith(" # Client Name Requests"))
                .anyMatch(line -> line.startsWith(" 1 192.0.2.1 one.example.net 5 "))
                .anyMatch(line -> line.startsWith(" 2 192.0.2.2 - 4 "))
                .anyMatch(line -> line.startsWith(" 4 named.example - 2 "))
                .anyMatch(line -> line.startsWith(" # Path Requests"))
                .noneMatch(line -> line.contains("bank"));
        assertThat(run.err()).contains("--resolve: no answer within 2 s for 1 address\n");
        assertThat(names.asked).containsExactly("192.0.2.1", "192.0.2.2", "2001:db8::3");
    }

    /** Knows nothing: does not answer at all, or says so. */
    private record KnowsNothing(boolean answers) implements NameResolver {
        private void check() throws IOException {
            if (!answers) {
                throw new IOException("nobody is there");
            }
        }

        @Override
        public List<String> names(ClientAddress address) throws IOException {
            check();
            return List.of();
        }

        @Override
        public boolean hasAddress(String name, ClientAddress address) throws IOException {
            check();
            return false;
        }

        @Override
        public boolean knows(String domain) throws IOException {
            check();
            return false;
        }
    }

    @Test
    void thatNobodyAnswersIsSaidInOneLine() {
        CommandRun run = CommandRun.of(LOG, new KnowsNothing(false), "analyze", "--resolve");
        assertThat(run.exit()).isZero();
        assertThat(run.err().lines())
                .containsOnlyOnce(
                        "logtraffic: --resolve: no answer within 2 s for 4 addresses; can a name server be reached?");
    }

    @Test
    void thatNoCrawlersDomainIsKnownIsSaidInOneLine() {
        String log = line("66.249.66.1").strip() + " \"-\" \"Mozilla/5.0 (compatible; Googlebot/2.1)\"\n";
        CommandRun run = CommandRun.of(log, new KnowsNothing(true), "analyze", "--by", "crawler", "--resolve");
        assertThat(run.exit()).isZero();
        assertThat(run.err().lines())
                .containsOnlyOnce(
                        "logtraffic: --resolve: name servers know none of the crawlers' domains; is this network cut off?");
    }

    @Test
    void rowsOfClientsInJsonHaveNames() throws IOException {
        CommandRun run = run("analyze", "--json", "--resolve", "--by", "client", "--by", "client,path");
        JsonNode report = new ObjectMapper().readTree(run.out());
        JsonSchemaTest.assertValid(run.out());
        assertThat(report.at("/topTalkers/rows/0/name").asText()).isEqualTo("one.example.net");
        assertThat(report.at("/topTalkers/rows/1").has("name")).isFalse();
        assertThat(report.at("/groups/0/rows/0/name").asText()).isEqualTo("one.example.net");
        assertThat(report.at("/groups/1/rows/0").has("name")).isFalse();
    }

    @Test
    void onlyRowsThatAreShownAreAskedFor() {
        run("analyze", "--resolve", "--by", "path");
        assertThat(names.asked).isEmpty();
        run("analyze", "--resolve", "--by", "path", "--by", "client", "-n", "1");
        assertThat(names.asked).containsExactly("192.0.2.1");
        run("analyze", "--resolve", "--by", "path", "--json", "-n", "2");
        assertThat(names.asked).containsExactly("192.0.2.1", "192.0.2.2");
    }

    @Test
    void networksHaveNoNames() {
        run("analyze", "--resolve", "--prefix4", "24", "--prefix6", "64");
        assertThat(names.asked).isEmpty();
    }

    @Test
    void nobodyIsAskedUnlessWanted() {
        assertThat(run("analyze").out()).doesNotContain("Name ");
        assertThat(names.asked).isEmpty();
    }
}
