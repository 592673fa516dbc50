package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.logtraffic.identity.MmdbWriter;
import io.github.logtraffic.reference.Latin1;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks that send much, by the whole command. */
class HierarchyTest {
    private static final int BYTES = 7;

    @TempDir
    Path folder;

    private final StringBuilder log = new StringBuilder();

    private void add(String client) {
        log.append(client).append(" - - [23/Nov/2026:10:00:01 +0000] \"GET / HTTP/1.1\" 200 " + BYTES + "\n");
    }

    private CommandRun run(String... options) {
        String[] args = new String[options.length + 3];
        args[0] = "analyze";
        args[1] = "--hierarchy-share";
        args[2] = "10";
        System.arraycopy(options, 0, args, 3, options.length);
        return CommandRun.of(Latin1.bytes(log.toString()), CommandRun.NO_TERMINAL, args);
    }

    private static Map<String, Object> system(long number, String name) {
        return Map.of("autonomous_system_number", number, "autonomous_system_organization", name);
    }

    @Test
    void systemsHaveWhatNoneOfTheirNetworksHas() throws IOException {
        Path systems = Files.write(
                folder.resolve("systems.mmdb"),
                new MmdbWriter()
                        .add("203.0.0.0/16", system(64_501, "Example Net"))
                        .add("198.18.0.0/15", system(64_501, "Example Net"))
                        .add("2001:db8::/32", system(64_502, "Other \u001b[31m"))
                        .database());
        for (int i = 0; i < 30; i++) {
            add("203.0.113.7");
        }
        for (int i = 0; i < 20; i++) {
            add("203.0.113." + (100 + i)); // seen as their network
            add("192.0." + i + ".1"); // of no system, seen as their network too
        }
        for (int i = 0; i < 8; i++) {
            add("198.18." + i + ".1"); // too few for any network, seen as the system's
            add("198.19." + i + ".1");
            add("2001:db8:" + i + "::1");
            add("2001:db8:" + i + "::2");
        }
        CommandRun run = run("--geoip", systems.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().map(line -> line.replaceAll("(?<=\\S) +", " ")))
                .containsSequence(
                        "Networks with 10% of all requests or more",
                        "  Network Requests Share Bytes Not below Share",
                        "  all clients 102 100.0% 714 B 0 0.0%",
                        "    192.0.0.0/16 20 19.6% 140 B 20 19.6%",
                        "    AS64501 Example Net 66 64.7% 462 B 16 15.7%",
                        "      203.0.113.0/24 50 49.0% 350 B 20 19.6%",
                        "        203.0.113.7 30 29.4% 210 B 30 29.4%",
                        "    AS64502 Other \\x1B[31m 16 15.7% 112 B 16 15.7%");
        CommandRun json = run("--geoip", systems.toString(), "--json");
        JsonSchemaTest.assertValid(json.out());
        JsonNode system = new ObjectMapper().readTree(json.out()).at("/hierarchy/rows/2");
        assertThat(system.toString())
                .isEqualTo("{\"depth\":1,\"level\":\"asn\",\"asn\":64501,\"asName\":\"Example Net\",\"requests\":66,"
                        + "\"share\":0.647059,\"bytes\":462,\"unexplained\":16,\"unexplainedShare\":0.156863}");
    }

    @Test
    void withTooLittleMemoryNoRowSaysMoreThanIsTrueOrLessThanItsError() throws IOException {
        Map<String, Long> truth = new HashMap<>();
        for (int i = 0; i < 60_000; i++) {
            countIn(truth, "198.18." + i / 256 + "." + i % 256);
            if (i % 5 == 0) {
                countIn(truth, "203.0.113." + i / 5 % 100);
            }
            if (i > 40_000) {
                countIn(truth, "192.0.2.1"); // when others have left already
            }
        }
        for (String threads : new String[] {"1", "2"}) {
            CommandRun run = run("--memory", "1MiB", "--threads", threads, "--json");
            JsonSchemaTest.assertValid(run.out());
            assertThat(run.exit()).isZero();
            assertThat(run.err()).contains("--memory: 1.0 MiB is too little to count everything exactly");
            JsonNode report = new ObjectMapper().readTree(run.out());
            assertThat(report.get("exact").asBoolean()).isFalse();
            JsonNode rows = report.at("/hierarchy/rows");
            for (JsonNode row : rows) {
                String network = row.path("network").asText("all");
                long requests = row.get("requests").asLong();
                long error = row.get("requestsError").asLong();
                assertThat(truth.get(network)).as(network).isBetween(requests, requests + error);
                assertThat(BYTES * truth.getOrDefault(network, 0L))
                        .isBetween(
                                row.get("bytes").asLong(),
                                row.get("bytes").asLong()
                                        + row.get("bytesError").asLong());
            }
            assertThat(rows.get(0).get("requestsError").asLong()).isZero();
            assertThat(rows.findValuesAsText("network")).contains("192.0.2.1");
        }
        assertThat(run("--memory", "1MiB").out())
                .containsPattern("  Networks may have [\\d,]+ requests more: those of clients that were not kept");
    }

    private void countIn(Map<String, Long> truth, String client) {
        add(client);
        String twoParts = client.replaceFirst("\\.\\d+\\.\\d+$", "");
        String threeParts = client.replaceFirst("\\.\\d+$", "");
        for (String network : new String[] {"all", client, threeParts + ".0/24", twoParts + ".0.0/16"}) {
            truth.merge(network, 1L, Long::sum);
        }
    }
}
