package io.github.logtraffic.log.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;

/**
 * A log in a file that is held open, so that all that is read is of one file, also when another one takes its place: logs are
 * rotated while they are read. Its streams may be used one after the other.
 */
public final class HeldFile implements LogSource, AutoCloseable {
    private final String name;
    private final RandomAccessFile file;

    private HeldFile(String name, RandomAccessFile file) {
        this.name = name;
        this.file = file;
    }

    /**
     * Opens a log that is a file.
     *
     * @throws IOException when it cannot be opened, or is none
     */
    public static HeldFile of(LogSource source) throws IOException {
        if (!(source instanceof FileSource stored)) {
            throw new IOException("no file");
        }
        return new HeldFile(source.name(), new RandomAccessFile(stored.path().toFile(), "r"));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        try {
            return file.length();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Whether it is not compressed and begins with a content that {@link LogContent#canGrow}. */
    public boolean beginsWith(LogContent content) throws IOException {
        return content.canGrow()
                && size() >= content.bytes()
                && hash(0, LogContent.HEAD_BYTES).equals(content.head())
                && tail(content.bytes()).equals(content.tail());
    }

    /**
     * The content of which two parts were read at different times.
     *
     * @param begin what it {@link #beginsWith}
     * @param more what follows
     */
    public LogContent grown(LogContent begin, LogContent more) throws IOException {
        return begin.then(more, tail(begin.bytes() + more.bytes()));
    }

    private String tail(long end) throws IOException {
        return hash(end - LogContent.TAIL_BYTES, LogContent.TAIL_BYTES);
    }

    private String hash(long from, int length) throws IOException {
        byte[] bytes = new byte[length];
        file.seek(from);
        file.readFully(bytes);
        return BlockHash.of(bytes, 0, length);
    }

    @Override
    public InputStream open() {
        return new Bytes();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** The file's bytes from its beginning. */
    private final class Bytes extends BlockInputStream {
        private long at;

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            file.seek(at);
            int count = file.read(bytes, offset, length);
            at += Math.max(0, count);
            return count;
        }

        @Override
        public long skip(long count) {
            at += Math.max(0, count);
            return Math.max(0, count);
        }
    }
}
