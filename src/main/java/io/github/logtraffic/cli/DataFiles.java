package io.github.logtraffic.cli;

import io.github.logtraffic.identity.DataFileException;
import java.nio.file.NoSuchFileException;

/** Says why a file with knowledge about clients cannot be used. */
final class DataFiles {
    private DataFiles() {}

    static String reason(Exception e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return e instanceof DataFileException ? String.valueOf(e.getMessage()) : "cannot be read: " + e.getMessage();
    }
}
