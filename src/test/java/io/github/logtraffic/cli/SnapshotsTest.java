package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.logtraffic.log.format.Formats;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.RandomLines;
import io.github.logtraffic.reference.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What hosts have counted adds up to what one would have counted of all their logs. */
class SnapshotsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<List<String>> OPTIONS = List.of(
            List.of(),
            List.of("--top", "path", "--top", "client/24,status", "--window", "5m"),
            List.of("--by", "hour", "--by", "agent", "--interval", "1h"),
            List.of("--prefix4", "16", "--prefix6", "48", "--status", "2xx,404"),
            List.of("--since", "2000-01-01", "--path", "a", "--path", "!b"),
            List.of("--anonymize", "--by", "client"));

    private final Path folder;

    SnapshotsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static List<String> command(String name, List<String> options, String... more) {
        List<String> args = new ArrayList<>();
        args.add(name);
        args.addAll(options);
        args.addAll(List.of(more));
        return args;
    }

    private static CommandRun run(List<String> args) {
        return CommandRun.of(args.toArray(String[]::new));
    }

    private static JsonNode report(String json) throws IOException {
        ObjectNode report = (ObjectNode) JSON.readTree(json);
        report.remove("inputs");
        return report;
    }

    private List<Path> logs(Random random) throws IOException {
        List<Path> logs = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            RandomLines lines = new RandomLines(random, false, true);
            logs.add(Files.write(
                    folder.resolve("log" + i), Latin1.bytes(lines.log(random.nextInt(200), random.nextInt(2) * 0.1))));
        }
        return logs;
    }

    @Test
    void mergedSnapshotsAreTheWhole() {
        Seeds.each(40, random -> {
            List<String> options = OPTIONS.get(random.nextInt(OPTIONS.size()));
            List<String> whole = command(
                    "analyze",
                    options,
                    "--tz",
                    "UTC",
                    "--json",
                    "-n",
                    "0",
                    "--max-malformed",
                    "100",
                    "--log-format",
                    Formats.COMBINED.formatName());
            List<String> merge = command("merge", List.of(), "--tz", "UTC", "--json", "-n", "0");
            List<String> snapshots = new ArrayList<>();
            for (Path log : logs(random)) {
                whole.add(log.toString());
                String file = log + ".tally";
                assertThat(run(command(
                                        "snapshot",
                                        options,
                                        "--tz",
                                        "UTC",
                                        "--max-malformed",
                                        "100",
                                        "--log-format",
                                        Formats.COMBINED.formatName(),
                                        log.toString(),
                                        "-o",
                                        file))
                                .exit())
                        .isZero();
                snapshots.add(file);
            }
            Collections.shuffle(snapshots, random);
            merge.addAll(snapshots);
            CommandRun merged = run(merge);
            assertThat(report(merged.out())).isEqualTo(report(run(whole).out()));
        });
    }

    @Test
    void whatWasCountedInAnotherWayIsRefused() throws IOException {
        Path log = logs(new Random(1)).get(0);
        String minute = folder.resolve("minute.tally").toString();
        String hour = folder.resolve("hour.tally").toString();
        run(command("snapshot", List.of(), log.toString(), "-o", minute));
        run(command("snapshot", List.of("--window", "1h"), log.toString(), "-o", hour));
        CommandRun merged = run(command("merge", List.of(), minute, hour));
        assertThat(merged.exit()).isEqualTo(2);
        assertThat(merged.err()).contains(hour, "--window", "3600s instead of 60s");
    }

    @Test
    void whatIsNoSnapshotIsSaidAndTheOthersMerged() throws IOException {
        Path log = logs(new Random(1)).get(0);
        String good = folder.resolve("good.tally").toString();
        run(command("snapshot", List.of(), log.toString(), "-o", good));
        byte[] bytes = Files.readAllBytes(Path.of(good));
        String cut = Files.write(folder.resolve("cut.tally"), Arrays.copyOf(bytes, bytes.length / 2))
                .toString();
        CommandRun merged = run(command("merge", List.of(), cut, log.toString(), good, folder.resolve("none") + ""));
        assertThat(merged.exit()).isEqualTo(1);
        assertThat(merged.err()).contains(cut + ": no snapshot", log + ": no snapshot", "none: no such file");
        assertThat(merged.out()).contains("Summary", log.toString());
    }

    @Test
    void differencesAreFoundOnlyWhereThereAreSome() throws IOException {
        Random random = new Random(1);
        StringBuilder before = new StringBuilder();
        StringBuilder after = new StringBuilder();
        for (int i = 0; i < 6_000; i++) {
            String line = String.format(
                    "10.0.%d.%d - - [10/Oct/2026:%02d:%02d:00 +0000] \"GET / HTTP/1.1\" %%d 1%n",
                    random.nextInt(4), random.nextInt(50), i / 600, i / 10 % 60);
            before.append(String.format(line, random.nextInt(200) == 0 ? 500 : 200));
            after.append(String.format(line, random.nextInt(200) == 0 ? 500 : 200));
        }
        Path yesterday = Files.writeString(folder.resolve("yesterday"), before);
        Path today = Files.writeString(folder.resolve("today"), after);
        CommandRun same = run(command("diff", List.of("--tz", "UTC"), yesterday.toString(), today.toString()));
        assertThat(same.exit()).isZero();
        assertThat(same.out()).contains("not worse", "which may be chance", "Statuses: 2, none by more than chance");
        Files.writeString(
                today,
                after.toString().replaceAll("(10\\.0\\.\\d\\.\\d*[13] .*) 200 1", "$1 503 1") + attack(),
                StandardOpenOption.TRUNCATE_EXISTING);
        String snapshot = folder.resolve("yesterday.tally").toString();
        run(command("snapshot", List.of(), yesterday.toString(), "-o", snapshot));
        JsonNode worse = JSON.readTree(run(command("diff", List.of("--json"), snapshot, today.toString()))
                .out());
        assertThat(worse.at("/worse").asBoolean()).isTrue();
        assertThat(worse.at("/verdict").asText()).startsWith("worse: server errors (5xx) ");
        assertThat(worse.at("/senders/new/rows/0/key/0").asText()).isEqualTo("192.0.2.1");
        assertThat(worse.at("/senders/new/moreThanChance").asInt()).isEqualTo(1);
        assertThat(worse.at("/senders/gone/moreThanChance").asInt()).isZero();
    }

    private static String attack() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 600; i++) {
            lines.append(String.format(
                    "192.0.2.1 - - [10/Oct/2026:%02d:%02d:00 +0000] \"GET / HTTP/1.1\" 200 1%n", i / 60, i % 60));
        }
        return lines.toString();
    }

    @Test
    void aFileThatIsNamedInTwoWaysCountsOnce() throws IOException {
        Path log = Files.writeString(
                folder.resolve("one.log"), "192.0.2.1 - - [10/Oct/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 1\n");
        Path snapshot = folder.resolve("one.tally");
        run(List.of("snapshot", log.toString(), "-o", snapshot.toString()));
        Path link = Files.createSymbolicLink(folder.resolve("link.tally"), snapshot);
        String other = folder.resolve(".").resolve("one.tally").toString();
        CommandRun merged = run(List.of("merge", snapshot.toString(), other, link.toString(), snapshot.toString()));
        assertThat(merged.exit()).isZero();
        assertThat(merged.out()).contains("Requests  1\n");
        CommandRun piped = CommandRun.of(Files.readAllBytes(snapshot), CommandRun.NO_TERMINAL, "merge", "-", "-");
        assertThat(piped.exit()).isZero();
        assertThat(piped.out()).contains("Requests  1\n");
    }

    /** What is filtered by is kept with the counts. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "203.0.113.66 false",
                "!203.0.113.66 false",
                "private,!203.0.113.66 false",
                "203.0.113.66/16 false",
                "203.0.0.0/16 true",
                "!203.0.0.0/17 false",
                "2001:db8::/48 true",
                "2001:db8::1/48 false",
                "2001:db8::/49 false",
                "private,-,!10.0.0.0/8 true",
                "*.example.com false"
            })
    void whatHidesClientsHidesThoseOfFilters(String clients, boolean isKept) throws IOException {
        Path log = Files.writeString(folder.resolve("one.log"), "");
        Path snapshot = folder.resolve("one.tally");
        Path key = Files.writeString(folder.resolve("key"), "0123456789abcdef");
        for (List<String> hiding : List.of(List.of("--anonymize"), List.of("--pseudonymize-key", key.toString()))) {
            CommandRun run =
                    run(command("snapshot", hiding, "--client", clients, log.toString(), "-o", snapshot.toString()));
            assertThat(run.exit()).isEqualTo(isKept ? 0 : 2);
            assertThat(run.err()).contains(isKept ? "" : "would be kept, which " + hiding.get(0) + " hides");
            assertThat(Files.deleteIfExists(snapshot)).isEqualTo(isKept);
        }
        assertThat(run(List.of("snapshot", "--client", clients, log.toString(), "-o", snapshot.toString()))
                        .exit())
                .isZero();
    }

    /** A line that cannot be read may have an address in it. */
    @Test
    void whatHidesClientsHidesLines() throws IOException {
        Path log = Files.writeString(
                folder.resolve("odd.log"),
                "203.0.113.250 is here\n10.0.0.1 - - [10/Oct/2026:00:00:00 +0000] \"GET / HTTP/1.1\" 200 1\n");
        Path snapshot = folder.resolve("odd.tally");
        run(List.of("snapshot", "--anonymize", log.toString(), "-o", snapshot.toString()));
        assertThat(Latin1.text(Files.readAllBytes(snapshot))).doesNotContain("is here");
        CommandRun merged = run(List.of("merge", snapshot.toString()));
        assertThat(merged.err()).contains("odd.log:1: ").contains("(not shown)");
    }
}
