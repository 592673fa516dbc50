package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.logtraffic.traffic.balance.LiveServer;
import io.github.logtraffic.traffic.replay.RawServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds what commands other than {@code analyze} write as JSON against the schemas that they print. */
@Timeout(120)
class JsonSchemasTest {
    private static final List<String> COMMANDS = List.of("limit", "balance", "cache", "replay", "diff");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the reports of all commands begin with. */
    private static final List<String> SHARED = List.of(
            "/properties/version",
            "/properties/inputs",
            "/properties/failures",
            "/properties/interrupted",
            "/properties/lines/properties/malformedBy",
            "/properties/filter",
            "/properties/timeRange",
            "/properties/totals",
            "/$defs/count",
            "/$defs/positiveCount",
            "/$defs/share",
            "/$defs/time",
            "/$defs/filterTime",
            "/$defs/filterValues",
            "/$defs/input");

    private final Path folder;

    JsonSchemasTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static Path file(String command) {
        return Path.of("src/main/resources/io/github/logtraffic/report/" + command + ".schema.json");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertValid(String command, JsonNode report) {
        assertThat(schema(command).validate(report)).as("%s", report).isEmpty();
    }

    private static JsonSchema schema(String command) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(read(file(command)));
    }

    @TestFactory
    Stream<DynamicTest> everyReportOfTheGoldenCasesIsValid() {
        return COMMANDS.stream()
                .flatMap(command -> goldenReports(command).stream()
                        .map(golden -> DynamicTest.dynamicTest(
                                command + ": " + golden.getFileName(),
                                () -> assertValid(command, JSON.readTree(read(golden.resolve("stdout")))))));
    }

    private static List<Path> goldenReports(String command) {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/cases", command))) {
            List<Path> reports = files.filter(golden -> Files.exists(golden.resolve("stdout"))
                            && read(golden.resolve("stdout")).startsWith("{"))
                    .sorted()
                    .toList();
            assertThat(reports).isNotEmpty();
            return reports;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit", "balance", "cache", "replay", "diff"})
    void commandsPrintExactlyTheFilesWhichAreSchemas(String command) throws IOException {
        assertThat(CommandRun.of(command, "--json-schema")).isEqualTo(new CommandRun(0, read(file(command)), ""));
        JsonSchema ofSchemas = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(URI.create("https://json-schema.org/draft/2020-12/schema"));
        assertThat(ofSchemas.validate(JSON.readTree(read(file(command))))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit", "balance", "replay"})
    void whatAllReportsBeginWithIsDescribedAlike(String command) throws IOException {
        JsonNode analyze = JSON.readTree(read(file("analyze")));
        ((ObjectNode) analyze.at("/$defs/input/properties"))
                .remove(List.of("cached", "cachedBytes")); // it alone keeps counts
        JsonNode other = JSON.readTree(read(file(command)));
        for (String pointer : SHARED) {
            assertThat(other.at(pointer)).as(pointer).isEqualTo(analyze.at(pointer));
            assertThat(other.at(pointer).isMissingNode()).as(pointer).isFalse();
        }
    }

    private JsonNode replay(RawServer server, int exit, String... more) throws IOException {
        StringBuilder log = new StringBuilder("broken\n");
        for (int i = 0; i < 20; i++) {
            log.append("203.0.113.7 - - [22/Nov/2026:10:00:00 +0000] \"")
                    .append(i % 5 == 4 ? "POST" : "GET")
                    .append(" /a?token=")
                    .append(i)
                    .append(" HTTP/1.1\" 200 5 \"-\" \"curl/8.5\"\n");
        }
        Path file = Files.writeString(folder.resolve("access.log"), log);
        List<String> args = new ArrayList<>(
                List.of("replay", "--json", "--to", server.target().url(), file.toString()));
        args.addAll(List.of(more));
        CommandRun run = CommandRun.of(args.toArray(String[]::new));
        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        return JSON.readTree(run.out());
    }

    @Test
    void reportsOfReplaysAreValid() throws IOException {
        String dead = "http://127.0.0.1:" + LiveServer.freePorts(1)[0];
        String[] capacity = {"--rate", "20r/s", "--duration", "1s", "--capacity", "p99<20ms,errors<1%"};
        try (RawServer server = new RawServer(line -> {
            RawServer.sleep(30);
            return "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
        })) {
            assertValid("replay", replay(server, 0));
            assertValid("replay", replay(server, 0, "--speed", "max", "--to", dead, "--max-fails", "1"));
            assertValid("replay", replay(server, 0, "--warm", "--policy", "haproxy-uri"));
            assertValid("replay", replay(server, 0, capacity));
            assertValid("replay", replay(server, 0, "--path", "/none"));
        }
        try (RawServer mute = new RawServer(line -> "")) {
            assertValid("replay", replay(mute, 1));
            assertValid("replay", replay(mute, 1, capacity));
        }
    }

    @Test
    void comparisonsThatBreakTheContractAreNotValid() throws IOException {
        ObjectNode report = (ObjectNode) JSON.readTree(read(Path.of("src/test/resources/cases/diff/diff-json/stdout")));
        assertValid("diff", report);
        for (String field : List.of("before", "after", "worse", "verdict", "traffic", "shares", "senders")) {
            ObjectNode broken = report.deepCopy();
            broken.remove(field);
            assertThat(schema("diff").validate(broken)).as(field).isNotEmpty();
        }
        for (String field : List.of("/before/totals", "/traffic", "/shares/0", "/senders/new", "/senders/new/rows/0")) {
            ObjectNode broken = report.deepCopy();
            ObjectNode inside = (ObjectNode) broken.at(field);
            inside.remove(inside.fieldNames().next());
            assertThat(schema("diff").validate(broken)).as(field).isNotEmpty();
        }
    }

    @Test
    void reportsThatBreakTheContractAreNotValid() throws IOException {
        try (RawServer server = new RawServer(line -> RawServer.NO_CONTENT)) {
            ObjectNode report = (ObjectNode) replay(server, 0, "--speed", "max");
            assertValid("replay", report);
            for (String field : List.of("targets", "skipped", "overall", "end", "switches", "lines", "planned")) {
                ObjectNode broken = report.deepCopy();
                broken.remove(field);
                assertThat(schema("replay").validate(broken)).as(field).isNotEmpty();
            }
            ((ObjectNode) report.at("/targets/0")).put("answered", "16");
            assertThat(schema("replay").validate(report)).isNotEmpty();
        }
        for (String command : List.of("limit", "balance")) {
            ObjectNode report = (ObjectNode) JSON.readTree(read(Path.of(
                    "src/test/resources/cases",
                    command,
                    command.equals("limit") ? "grid-json" : "balance-json",
                    "stdout")));
            assertValid(command, report);
            report.put("schema", "logtraffic." + command.toUpperCase(Locale.ROOT) + "/1");
            assertThat(schema(command).validate(report)).isNotEmpty();
        }
    }
}
