package io.github.logtraffic.identity;

/** A file of data that a user gave cannot be used; the message names the file and, where there is one, the place in it. */
public final class DataFileException extends Exception {
    private static final long serialVersionUID = 1;

    DataFileException(String file, String problem) {
        super(file + ": " + problem);
    }

    /**
     * @param line from 1
     * @param column from 1, in characters
     */
    DataFileException(String file, int line, int column, String problem) {
        super(file + ":" + line + ":" + column + ": " + problem);
    }
}
