package io.github.logtraffic.engine;

import io.github.logtraffic.log.format.LogFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was read from one log.
 *
 * @param source the log's name
 * @param format the format its lines were read in, null when none fitted
 * @param detected the format that its first lines are in, whatever it was read in; null when none fitted
 * @param bytes the bytes read, after decompression
 * @param skippedBytes the bytes left out as they are stored, because they can hold nothing of the range of time
 * @param lines what became of its lines
 * @param followed how many entries are in another format than the log's, by format
 * @param firstLines the log's first lines; null when it is one of very many
 */
public record InputSummary(
        String source,
        @Nullable LogFormat format,
        @Nullable LogFormat detected,
        long bytes,
        long skippedBytes,
        LineCounts lines,
        Map<LogFormat, Long> followed,
        @Nullable FirstLines firstLines) {
    /** Keeps a copy. */
    public InputSummary {
        followed = Map.copyOf(followed);
    }
}
