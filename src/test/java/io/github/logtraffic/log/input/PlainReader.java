package io.github.logtraffic.log.input;

import io.github.logtraffic.reference.Latin1;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.LongAdder;

/** Reads logs to their end, as text with one character for each byte. */
final class PlainReader {
    private PlainReader() {}

    /** All chunks of a log in one piece. */
    static String readAll(InputStream stream, int chunkBytes, int maxLineBytes) throws IOException {
        LogSource source = LogSource.stream("log", stream);
        try (LogReader reader = LogReader.open(source, chunkBytes, maxLineBytes, new LongAdder())) {
            return readAll(reader, new Chunk(chunkBytes));
        }
    }

    /** All chunks that are left; what a failing read leaves in the chunk too, before it fails. */
    static String readAll(LogReader reader, Chunk chunk) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (boolean more = true; more; ) {
            try {
                more = reader.fill(chunk);
            } catch (IOException e) {
                all.write(chunk.bytes(), 0, chunk.end());
                throw new ReadingFailed(Latin1.text(all.toByteArray()), e);
            }
            all.write(chunk.bytes(), 0, chunk.end());
        }
        return Latin1.text(all.toByteArray());
    }

    /** A log that ends in a failure. */
    static final class ReadingFailed extends IOException {
        private static final long serialVersionUID = 1;

        private final String before;

        private ReadingFailed(String before, IOException cause) {
            super(cause.getMessage(), cause);
            this.before = before;
        }

        /** What could be read. */
        String before() {
            return before;
        }
    }

    /** A stream that gives out few bytes at a time and never says that there are more, as a slow pipe does. */
    static InputStream trickle(byte[] bytes) {
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return super.read(into, offset, Math.min(length, 3));
            }

            @Override
            public int available() {
                return 0;
            }
        };
    }
}
