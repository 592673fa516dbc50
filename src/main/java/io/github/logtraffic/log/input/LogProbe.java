package io.github.logtraffic.log.input;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Looks into a regular file at any place. */
public final class LogProbe implements Closeable {
    private final FileChannel channel;
    private final long size;

    private LogProbe(FileChannel channel, long size) {
        this.channel = channel;
        this.size = size;
    }

    /**
     * Opens a log.
     *
     * @return null when the log is no regular file
     * @throws IOException when it cannot be opened
     */
    public static @Nullable LogProbe open(LogSource source) throws IOException {
        Path path = source instanceof FileSource file ? file.path() : null;
        if (path == null || !Files.isRegularFile(path)) {
            return null;
        }
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        return new LogProbe(channel, channel.size());
    }

    /** How many bytes it had when it was opened. */
    public long size() {
        return size;
    }

    /**
     * Reads from a place on.
     *
     * @return how many bytes were read: fewer than the array holds only at the file's end
     * @throws IOException when reading fails
     */
    public int read(long position, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {
            // until it is full or the file ends
        }
        return buffer.position();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
