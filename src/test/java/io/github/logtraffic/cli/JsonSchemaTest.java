package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Holds what {@code analyze -o json} writes against the schema that {@code --json-schema} prints. */
class JsonSchemaTest {
    private static final int MOST_RUNS = 300;
    private static final Path SCHEMA = Path.of("src/main/resources/io/github/logtraffic/report/analyze.schema.json");
    private static final Path CASES = Path.of("src/test/resources/cases/analyze");
    private static final List<Path> ALL_CASES =
            List.of(CASES, Path.of("src/test/resources/cases/store"), Path.of("src/test/resources/cases/merge"));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOG = """
            203.0.113.7 - - [23/Nov/2026:10:00:01 +0000] "GET / HTTP/1.1" 200 5120
            2001:db8::7 - - [23/Nov/2026:10:03:01 +0000] "GET / HTTP/1.1" 404 0
            broken
            """;

    @TestFactory
    Stream<DynamicTest> everyReportOfTheGoldenCasesIsValid() throws IOException {
        List<GoldenCase> cases = new ArrayList<>();
        for (Path folder : ALL_CASES) {
            cases.addAll(GoldenCase.allIn(folder));
        }
        cases.removeIf(golden -> !read(golden.folder().resolve("stdout")).startsWith("{\n"));
        assertThat(cases).hasSizeGreaterThan(15);
        return cases.stream()
                .map(golden -> DynamicTest.dynamicTest(
                        golden.name(), () -> assertValid(read(golden.folder().resolve("stdout")))));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aReportOfALogIsValid() throws IOException {
        assertValid(report(LOG));
    }

    @Test
    void aReportOfAnEmptyLogIsValid() throws IOException {
        assertValid(report(""));
    }

    @Test
    void aReportOfALogWithoutAnyEntryIsValid() throws IOException {
        assertValid(report("what\nis\nthis?\n"));
    }

    @Test
    void timesInEveryZoneAreValid() throws IOException {
        for (String zone : List.of("UTC", "Europe/Berlin", "Asia/Kathmandu", "-03:30", "+18:00")) {
            assertValid(report(LOG, "--tz", zone));
        }
        String before1893 = LOG.replace("/2026:", "/1880:");
        assertValid(report(before1893, "--tz", "Europe/Berlin"));
        assertValid(report(LOG.replace("23/Nov/2026:", "01/Jan/0001:"), "--tz", "-10:00"));
    }

    @Test
    void aReportForWhichMemoryWasTooShortIsValidAndSaysSo() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            String client = i % 100 == 0 ? "10.0.0.1" : "10." + i % 3 + "." + i / 3 / 256 + "." + i / 3 % 256;
            log.append(LOG.lines().findFirst().orElseThrow().replace("203.0.113.7", client))
                    .append('\n');
        }
        String text = report(log.toString(), "--memory", "1MiB", "-n", "0");
        assertValid(text);
        JsonNode report = JSON.readTree(text);
        assertThat(report.get("exact").asBoolean()).isFalse();
        assertKeys(report.get("totals"), "requests bytes clients clientsError");
        assertKeys(report.get("topTalkers"), "by sort total totalError unknownRequestsAtMost unknownBytesAtMost rows");
        JsonNode rows = report.at("/topTalkers/rows");
        assertThat(rows.get(0).get("client").asText()).isEqualTo("10.0.0.1");
        assertKeys(rows.get(rows.size() - 1), "rank client requests requestsError share bytes bytesError");
    }

    @Test
    void whatWasCountedBeforeIsValidAndSaid(@TempDir Path folder) throws IOException {
        Path log = Files.writeString(folder.resolve("access.log"), LOG.repeat(1_000));
        String[] options = {"--store", folder.resolve("store").toString(), "--max-malformed", "100", log.toString()};
        assertKeys(JSON.readTree(report("", options)).at("/inputs/0"), "source format bytes lines malformed");
        String again = report("", options);
        for (int i = 0; i < MOST_RUNS && !JSON.readTree(again).at("/inputs/0").has("cached"); i++) {
            again = report("", options); // a file is trusted not to change any more when it has not for a while
        }
        assertValid(again);
        assertKeys(JSON.readTree(again).at("/inputs/0"), "source format bytes cached lines malformed");
        Files.writeString(log, LOG, StandardOpenOption.APPEND);
        String grown = report("", options);
        assertValid(grown);
        JsonNode input = JSON.readTree(grown).at("/inputs/0");
        assertKeys(input, "source format bytes cachedBytes lines malformed");
        assertThat(input.get("cachedBytes").asLong()).isEqualTo(LOG.length() * 1_000L);
        assertThat(input.get("bytes").asLong()).isEqualTo(LOG.length() * 1_001L);
        assertInvalid(report -> object(report, "/inputs/0").put("cached", false));
        assertInvalid(report -> object(report, "/inputs/0").put("cachedBytes", 0));
    }

    @Test
    void keysThatTheContractPromisesForLaterAreValid() throws IOException {
        ObjectNode report = (ObjectNode) JSON.readTree(report(LOG));
        report.put("exact", false);
        ((ObjectNode) report.at("/topTalkers/rows/0")).put("requestsError", 3).put("bytesError", 99);
        report.set("groups", JSON.readTree("""
                        [{"by": ["client", "path"], "sort": "requests", "total": 812,
                          "rows": [{"rank": 1, "key": ["203.0.113.7", "/"], "requests": 9}]}]
                        """));
        report.put("somethingNew", "may be added");
        assertValid(report.toString());
    }

    @Test
    void aReportThatBreaksTheContractIsNotValid() throws IOException {
        assertInvalid(report -> report.put("schema", "logtraffic.analyze/2"));
        assertInvalid(report -> report.remove("totals"));
        assertInvalid(report -> report.putNull("rate"));
        assertInvalid(report -> object(report, "/totals").put("requests", "2"));
        assertInvalid(report -> object(report, "/totals").put("bytes", -1));
        assertInvalid(report -> object(report, "/timeRange").put("first", "2026-11-23 10:00:01"));
        assertInvalid(report -> object(report, "/timeRange").put("first", "2026-13-23T10:00:01Z"));
        assertInvalid(report -> object(report, "/lines/malformedBy").put("reason", 1));
        assertInvalid(report -> object(report, "/topTalkers").put("sort", "name"));
        assertInvalid(report -> object(report, "/topTalkers/rows/0").remove("client"));
        assertInvalid(report -> object(report, "/topTalkers/rows/0").put("rank", 0));
        assertInvalid(report -> object(report, "/topTalkers/rows/0").put("share", 1.5));
        assertInvalid(report -> object(report, "/topTalkers/rows/0/peak").remove("start"));
        assertInvalid(report -> object(report, "/rate/buckets/0").put("requests", 1.5));
        assertInvalid(report -> object(report, "/status").put("2xx", 1));
    }

    @Test
    void keysStandInTheOrderOfTheContract() throws IOException {
        JsonNode report = JSON.readTree(report(LOG));
        assertKeys(report, "schema version inputs lines timeRange totals exact topTalkers rate status");
        assertKeys(report.at("/inputs/0"), "source format bytes lines malformed");
        assertKeys(report.at("/lines"), "read blank comment malformed filtered counted malformedBy");
        assertKeys(report.at("/timeRange"), "first last");
        assertKeys(report.at("/totals"), "requests bytes clients");
        assertKeys(report.at("/topTalkers"), "by sort total rows");
        assertKeys(
                report.at("/topTalkers/rows/0"), "rank client requests share bytes status first last perMinute peak");
        assertKeys(report.at("/topTalkers/rows/0/status"), "1xx 2xx 3xx 4xx 5xx");
        assertKeys(report.at("/topTalkers/rows/0/peak"), "requests start");
        assertKeys(report.at("/rate"), "intervalSeconds windowSeconds buckets requestsPerWindow");
        assertKeys(report.at("/rate/buckets/0"), "start requests bytes");
        assertKeys(report.at("/rate/requestsPerWindow"), "mean p50 p95 p99 max maxAt");
    }

    @Test
    void durationsAndGroupsAreValidAndStandInOrder() throws IOException {
        String log = LOG.replace(" 5120", " 5120 0.250").replace(" 404 0", " 404 0 0.003");
        String format = "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent $request_time";
        String text = report(log, "--log-format", format, "--by", "path,status", "--sort", "duration");
        assertValid(text);
        JsonNode report = JSON.readTree(text);
        assertKeys(report, "schema version inputs lines timeRange totals exact duration topTalkers groups rate status");
        assertKeys(report.get("duration"), "requests seconds p50 p90 p95 p99 max error");
        assertKeys(report.at("/topTalkers/rows/0/duration"), "requests seconds p50 p90 p95 p99 max");
        assertKeys(report.at("/groups/0"), "by sort total rows");
        assertKeys(
                report.at("/groups/0/rows/0"),
                "rank key requests share bytes status first last perMinute peak duration");
        assertThat(report.at("/duration/seconds").asDouble()).isEqualTo(0.253);
        assertThat(report.at("/duration/max").asDouble()).isEqualTo(250);
    }

    @Test
    void networksAreValidAndStandInOrder() throws IOException {
        String text = report(LOG, "--hierarchy", "--top", "path");
        assertValid(text);
        JsonNode report = JSON.readTree(text);
        assertKeys(
                report, "schema version inputs lines timeRange totals exact topTalkers groups hierarchy rate status");
        assertKeys(report.get("hierarchy"), "share rows");
        assertKeys(report.at("/hierarchy/rows/0"), "depth level requests share bytes unexplained unexplainedShare");
        assertKeys(
                report.at("/hierarchy/rows/1"),
                "depth level network requests share bytes unexplained unexplainedShare");
        ((ObjectNode) report.at("/hierarchy/rows/1")).put("unexplainedShare", 1.5);
        assertThat(schema().validate(report)).isNotEmpty();
    }

    @Test
    void crawlersAreValidAndStandInOrder() throws IOException {
        String text = Files.readString(CASES.resolve("crawler-ranges-json/stdout"));
        JsonNode report = JSON.readTree(text);
        assertKeys(
                report.at("/groups/0/rows/0"),
                "rank key requests share bytes status first last perMinute peak verification");
        assertKeys(report.at("/groups/0/rows/0/verification"), "verified spoofed unchecked claimed");
        assertKeys(report.at("/groups/1/rows/0/verification"), "verified spoofed unchecked claimed");
        ((ObjectNode) report.at("/groups/1/rows/0/verification")).remove("claimed");
        assertThat(schema().validate(report)).isNotEmpty();
    }

    @Test
    void theCommandPrintsExactlyTheFile() throws IOException {
        CommandRun run = CommandRun.of("analyze", "--json-schema");
        assertThat(run).isEqualTo(new CommandRun(0, Files.readString(SCHEMA), ""));
    }

    @Test
    void theSchemaIsItselfValid() throws IOException {
        JsonSchema ofSchemas = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(java.net.URI.create("https://json-schema.org/draft/2020-12/schema"));
        assertThat(ofSchemas.validate(JSON.readTree(Files.readString(SCHEMA)))).isEmpty();
    }

    private static String report(String log, String... options) {
        String[] args = Stream.concat(Stream.of("analyze", "-q", "--tz", "UTC", "--json"), Stream.of(options))
                .toArray(String[]::new);
        return CommandRun.of(log.getBytes(StandardCharsets.UTF_8), CommandRun.NO_TERMINAL, args)
                .out();
    }

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(Files.readString(SCHEMA));
    }

    static void assertValid(String report) throws IOException {
        assertThat(schema().validate(JSON.readTree(report))).isEmpty();
    }

    private static void assertInvalid(Consumer<ObjectNode> change) throws IOException {
        ObjectNode report = (ObjectNode) JSON.readTree(report(LOG));
        change.accept(report);
        assertThat(schema().validate(report)).as("%s", report).isNotEmpty();
    }

    private static ObjectNode object(ObjectNode report, String pointer) {
        return (ObjectNode) report.at(pointer);
    }

    private static void assertKeys(JsonNode object, String keys) {
        assertThat(object.fieldNames()).toIterable().containsExactly(keys.split(" ", -1));
    }
}
