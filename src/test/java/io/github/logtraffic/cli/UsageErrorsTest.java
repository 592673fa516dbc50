package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageErrorsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "analyze --nonsense",
                "analyze --limit",
                "analyze --limit=x",
                "analyze --json=perhaps",
                "analyze --sort=",
                "analyze -o",
                "analyze -o table=",
                "analyze --human=3",
                "analyze -q=x",
                "lines --by=path",
                "nonsense",
                "--nonsense",
                "help nonsense"
            })
    void wrongUsageIsSaidInOneLineAndWhereHelpIsInTheNext(String commandLine) {
        CommandRun run = CommandRun.of(commandLine.split(" ", -1));
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(2).allMatch(line -> line.startsWith("logtraffic: "));
        assertThat(run.err().lines().toList().get(1)).matches("logtraffic: see 'logtraffic( analyze| lines)? --help'");
    }

    @Test
    void whatWasTypedIsShownHarmless() {
        for (String typed : List.of("\u001B[31m", "two\nlines", "\u202Eright to left")) {
            for (String[] args : List.of(
                    new String[] {typed},
                    new String[] {"analyze", "--" + typed},
                    new String[] {"analyze", "--sort", typed},
                    new String[] {"analyze", "--tz", typed})) {
                CommandRun run = CommandRun.of(args);
                assertThat(run.exit()).isEqualTo(2);
                assertThat(run.err().lines()).hasSize(2);
                assertThat(run.err()).doesNotContain("\u001B", "\u202E");
            }
        }
    }

    @Test
    void anOptionThatIsGivenTwiceCountsAsGivenLastAndChangesNothingElse() {
        CommandRun run = CommandRun.of(
                "analyze",
                "one",
                "--json",
                "--tz",
                "UTC",
                "--sort",
                "peak",
                "two",
                "--sort",
                "bytes",
                "-q",
                "three",
                "-q",
                "/dev/null");
        assertThat(run.out()).contains("\"sort\": \"bytes\"");
        assertThat(run.err()).contains("one: no such file", "two: no such file", "three: no such file");
    }

    @Test
    void aValueThatBeginsWithAnAtSignIsNoFileOfArguments() {
        CommandRun run = CommandRun.of("analyze", "--log-format", "@/etc/passwd");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("logtraffic: --log-format '@/etc/passwd': /etc/passwd:1: ");
    }

    @Test
    void helpIsAskedForAndSoGoesToStandardOutput() {
        for (String[] args : List.of(
                new String[] {"--help"},
                new String[] {"-h"},
                new String[] {"help"},
                new String[] {"analyze", "--help"},
                new String[] {"help", "analyze"})) {
            CommandRun run = CommandRun.of(args);
            assertThat(run.exit()).isZero();
            assertThat(run.out()).startsWith("Usage: logtraffic ");
            assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
            assertThat(run.err()).isEmpty();
        }
    }
}
