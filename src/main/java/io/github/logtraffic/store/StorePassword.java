package io.github.logtraffic.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The password that is not written where everybody sees it: in a command, which {@code ps} shows, or a crontab. A file is read
 * when the password is needed, since without its store a report is as right as with it.
 */
final class StorePassword {
    private static final String VARIABLE = "LOGTRAFFIC_STORE_PASSWORD";
    private static final String FILE_VARIABLE = "LOGTRAFFIC_STORE_PASSWORD_FILE";

    private final String text;
    private final @Nullable Path file;

    private StorePassword(String text, @Nullable Path file) {
        this.text = text;
        this.file = file;
    }

    /** One that was written nevertheless, empty for none. */
    static StorePassword written(String text) {
        return new StorePassword(text, null);
    }

    /** That in the environment, or in the first line of the file that the environment names. */
    static StorePassword of(Map<String, String> environment) {
        String password = environment.getOrDefault(VARIABLE, "");
        String file = environment.getOrDefault(FILE_VARIABLE, "");
        return new StorePassword(password, password.isEmpty() && !file.isEmpty() ? Path.of(file) : null);
    }

    /** Whether there is none. */
    boolean isNone() {
        return text.isEmpty() && file == null;
    }

    /**
     * What it is, null for none.
     *
     * @throws IOException when its file cannot be read or is empty
     */
    @Nullable
    String read() throws IOException {
        if (file == null) {
            return text.isEmpty() ? null : text;
        }
        String line = firstLine(file);
        if (line == null || line.isEmpty()) {
            throw new IOException(FILE_VARIABLE + ": " + file + " has no password in its first line");
        }
        return line;
    }

    private static @Nullable String firstLine(Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            return lines.readLine();
        } catch (IOException e) {
            throw new IOException(FILE_VARIABLE + ": " + file + ": " + StoreFailure.reason(e)); // the whole reason
        }
    }
}
