package io.github.logtraffic.log.input;

/**
 * The bytes of a stored log that are read; beginning and end are those of lines.
 *
 * @param from the first byte
 * @param to the byte behind the last; {@link Long#MAX_VALUE} for the end of the log, wherever that will be
 * @param skipped how many of the log's bytes are left out
 */
public record LogPart(long from, long to, long skipped) {
    /** Everything. */
    public static final LogPart WHOLE = new LogPart(0, Long.MAX_VALUE, 0);

    /** Nothing of a log of so many bytes. */
    public static LogPart none(long size) {
        return new LogPart(0, 0, size);
    }

    /** Whether it is the whole log. */
    public boolean isWhole() {
        return from == 0 && to == Long.MAX_VALUE;
    }

    /** Whether nothing is read. */
    public boolean isEmpty() {
        return from >= to;
    }
}
