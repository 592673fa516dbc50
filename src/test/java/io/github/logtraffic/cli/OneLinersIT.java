package io.github.logtraffic.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The questions of {@code one-liners.txt} are answered as gawk and grep answer them; skipped without gawk and jq. */
class OneLinersIT {
    private static final double STATED_ERROR = 1 / 128.0;

    private static final String LOGS = """
            cp "$SAMPLES"/access.log* . && zcat -f access.log access.log.1 access.log.2.gz > all.log
            gawk '{print (NR % 7 ? NR % 5 ? "www" : "static" : "api" NR % 2) ".example", $0}' all.log > hosts.log
            gawk '{printf "%s %.3f\\n", $0, NR * 7919 % 100003 / 1000}' all.log > timed.log
            """;

    private final BuiltLauncher launcher;

    OneLinersIT(@TempDir Path folder) {
        launcher = new BuiltLauncher(folder)
                .with("PATH", BuiltLauncher.path().getParent() + ":" + System.getenv("PATH"))
                .with("SAMPLES", Path.of("samples").toAbsolutePath().toString())
                .with("LC_ALL", "C")
                .with("FIELDS", "\"[^\"]*\"|[[][^]]*]|[^ ]+")
                .with("ROWS", ".groups[0].rows[] | \"\\(.requests) \\(.bytes) \\(.key | join(\" \"))\"")
                .with(
                        "TIMED",
                        "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent "
                                + "\"$http_referer\" \"$http_user_agent\" $request_time");
    }

    /** A question, how logtraffic is asked, and the one-liner that answers it too, exactly or nearly. */
    private record Question(String text, String command, String oneLiner, boolean isExact) {}

    @TestFactory
    Stream<DynamicTest> answersAreThoseOfOneLiners() throws IOException {
        for (String tool : List.of("gawk", "jq")) {
            assumeTrue(launcher.run("command -v " + tool).exit() == 0, "there is no " + tool);
        }
        assertThat(launcher.run(LOGS)).isEqualTo(new CommandRun(0, "", ""));
        List<Question> questions = questions();
        assertThat(questions).hasSizeGreaterThan(50);
        return questions.stream().map(question -> DynamicTest.dynamicTest(question.text, () -> check(question)));
    }

    private static List<Question> questions() throws IOException {
        try (InputStream in = requireNonNull(OneLinersIT.class.getResourceAsStream("one-liners.txt"))) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
            List<Question> questions = new ArrayList<>();
            for (int i = 0; i < lines.size(); i += 3) {
                String oneLiner = lines.get(i + 2);
                assertThat(lines.get(i + 1)).startsWith("$ ");
                assertThat(oneLiner).matches("[=~] .*");
                questions.add(new Question(
                        lines.get(i), lines.get(i + 1).substring(2), oneLiner.substring(2), oneLiner.startsWith("=")));
            }
            return questions;
        }
    }

    private void check(Question question) throws IOException {
        CommandRun run = launcher.run("set -o pipefail; " + question.command);
        CommandRun expected = launcher.run("set -o pipefail; " + question.oneLiner);
        assertThat(run.err() + expected.err()).isEmpty();
        assertThat(expected.out()).isNotEmpty();
        if (question.isExact) {
            assertThat(run.out()).isEqualTo(expected.out());
        } else {
            assertNear(run.out().split("\\s+", -1), expected.out().split("\\s+", -1));
        }
        assertThat(run.exit() + expected.exit()).isZero();
    }

    private static void assertNear(String[] words, String[] expected) {
        assertThat(words).hasSameSizeAs(expected);
        for (int i = 0; i < words.length; i++) {
            if (expected[i].matches("[0-9.]+")) {
                double number = Double.parseDouble(expected[i]);
                Offset<Double> error = within(number * STATED_ERROR);
                assertThat(Double.parseDouble(words[i])).isCloseTo(number, error);
            } else {
                assertThat(words[i]).isEqualTo(expected[i]);
            }
        }
    }
}
