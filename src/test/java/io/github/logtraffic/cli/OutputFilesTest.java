package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

class OutputFilesTest {
    private static OutputFiles reading(Path... inputs) {
        return new OutputFiles(new CommandLine(CommandSpec.create()), List.of(inputs));
    }

    @Test
    void aLogThatIsReadIsNoOutput(@TempDir Path folder) throws IOException {
        Path log = Files.writeString(folder.resolve("access.log"), "");
        assertThatThrownBy(() -> reading(log).check("-o", log))
                .isInstanceOf(ParameterException.class)
                .hasMessage("-o " + log + " would overwrite an input");
    }

    @Test
    void aLogIsKnownByAnyOfItsNames(@TempDir Path folder) throws IOException {
        Path log = Files.writeString(folder.resolve("access.log"), "");
        Path link = Files.createSymbolicLink(folder.resolve("symbolic"), log);
        Path other = Files.createLink(folder.resolve("hard"), log);
        Path around = folder.resolve("../" + folder.getFileName() + "/access.log");
        for (Path name : List.of(link, other, around)) {
            assertThatThrownBy(() -> reading(log).check("-o", name)).isInstanceOf(ParameterException.class);
        }
    }

    @Test
    void oneOutputIsNotAnother(@TempDir Path folder) throws IOException {
        Path there = Files.writeString(folder.resolve("there"), "");
        Path toBeMade = folder.resolve("to be made");
        for (Path output : List.of(there, toBeMade)) {
            OutputFiles files = reading();
            files.check("--rejects", output);
            assertThatThrownBy(() -> files.check("-o", folder.resolve("./" + output.getFileName())))
                    .isInstanceOf(ParameterException.class)
                    .hasMessageEndingWith("would overwrite another output");
        }
    }

    @Test
    void otherFilesDevicesAndNoneAtAllAreFine(@TempDir Path folder) throws IOException {
        Path log = Files.writeString(folder.resolve("access.log"), "");
        Path device = Path.of("/dev/null");
        OutputFiles files = reading(log, Path.of("-"), folder.resolve("missing"), device);
        assertThatCode(() -> {
                    files.check("-o", null);
                    files.check("-o", folder.resolve("report"));
                    files.check("-o", folder.resolve("other report"));
                    files.check("-o", device);
                    files.check("-o", device);
                })
                .doesNotThrowAnyException();
    }
}
