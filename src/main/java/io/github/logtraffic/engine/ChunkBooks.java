package io.github.logtraffic.engine;

import io.github.logtraffic.log.format.LogFormat;
import io.github.logtraffic.log.format.MalformedReason;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of the lines of one chunk. Reused for the next one. */
final class ChunkBooks {
    private static final int SAMPLE_BYTES = 200;

    private final @Nullable ByteArrayOutputStream rejects;
    private final Map<MalformedReason, Malformed> malformed = new EnumMap<>(MalformedReason.class);
    private final Map<LogFormat, Long> followed = new HashMap<>();
    private int lines;
    private int blank;
    private int comment;
    private int filtered;
    private int counted;
    private long firstFiltered = Long.MAX_VALUE;
    private long lastFiltered = Long.MIN_VALUE;

    /**
     * @param keepRejects whether malformed lines are kept to be written somewhere
     */
    ChunkBooks(boolean keepRejects) {
        rejects = keepRejects ? new ByteArrayOutputStream() : null;
    }

    /** The malformed lines of one reason: how many, and where and how the first of them begins. */
    static final class Malformed {
        private final int firstLine;
        private final byte[] sample;
        private long count;

        private Malformed(int firstLine, byte[] sample) {
            this.firstLine = firstLine;
            this.sample = sample;
        }

        long count() {
            return count;
        }

        /** The first one's number within the chunk, from 0. */
        int firstLine() {
            return firstLine;
        }

        /** The first one's first bytes. */
        byte[] sample() {
            return sample;
        }
    }

    void clear() {
        malformed.clear();
        followed.clear();
        lines = 0;
        blank = 0;
        comment = 0;
        filtered = 0;
        counted = 0;
        firstFiltered = Long.MAX_VALUE;
        lastFiltered = Long.MIN_VALUE;
        if (rejects != null) {
            rejects.reset();
        }
    }

    void addBlank() {
        lines++;
        blank++;
    }

    void addComment() {
        lines++;
        comment++;
    }

    /** Books an entry that the filters dropped, and when it was logged. */
    void addFiltered(long second) {
        lines++;
        filtered++;
        firstFiltered = Math.min(firstFiltered, second);
        lastFiltered = Math.max(lastFiltered, second);
    }

    void addCounted() {
        lines++;
        counted++;
    }

    /** Books an entry in another format than its log's. */
    void addFollowed(LogFormat format) {
        addCounted();
        followed.merge(format, 1L, Long::sum);
    }

    void addMalformed(MalformedReason reason, byte[] bytes, int from, int to) {
        Malformed same = malformed.get(reason);
        if (same == null) {
            same = new Malformed(lines, Arrays.copyOfRange(bytes, from, Math.min(to, from + SAMPLE_BYTES)));
            malformed.put(reason, same);
        }
        same.count++;
        if (rejects != null) {
            rejects.write(bytes, from, to - from);
            rejects.write('\n');
        }
        lines++;
    }

    int lines() {
        return lines;
    }

    int blank() {
        return blank;
    }

    int comment() {
        return comment;
    }

    int filtered() {
        return filtered;
    }

    /** When the first of the filtered was logged, in seconds since the epoch; the largest number when none was. */
    long firstFiltered() {
        return firstFiltered;
    }

    /** When the last of the filtered was logged; the smallest number when none was. */
    long lastFiltered() {
        return lastFiltered;
    }

    int counted() {
        return counted;
    }

    /** How many of the counted entries are in another format than their log's, by format. */
    Map<LogFormat, Long> followed() {
        return followed;
    }

    /** The malformed lines by reason; reasons that did not occur are absent. */
    Map<MalformedReason, Malformed> malformed() {
        return malformed;
    }

    /** The malformed lines, null unless they are to be kept. */
    @Nullable
    ByteArrayOutputStream rejects() {
        return rejects;
    }
}
