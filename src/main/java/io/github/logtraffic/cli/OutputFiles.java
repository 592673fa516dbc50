package io.github.logtraffic.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Keeps users from overwriting the logs that they read. */
record OutputFiles(CommandLine commandLine, List<Path> inputs) {
    /**
     * @param file null is no file
     * @throws ParameterException when the file is one of the inputs
     */
    void check(String option, @Nullable Path file) {
        for (Path input : inputs) {
            if (file != null && isSameFile(file, input)) {
                throw new ParameterException(commandLine, option + " " + file + " would overwrite an input");
            }
        }
    }

    private static boolean isSameFile(Path one, Path other) {
        try {
            return Files.isRegularFile(one) && Files.isRegularFile(other) && Files.isSameFile(one, other);
        } catch (IOException e) {
            return false; // what cannot be looked at will be complained of when it is opened
        }
    }
}
