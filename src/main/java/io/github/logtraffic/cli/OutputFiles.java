package io.github.logtraffic.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Keeps users from overwriting the logs that they read, and one output with another. */
final class OutputFiles {
    private final CommandLine commandLine;
    private final List<Path> inputs;
    private final List<Path> outputs = new ArrayList<>();

    OutputFiles(CommandLine commandLine, List<Path> inputs) {
        this.commandLine = commandLine;
        this.inputs = List.copyOf(inputs);
    }

    /**
     * Checks where malformed lines and reports go.
     *
     * @throws ParameterException as {@link #check(String, Path)} does
     */
    void check(InputOptions input, OutputOptions<?> output) {
        check("--rejects", input.rejects);
        output.targets().forEach(target -> check("-o", target.file()));
    }

    /**
     * @param file null is no file
     * @throws ParameterException when the file is one of the inputs, or one that was checked before
     */
    void check(String option, @Nullable Path file) {
        if (file == null) {
            return;
        }
        if (inputs.stream().anyMatch(input -> isSameFile(file, input))) {
            throw new ParameterException(commandLine, option + " " + file + " would overwrite an input");
        }
        if (outputs.stream().anyMatch(output -> isSameFile(file, output) || isSameName(file, output))) {
            throw new ParameterException(commandLine, option + " " + file + " would overwrite another output");
        }
        outputs.add(file);
    }

    private static boolean isSameFile(Path one, Path other) {
        try {
            return Files.isRegularFile(one) && Files.isRegularFile(other) && Files.isSameFile(one, other);
        } catch (IOException e) {
            return false; // what cannot be looked at will be complained of when it is opened
        }
    }

    /** Whether both name the same file that is still to be made. */
    private static boolean isSameName(Path one, Path other) {
        return !Files.exists(one)
                && one.toAbsolutePath()
                        .normalize()
                        .equals(other.toAbsolutePath().normalize());
    }
}
