package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.AccessLogEntry;
import org.jspecify.annotations.Nullable;

/** Reads lines of one format. A parser may remember what it saw last; each thread has its own. */
public interface LineParser {
    /**
     * Reads one line.
     *
     * @param bytes holds the line; must stay unchanged while the entry is used
     * @param from where the line begins
     * @param to where it ends, without its line end
     * @param entry is filled; undefined when the line is malformed
     * @return null when the line is an entry, otherwise what could not be read
     */
    @Nullable
    MalformedReason parse(byte[] bytes, int from, int to, AccessLogEntry entry);

    /**
     * Whether the line has exactly the fields of the format, not only enough of them to be read. Detection prefers
     * formats by this; it need not be fast. Only for parsers whose plan wants whole lines.
     */
    boolean isExact(byte[] bytes, int from, int to);

    /**
     * Whether a line that was read, and whose client is no address, may rather be in another format: what stands before its
     * time is not what lines of this one have there.
     */
    default boolean isDoubtful(byte[] bytes, int from, int to) {
        return false;
    }

    /** Where the last line that was malformed could not be read any further. */
    int failedAt();

    /** What was expected there, in words. */
    String expected();

    /**
     * Reads a line that begins with {@code #}: a comment, or what a format says in one about the lines that follow.
     *
     * @param bytes holds the line
     * @param from where the line begins
     * @param to where it ends, without its line end
     */
    default void comment(byte[] bytes, int from, int to) {}

    /**
     * Says when the next line was logged, should it not say so itself.
     *
     * @param epochMicros microseconds since 1970, or {@link io.github.logtraffic.log.value.ClfTime#INVALID}
     */
    default void assumeTime(long epochMicros) {}

    /** Forgets what comments said, and takes this for it. */
    default void start(Header header) {}
}
