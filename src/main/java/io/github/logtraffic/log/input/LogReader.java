package io.github.logtraffic.log.input;

import io.github.logtraffic.log.entry.Swar;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Cuts one log into chunks of whole lines. Any thread may fill its own chunk, one at a time.
 *
 * <p>A line longer than the limit comes cut to a little more than the limit, which is how its reader knows; what follows
 * of it is skipped. So no line makes a chunk grow beyond the limit and a chunk's size.
 */
public final class LogReader implements AutoCloseable {
    private static final int CARRIAGE_RETURN_AND_ONE_MORE = 2;

    private final PeekingInputStream in;
    private final boolean isCompressed;
    private final int chunkBytes;
    private final int longestKept;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** The beginning of a line whose end the last chunk did not hold. */
    private byte[] unfinished = {};

    private int unfinishedLength;
    private int filled;
    private boolean asTheyCome;
    private @Nullable ContentDigest digest;
    private boolean skipping;
    private boolean hasMark;
    private boolean ended;
    private int chunks;
    private long bytesRead;

    private LogReader(PeekingInputStream in, boolean isCompressed, int chunkBytes, int maxLineBytes) {
        this.in = in;
        this.isCompressed = isCompressed;
        this.chunkBytes = chunkBytes;
        this.longestKept = maxLineBytes + CARRIAGE_RETURN_AND_ONE_MORE;
    }

    /**
     * Opens a log, decompressing it where its first bytes say that it is compressed.
     *
     * @param source the log
     * @param chunkBytes how many bytes a chunk is filled with
     * @param maxLineBytes the limit of a line's length, without its line end
     * @param storedBytesRead is told of the bytes that are read, as they are stored
     * @throws IOException when it cannot be opened or is not what its first bytes say
     */
    public static LogReader open(LogSource source, int chunkBytes, int maxLineBytes, LongAdder storedBytesRead)
            throws IOException {
        InputStream stored = new CountingInputStream(source.open(), storedBytesRead);
        try {
            PeekingInputStream peeking = new PeekingInputStream(stored);
            boolean isCompressed = Compression.of(peeking) != null;
            LogReader reader = new LogReader(Compression.decompressed(peeking), isCompressed, chunkBytes, maxLineBytes);
            reader.skipByteOrderMark();
            return reader;
        } catch (IOException | RuntimeException e) {
            stored.close();
            throw e;
        }
    }

    /**
     * Opens a part of a file that is not compressed.
     *
     * @param part which bytes; the other parameters are those of {@link #open}
     * @throws IOException when it cannot be opened
     */
    public static LogReader openPart(
            LogSource source, LogPart part, int chunkBytes, int maxLineBytes, LongAdder storedBytesRead)
            throws IOException {
        InputStream stored = source.open();
        try {
            stored.skipNBytes(part.from());
            InputStream counted =
                    new CountingInputStream(new PartInputStream(stored, part.to() - part.from()), storedBytesRead);
            return new LogReader(new PeekingInputStream(counted), false, chunkBytes, maxLineBytes);
        } catch (IOException | RuntimeException e) {
            stored.close();
            throw e;
        }
    }

    /** Windows' programs begin files with the byte order mark of UTF-8, which is no part of the first line. */
    private void skipByteOrderMark() throws IOException {
        byte[] head = in.peek(BYTE_ORDER_MARK.length);
        if (Arrays.equals(head, BYTE_ORDER_MARK)) {
            bytesRead = in.read(head, 0, head.length);
            hasMark = true;
        }
    }

    /**
     * Makes {@link #fill} give out a chunk when it holds a line, although more would fit into it: the lines of a pipe may be
     * long in coming.
     */
    public void giveAsTheyCome() {
        asTheyCome = true;
    }

    /** Makes it identify what it reads, so that {@link #content} can say it; before anything is read. */
    public void identify() {
        digest = new ContentDigest();
        if (hasMark) {
            digest.update(BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
        }
    }

    /** What was read; null when it was not to be identified. To be asked once. */
    public @Nullable LogContent content() {
        return digest == null ? null : digest.content();
    }

    /** Whether the log is compressed. */
    public boolean isCompressed() {
        return isCompressed;
    }

    /** How many bytes have been read, after decompression. */
    public long bytesRead() {
        return bytesRead;
    }

    /**
     * The log's first bytes: so many, or all there are. They stay to be read; only before the first {@link #fill}.
     */
    public byte[] head(int length) {
        return in.peek(length);
    }

    /** The log's first bytes as {@link #identify} sees them, with a byte order mark; only before the first {@link #fill}. */
    byte[] identifiedHead(int length) {
        if (!hasMark) {
            return head(length);
        }
        byte[] rest = head(length - BYTE_ORDER_MARK.length);
        byte[] all = Arrays.copyOf(BYTE_ORDER_MARK, BYTE_ORDER_MARK.length + rest.length);
        System.arraycopy(rest, 0, all, BYTE_ORDER_MARK.length, rest.length);
        return all;
    }

    /**
     * Waits until the log's {@link #head} is longer.
     *
     * @return how long it is now: as before when the log ends, or fails, there
     */
    public int awaitHead() {
        return in.peekMore();
    }

    /** Why the log cannot be read further than its {@link #head}; null when it can be, or as long as that is not known. */
    public @Nullable IOException headFailure() {
        return in.failure();
    }

    /**
     * Fills a chunk with the next whole lines.
     *
     * @return false when there are none left; the chunk is then empty
     * @throws IOException when reading fails; lines that were complete before are in the chunk, the log ends there
     */
    public boolean fill(Chunk chunk) throws IOException {
        takeUnfinished(chunk);
        chunk.set(0, chunks);
        int scanned = 0;
        while (!ended) {
            try {
                readMore(chunk, filled + chunkBytes);
            } catch (IOException e) {
                ended = true;
                finish(chunk, Swar.lastIndexOf(chunk.bytes(), 0, filled, Swar.LINE_FEED) + 1);
                throw e;
            }
            int lastLineEnd = Swar.lastIndexOf(chunk.bytes(), scanned, filled, Swar.LINE_FEED);
            if (lastLineEnd >= scanned && !ended) {
                putAside(chunk, lastLineEnd + 1, filled);
                finish(chunk, lastLineEnd + 1);
                return true;
            }
            if (lastLineEnd < scanned && filled >= longestKept) {
                skipping = true;
                finishCut(chunk, longestKept);
                return true;
            }
            scanned = filled;
        }
        return fillWithLastLine(chunk);
    }

    private void takeUnfinished(Chunk chunk) {
        System.arraycopy(unfinished, 0, chunk.withCapacity(unfinishedLength), 0, unfinishedLength);
        filled = unfinishedLength;
        unfinishedLength = 0;
    }

    private void putAside(Chunk chunk, int from, int to) {
        unfinishedLength = to - from;
        if (unfinished.length < unfinishedLength) {
            unfinished = new byte[Math.max(unfinishedLength, unfinished.length * 2)];
        }
        System.arraycopy(chunk.bytes(), from, unfinished, 0, unfinishedLength);
    }

    /** Reads until so much is filled or the log ends; of lines that are to be given out as they come, once. */
    private void readMore(Chunk chunk, int wanted) throws IOException {
        byte[] bytes = chunk.withCapacity(wanted + 1); // one more for a last line feed
        while (filled < wanted) {
            int count = in.read(bytes, filled, wanted - filled);
            if (count < 0) {
                ended = true;
                return;
            }
            bytesRead += count;
            if (digest != null) {
                digest.update(bytes, filled, count);
            }
            filled = skipping ? afterSkipped(bytes, filled, filled + count) : filled + count;
            if (asTheyCome) {
                return;
            }
        }
    }

    /** Drops the rest of a line that was cut before; what follows it moves to {@code from}. Returns where that ends. */
    private int afterSkipped(byte[] bytes, int from, int to) {
        int lineEnd = Swar.indexOf(bytes, from, to, Swar.LINE_FEED);
        if (lineEnd == to) {
            return from;
        }
        skipping = false;
        int kept = to - (lineEnd + 1);
        System.arraycopy(bytes, lineEnd + 1, bytes, from, kept);
        return from + kept;
    }

    private boolean fillWithLastLine(Chunk chunk) {
        if (filled == 0) {
            return false;
        }
        if (chunk.bytes()[filled - 1] == Swar.LINE_FEED) {
            finish(chunk, filled);
        } else {
            finishCut(chunk, filled);
        }
        return true;
    }

    private void finishCut(Chunk chunk, int lineEnd) {
        chunk.withCapacity(lineEnd + 1)[lineEnd] = Swar.LINE_FEED;
        finish(chunk, lineEnd + 1);
    }

    private void finish(Chunk chunk, int end) {
        chunk.set(end, chunks);
        chunks++;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
