package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.logtraffic.log.format.Formats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Reports of some logs, with a store and without one. */
final class KeptReports {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int MOST_RUNS = 20;

    private final List<Path> logs = new ArrayList<>();
    private final JsonNode expected;

    /** Writes logs into a folder. */
    KeptReports(Path folder, int count, long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            // So long that it is known by its beginning, for it is too new to be known by its times.
            logs.add(Files.writeString(folder.resolve("access.log." + i), log(random, 1_000 + random.nextInt(100))));
        }
        expected = counts(run().out());
    }

    private static String log(Random random, int lines) {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            log.append(String.format(
                    "10.0.%d.%d - - [10/Oct/2026:%02d:%02d:00 +0000] \"GET /%d HTTP/1.1\" %d %d \"-\" \"curl\"%n",
                    random.nextInt(4),
                    random.nextInt(250),
                    random.nextInt(24),
                    random.nextInt(60),
                    random.nextInt(50),
                    200 + 100 * random.nextInt(4),
                    random.nextInt(100_000)));
        }
        return log.toString();
    }

    /** What becomes of logs between two runs. */
    interface Change {
        void make() throws IOException;
    }

    List<Path> logs() {
        return logs;
    }

    /** A report with more options. */
    CommandRun run(String... more) {
        List<String> args = new ArrayList<>(List.of("analyze", "--json", "-n", "0", "--tz", "UTC"));
        args.addAll(List.of("--by", "path", "--log-format", Formats.COMBINED.formatName()));
        args.addAll(List.of(more));
        logs.forEach(log -> args.add(log.toString()));
        return CommandRun.of(args.toArray(String[]::new));
    }

    /** A report with a store, which must be that without one; returns which logs were not read. */
    List<Boolean> cached(String store) throws IOException {
        CommandRun run = run("--store", store);
        assertRight(run);
        List<Boolean> cached = new ArrayList<>();
        JSON.readTree(run.out())
                .get("inputs")
                .forEach(input -> cached.add(input.path("cached").asBoolean()));
        return cached;
    }

    /** Runs until no log is read any more: the next time, unless the machine is so busy that a store is not waited for. */
    void assertSoonCached(String store) throws IOException {
        assertSoonCached(store, () -> {});
    }

    /** The same with something that is done before each run. */
    void assertSoonCached(String store, Change change) throws IOException {
        List<Boolean> cached = List.of(false);
        for (int i = 0; i < MOST_RUNS && cached.contains(false); i++) {
            change.make();
            cached = cached(store);
        }
        assertThat(cached).hasSameSizeAs(logs).containsOnly(true);
    }

    void assertRight(CommandRun run) throws IOException {
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(counts(run.out())).isEqualTo(expected);
    }

    private static JsonNode counts(String json) throws IOException {
        ObjectNode report = (ObjectNode) JSON.readTree(json);
        report.get("inputs").forEach(input -> ((ObjectNode) input).remove(List.of("cached", "source")));
        return report;
    }
}
