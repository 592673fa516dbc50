package io.github.logtraffic.engine;

import io.github.logtraffic.log.format.LogFormat;
import io.github.logtraffic.log.input.LogContent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was read from one log.
 *
 * @param source the log's name
 * @param format the format its lines were read in, null when none fitted
 * @param formatName what that one is called; null when none fitted
 * @param detected the format that its first lines are in, whatever it was read in; null when none fitted
 * @param bytes the bytes read, after decompression
 * @param skippedBytes the bytes left out as they are stored, because they can hold nothing of the range of time
 * @param lines what became of its lines
 * @param followed how many entries are in another format than the log's, by format
 * @param firstLines the log's first lines; null when it is one of very many
 * @param keptBytes how many of the bytes were not read, because it was known what stands in them
 * @param content what identifies what was read; null when that was not asked for, or it was not read to its end
 */
public record InputSummary(
        String source,
        @Nullable LogFormat format,
        @Nullable String formatName,
        @Nullable LogFormat detected,
        long bytes,
        long skippedBytes,
        LineCounts lines,
        Map<LogFormat, Long> followed,
        @Nullable FirstLines firstLines,
        long keptBytes,
        @Nullable LogContent content) {
    /** Keeps a copy. */
    public InputSummary {
        followed = Map.copyOf(followed);
    }

    /** The same under another name. */
    public InputSummary named(String name) {
        return new InputSummary(
                name,
                format,
                formatName,
                detected,
                bytes,
                skippedBytes,
                lines,
                followed,
                firstLines,
                keptBytes,
                content);
    }

    /** Whether nothing of it was read, because it was known what stands in it. */
    public boolean isKnown() {
        return keptBytes > 0 && keptBytes == bytes;
    }

    /**
     * The same of a log of which it was known, in part or as a whole, what stands in it.
     *
     * @param allBytes of it
     * @param knownBytes how many of them were not read
     * @param allLines what became of its lines
     * @param allFollowed entries in other formats, by format
     */
    public InputSummary knowing(long allBytes, long knownBytes, LineCounts allLines, Map<LogFormat, Long> allFollowed) {
        return new InputSummary(
                source,
                format,
                formatName,
                detected,
                allBytes,
                0,
                allLines,
                allFollowed,
                firstLines,
                knownBytes,
                content);
    }
}
