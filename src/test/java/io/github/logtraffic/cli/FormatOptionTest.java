package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logtraffic.engine.FormatChoice;
import io.github.logtraffic.log.format.LogFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class FormatOptionTest {
    @TempDir
    Path folder;

    private final FormatOption option = new FormatOption();

    @Test
    void aConfigurationSaysWhichOfItsFormatsALogIsInOrThatItMayBeAnyOfThem() throws IOException {
        option.take("@" + config("log_format a '$status $uri'; log_format b '$uri'; access_log /logs/one a;"));
        FormatChoice choice = option.choice(List.of(Path.of("one"), Path.of("two"), Path.of("-")));
        assertThat(choice.ofAll()).isEmpty();
        assertThat(names(choice, "one")).containsExactly("a");
        assertThat(names(choice, "two")).as("b has no status").containsExactly("a", "combined");
        assertThat(names(choice, "-")).containsExactly("a", "combined");
        assertThat(choice.bySource().getOrDefault("two", List.of()))
                .as("a is compiled once")
                .containsAll(choice.bySource().getOrDefault("one", List.of()));
        assertThat(option.choice(List.of()).ofAll()).hasSize(2);
    }

    private static List<String> names(FormatChoice choice, String source) {
        return choice.bySource().getOrDefault(source, List.of()).stream()
                .map(LogFormat::formatName)
                .toList();
    }

    @Test
    void aFormatThatTheConfigurationSaysAndThatCannotBeUsedIsRefused() throws IOException {
        Path config = config("log_format b '$uri'; access_log /logs/one b;");
        option.take("@" + config);
        assertThatThrownBy(() -> option.choice(List.of(Path.of("one"))))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageStartingWith("--log-format '@" + config + "': the format 'b': ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Combined", "COMMON", "Apache", "Traefik_JSON"})
    void theCaseOfANameDoesNotMatter(String name) {
        option.take(name);
        assertThat(option.choice(List.of()).ofAll()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "@\0", "@\0:name", "\0", "@:", "@:a", "@a:", "%", "$", "x"})
    void anythingElseIsRefusedInWords(String typed) {
        assertThatThrownBy(() -> option.take(typed)).isInstanceOf(TypeConversionException.class);
    }

    @Test
    void aConfigurationWithAMistakeIsStillTakenForOne() throws IOException {
        Path file = config("http {");
        assertThatThrownBy(() -> option.take(file.toString())).hasMessage("is a file; did you mean '@" + file + "'?");
        assertThatThrownBy(() -> option.take(folder.toString()))
                .hasMessageStartingWith("is a directory; expected NAME");
    }

    private Path config(String text) throws IOException {
        return Files.writeString(folder.resolve("nginx.conf"), text);
    }
}
