package io.github.logtraffic.engine;

import io.github.logtraffic.log.entry.Swar;
import io.github.logtraffic.log.format.FormatDetector;
import io.github.logtraffic.log.format.LogFormat;
import io.github.logtraffic.log.input.LogReader;
import io.github.logtraffic.log.input.LogSource;
import io.github.logtraffic.log.value.Blanks;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The beginning of a log, and the format that is found in it. */
public final class LogHead {
    private static final int FIRST_BYTES = 1 << 16;
    private static final int LAST_BYTES = 1 << 22;

    /** So many times a format is sought when another line has come; then whenever there is twice as much. */
    private static final int EAGER_LOOKS = 64;

    private final LogReader reader;
    private final List<LogFormat> given;
    private final long nowEpochSecond;
    private byte[] bytes = {};
    private int length;
    private @Nullable LogFormat detected;
    private @Nullable LogFormat fitting; // of several that were given

    private LogHead(LogReader reader, List<LogFormat> given, long nowEpochSecond) {
        this.reader = reader;
        this.given = given;
        this.nowEpochSecond = nowEpochSecond;
    }

    /**
     * Looks at so many lines of a log as detection ever takes into account, or as many as there are; but at no more than a
     * few megabytes.
     *
     * @throws IOException when it cannot be read at all; see {@link #failure}
     */
    public static LogHead of(LogSource source, PassOptions options) throws IOException {
        try (LogReader reader = LogReader.open(source, options.chunkBytes(), options.maxLineBytes(), new LongAdder())) {
            LogHead head = new LogHead(reader, options.formats().of(source.name()), options.nowEpochSecond());
            head.read();
            head.readAllLines();
            return head;
        }
    }

    /** Looks at the beginning of a log, at more and more of it while no format is found. */
    static LogHead of(LogReader reader, LogSource source, PassOptions options) {
        LogHead head = new LogHead(reader, options.formats().of(source.name()), options.nowEpochSecond());
        boolean isRegularFile = source.size() > 0;
        if (options.asTheyCome() && !isRegularFile) {
            head.readAsTheyCome();
        } else {
            head.read();
        }
        return head;
    }

    private void read() {
        for (int most = FIRST_BYTES; found() == null && most <= LAST_BYTES; most *= 4) {
            if (!read(most)) {
                break;
            }
            detect();
        }
    }

    /** Reads more, up to so much; false when there is no more. */
    private boolean read(int most) {
        int before = bytes.length;
        bytes = reader.head(most);
        int lastLineEnd = lastLineEnd();
        boolean isEnd = bytes.length < most && reader.headFailure() == null;
        length = isEnd || (lastLineEnd == 0 && bytes.length == most) ? bytes.length : lastLineEnd;
        return bytes.length > before;
    }

    private void readAllLines() {
        boolean isMore = bytes.length >= FIRST_BYTES;
        while (isMore && bytes.length < LAST_BYTES && lines(FormatDetector.MOST_LINES) < FormatDetector.MOST_LINES) {
            isMore = read(bytes.length * 4);
        }
    }

    /** Waits for the first line that tells the format, or that can be read in the given one. */
    private void readAsTheyCome() {
        boolean isEnd = false;
        int looks = 0;
        int size = 0;
        while (!isEnd && !isSettled() && size < LAST_BYTES) {
            int before = size;
            size = reader.awaitHead();
            isEnd = size == before;
            if (isEnd || looks < EAGER_LOOKS || size >= length * 2L) {
                int lengthBefore = length;
                bytes = reader.head(size);
                length = isEnd && reader.headFailure() == null ? size : lastLineEnd();
                if (length > lengthBefore) {
                    looks++;
                    detect();
                }
            }
        }
    }

    private boolean isSettled() {
        return given.size() == 1 ? lines(1) > 0 : found() != null;
    }

    private @Nullable LogFormat found() {
        return given.size() > 1 ? fitting : detected;
    }

    private int lastLineEnd() {
        return Swar.lastIndexOf(bytes, 0, bytes.length, Swar.LINE_FEED) + 1;
    }

    private void detect() {
        detected = FormatDetector.detect(bytes, 0, length, nowEpochSecond);
        fitting = given.size() > 1 ? fitting() : null;
    }

    private @Nullable LogFormat fitting() {
        return FormatDetector.among(given, bytes, 0, length, nowEpochSecond);
    }

    /** How many lines there are, without blank ones and comments; not counted further than to this number. */
    private int lines(int most) {
        int lines = 0;
        for (int from = 0; from < length && lines < most; ) {
            int end = Swar.indexOf(bytes, from, length, Swar.LINE_FEED);
            lines += bytes[from] == '#' || Blanks.areAll(bytes, from, end) ? 0 : 1;
            from = end + 1;
        }
        return lines;
    }

    /** The array that holds the log's first lines. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the last whole line of them ends. */
    public int length() {
        return length;
    }

    /** Whether nobody said what the log's format is: then lines in other formats are followed. */
    public boolean isDetected() {
        return given.isEmpty();
    }

    /** The format that the lines are in, whatever was given; null when no known one fits. */
    public @Nullable LogFormat detected() {
        return detected;
    }

    /** The format to read the log in: the given one that fits, otherwise the detected one; null when none fits. */
    public @Nullable LogFormat format() {
        if (given.isEmpty()) {
            return detected;
        }
        LogFormat fits = fitting();
        return fits == null && given.size() == 1 ? given.get(0) : fits;
    }

    /** Why the log could not be read further than this; null when it could, or was not tried to. */
    public @Nullable IOException failure() {
        return reader.headFailure();
    }
}
