package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.analysis.AnalysisResult;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTest {
    @Test
    void withoutTheLauncherNoStreamIsATerminal() {
        assertThat(Terminal.of(null, null, Map.of())).isEqualTo(new Terminal(false, false, false, false, 0, true));
    }

    @Test
    void theLauncherNamesTheDescriptorsThatAreTerminals() {
        assertThat(Terminal.of("02", "", Map.of())).isEqualTo(new Terminal(true, false, false, true, 0, true));
        assertThat(Terminal.of("r2", "", Map.of())).isEqualTo(new Terminal(false, true, false, true, 0, true));
        assertThat(Terminal.of("021", "132", Map.of())).isEqualTo(new Terminal(true, false, true, true, 132, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "wide", "24 80", "999999999999", "080"})
    void aWidthThatIsNoneIsTheUsualOne(String columns) {
        assertThat(Terminal.of("1", columns, Map.of()).columns()).isEqualTo(80);
    }

    @Test
    void theWidthCountsOnlyWhereStandardOutputIsATerminal() {
        assertThat(Terminal.of("2", "132", Map.of()).columns()).isZero();
    }

    @Test
    void theEnvironmentMayRefuseColours() {
        assertThat(Terminal.of("1", "80", Map.of("TERM", "xterm")).colorIsWelcome())
                .isTrue();
        assertThat(Terminal.of("1", "80", Map.of("TERM", "dumb")).colorIsWelcome())
                .isFalse();
        assertThat(Terminal.of("1", "80", Map.of("NO_COLOR", "1")).colorIsWelcome())
                .isFalse();
        assertThat(Terminal.of("1", "80", Map.of("NO_COLOR", "")).colorIsWelcome())
                .as("no-color.org: when present and not empty")
                .isTrue();
    }

    @Test
    void askedForColoursAreShownWhateverTheTerminal() {
        OutputOptions<AnalysisResult> options = options();
        options.color = OutputOptions.Color.ALWAYS;
        assertThat(options.style(true, CommandRun.NO_TERMINAL, "1").color()).isTrue();
    }

    @Test
    void aReportInAFileHasNoColoursAndNoWidthOfItsOwnAccord() {
        Terminal terminal = Terminal.of("1", "80", Map.of());
        assertThat(options().style(false, terminal, "1").color()).isTrue();
        assertThat(options().style(false, terminal, "1").width()).isEqualTo(80);
        assertThat(options().style(true, terminal, "1").color()).isFalse();
        assertThat(options().style(true, terminal, "1").width()).isZero();
    }

    private static OutputOptions<AnalysisResult> options() {
        return new ReportOptions(new OptionList("any", () -> 0)).output;
    }
}
