package io.github.logtraffic.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The password that is not written where everybody sees it: in a command, which {@code ps} shows, or a crontab. */
final class StorePassword {
    private static final String VARIABLE = "LOGTRAFFIC_STORE_PASSWORD";
    private static final String FILE_VARIABLE = "LOGTRAFFIC_STORE_PASSWORD_FILE";

    private StorePassword() {}

    /**
     * Finds it in the environment, or in the first line of the file that the environment names.
     *
     * @return empty when there is none
     * @throws IllegalArgumentException when the file cannot be read or is empty
     */
    static String of(Map<String, String> environment) {
        String password = environment.getOrDefault(VARIABLE, "");
        String file = environment.getOrDefault(FILE_VARIABLE, "");
        return password.isEmpty() && !file.isEmpty() ? firstLine(Path.of(file)) : password;
    }

    private static String firstLine(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.isEmpty() || lines.get(0).isEmpty()) {
                throw new IllegalArgumentException(FILE_VARIABLE + ": " + file + " has no password in its first line");
            }
            return lines.get(0);
        } catch (IOException e) {
            throw new IllegalArgumentException(FILE_VARIABLE + ": " + file + " cannot be read", e);
        }
    }
}
