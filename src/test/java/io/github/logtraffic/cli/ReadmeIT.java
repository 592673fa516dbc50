package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every example of the README prints what the README says: blocks marked {@code console} hold commands behind {@code $}
 * and what they print.
 */
class ReadmeIT {
    private static final Path README = Path.of("README.md");

    @TempDir
    Path folder;

    private record Example(String command, List<String> output) {}

    @BeforeEach
    void layOutWhatExamplesName() throws IOException {
        Path samples = Files.createDirectory(folder.resolve("samples"));
        for (String log : List.of("access.log", "access.log.1", "access.log.2.gz", "hostile.log")) {
            Files.copy(Path.of("samples", log), samples.resolve(log));
            Files.copy(Path.of("samples", log), folder.resolve(log));
        }
        Files.copy(Path.of("samples/access.log.2.gz"), folder.resolve("old.gz"));
        Files.writeString(folder.resolve("googlebot.json"), "{\"prefixes\": [{\"ipv4Prefix\": \"66.249.64.0/19\"}]}");
    }

    @TestFactory
    Stream<DynamicTest> everyQuestionIsAnsweredByItsCommand() throws IOException {
        Pattern row = Pattern.compile("\\| .*\\? \\| `(.*)` \\|");
        List<String> commands = Files.readAllLines(README).stream()
                .map(row::matcher)
                .filter(Matcher::matches)
                .map(question -> question.group(1).replace("\\|", "|"))
                .toList();
        assertThat(commands).hasSizeGreaterThan(5);
        return commands.stream()
                .map(command -> DynamicTest.dynamicTest(command, () -> {
                    List<String> output = run("set -o pipefail; " + command + " && echo answered");
                    assertThat(output)
                            .endsWith("answered")
                            .anyMatch(
                                    line -> line.matches(
                                            ".*(192\\.0\\.2|198\\.51\\.100|203\\.0\\.113|2001:db8|127\\.0\\.0\\.1).*| +(1|web1)  .*| +[0-9.]+ [kM]B +[0-9.]+%.*|  Verdict  .*"));
                }));
    }

    @TestFactory
    Stream<DynamicTest> examplesPrintWhatTheReadmeSays() throws IOException {
        List<Example> examples = examples(Files.readAllLines(README));
        assertThat(examples).hasSizeGreaterThan(5);
        return examples.stream()
                .map(example -> DynamicTest.dynamicTest(
                        example.command(),
                        () -> assertThat(run(example.command())).isEqualTo(example.output())));
    }

    @Test
    void readmeAndContinuousIntegrationRunTheSameTwoCommands() throws IOException {
        String ci = Files.readString(Path.of(".ci/run"));
        assertThat(Files.readString(README))
                .contains("mvn -q -DskipTests package && target/logtraffic analyze samples/access.log\n")
                .contains("\nmvn verify\n");
        assertThat(ci)
                .contains("mvn -q -DskipTests package && target/logtraffic analyze samples/access.log || exit 1\n")
                .containsPattern("mvn (-\\w+ )*verify");
    }

    private static List<Example> examples(List<String> readme) {
        List<Example> examples = new ArrayList<>();
        boolean inside = false;
        for (String line : readme) {
            if (line.startsWith("```")) {
                inside = line.equals("```console");
            } else if (inside && line.startsWith("$ ")) {
                examples.add(new Example(line.substring(2), new ArrayList<>()));
            } else if (inside) {
                examples.get(examples.size() - 1).output().add(line);
            }
        }
        return examples;
    }

    private List<String> run(String command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().put("PATH", Path.of("target").toAbsolutePath() + ":" + System.getenv("PATH"));
        builder.environment().put("TZ", "UTC");
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.lines().toList();
    }
}
