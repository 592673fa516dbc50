package io.github.logtraffic.engine;

import io.github.logtraffic.log.entry.Swar;
import io.github.logtraffic.log.format.FormatDetector;
import io.github.logtraffic.log.format.LogFormat;
import io.github.logtraffic.log.input.LogReader;
import io.github.logtraffic.log.input.LogSource;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The beginning of a log, and the format that is found in it. */
public final class LogHead {
    private static final int FIRST_BYTES = 1 << 16;
    private static final int LAST_BYTES = 1 << 22;

    private final byte[] bytes;
    private final int length;
    private final @Nullable LogFormat detected;
    private final @Nullable LogFormat format;

    private LogHead(byte[] bytes, int length, @Nullable LogFormat detected, @Nullable LogFormat format) {
        this.bytes = bytes;
        this.length = length;
        this.detected = detected;
        this.format = format;
    }

    /**
     * Looks at the beginning of a log, at more and more of it while no format is found.
     *
     * @throws IOException when it cannot be read
     */
    public static LogHead of(LogSource source, PassOptions options) throws IOException {
        try (LogReader reader = LogReader.open(source, options.chunkBytes(), options.maxLineBytes(), new LongAdder())) {
            return of(reader, source.name(), options);
        }
    }

    static LogHead of(LogReader reader, String source, PassOptions options) throws IOException {
        LogFormat detected = null;
        byte[] head = {};
        int headTo = 0;
        for (int most = FIRST_BYTES; detected == null && most <= LAST_BYTES; most *= 4) {
            int before = head.length;
            head = reader.head(most);
            if (head.length == before) {
                break;
            }
            int lastLineEnd = Swar.lastIndexOf(head, 0, head.length, Swar.LINE_FEED) + 1;
            headTo = head.length < most || lastLineEnd == 0 ? head.length : lastLineEnd;
            detected = FormatDetector.detect(head, 0, headTo, options.nowEpochSecond());
        }
        LogFormat given = options.formats().of(source);
        LogFormat format =
                given == null ? detected : FormatDetector.withPrefix(given, head, 0, headTo, options.nowEpochSecond());
        return new LogHead(head, headTo, detected, format);
    }

    /** The array that holds the log's first lines. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the last whole line of them ends. */
    public int length() {
        return length;
    }

    /** The format that the lines are in, whatever was given; null when no known one fits. */
    public @Nullable LogFormat detected() {
        return detected;
    }

    /** The format to read the log in: the given one, otherwise the detected one. */
    public @Nullable LogFormat format() {
        return format;
    }
}
