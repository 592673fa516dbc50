package io.github.logtraffic.log.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What can be known of a log's content without reading all of its file. */
public final class LogFileIdentity {
    private static final int CHUNK_BYTES = 1 << 16;
    private static final int GZIP_TRAILER = 8;
    // Some file systems tell times in seconds or in two of them, the others in ticks of the kernel, at most 10 ms.
    private static final long SETTLED_NANOS = 2_000_000_000L;
    private static final long SETTLED_FINE_NANOS = 100_000_000L;
    private static final long COARSEST_FINE_NANOS = 1_000_000L;
    private static final int BYTE = 0xFF;

    private LogFileIdentity() {}

    /**
     * What says that a file has not changed: which one it is, how long, and when it was changed, as the file system says.
     *
     * @param file the file's device and number
     * @param bytes how long it is
     * @param modifiedNanos when its content was changed, since the epoch
     * @param changedNanos when anything of it was changed, which cannot be set back
     */
    public record Stamp(String file, long bytes, long modifiedNanos, long changedNanos) {
        /** The stamp in one word. */
        public String text() {
            return file + "-" + bytes + "-" + modifiedNanos + "-" + changedNanos;
        }

        /** Whether it was changed so long ago that another change would have another time, however coarse the clock is. */
        public boolean isSettled(long nowNanos) {
            boolean isOfFineClock = modifiedNanos % COARSEST_FINE_NANOS != 0 && changedNanos % COARSEST_FINE_NANOS != 0;
            return nowNanos - Math.max(modifiedNanos, changedNanos)
                    > (isOfFineClock ? SETTLED_FINE_NANOS : SETTLED_NANOS);
        }
    }

    /** The stamp of a file; null when the file system has none, or it is no file. */
    public static @Nullable Stamp stamp(LogSource source) {
        if (!(source instanceof FileSource file) || source.size() == 0) {
            return null;
        }
        try {
            Map<String, Object> unix = Files.readAttributes(file.path(), "unix:dev,ino,size,lastModifiedTime,ctime");
            return new Stamp(
                    unix.get("dev") + ":" + unix.get("ino"),
                    number(unix.get("size")),
                    nanos(unix.get("lastModifiedTime")),
                    nanos(unix.get("ctime")));
        } catch (IOException | RuntimeException e) {
            return null; // then nothing of the file is kept
        }
    }

    private static long number(@Nullable Object number) {
        return number instanceof Long value ? value : 0;
    }

    private static long nanos(@Nullable Object time) {
        return time instanceof FileTime fileTime ? fileTime.to(TimeUnit.NANOSECONDS) : 0;
    }

    /** Whether a log is a file that is not compressed and begins with a content. */
    public static boolean beginsWith(LogSource source, LogContent content) throws IOException {
        try (HeldFile file = HeldFile.of(source)) {
            return file.beginsWith(content);
        }
    }

    /** The hash of a log's first bytes, after decompression. */
    public static String head(LogSource source) throws IOException {
        try (LogReader reader = LogReader.open(source, CHUNK_BYTES, CHUNK_BYTES, new LongAdder())) {
            byte[] head = reader.identifiedHead(LogContent.HEAD_BYTES);
            return BlockHash.of(head, 0, head.length);
        }
    }

    /**
     * The {@link LogContent#identity} that a gzip file of one member says its content has; null when it is no such file. Of
     * several members only the last one's is written at the end: so that a file is not taken for its last member, its
     * compressed bytes are looked through for what begins another one.
     */
    public static @Nullable String gzipIdentity(LogSource source) throws IOException {
        if (!(source instanceof FileSource file)) {
            return null;
        }
        byte[] trailer = new byte[GZIP_TRAILER];
        try (InputStream stored = source.open()) {
            if (!Compression.GZIP.begins(stored.readNBytes(GzipMembers.LEAST_BYTES))
                    || GzipMembers.holdsAnother(stored)) {
                return null;
            }
        }
        try (RandomAccessFile stored = new RandomAccessFile(file.path().toFile(), "r")) {
            stored.seek(stored.length() - GZIP_TRAILER);
            stored.readFully(trailer);
        }
        return LogContent.identity(littleEndian(trailer, 0), littleEndian(trailer, Integer.BYTES), head(source));
    }

    private static int littleEndian(byte[] bytes, int at) {
        return (bytes[at] & BYTE)
                | ((bytes[at + 1] & BYTE) << 8)
                | ((bytes[at + 2] & BYTE) << 16)
                | ((bytes[at + 3] & BYTE) << 24);
    }
}
