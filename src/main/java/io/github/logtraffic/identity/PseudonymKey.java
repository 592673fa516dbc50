package io.github.logtraffic.identity;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The secret by which pseudonyms are made: whoever has it can tell which client one belongs to, by trying all addresses. */
public final class PseudonymKey {
    private static final int LEAST_BYTES = 16;
    private static final int MOST_BYTES = 1 << 16;

    final long first;
    final long second;

    private PseudonymKey(long first, long second) {
        this.first = first;
        this.second = second;
    }

    /**
     * Reads a key: the bytes of a file, whatever they are, without line ends behind them.
     *
     * @throws DataFileException when the file holds fewer than 16 bytes, which could be found by trying, or more than 64 KiB
     */
    public static PseudonymKey read(Path file) throws IOException, DataFileException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        }
        int length = bytes.length;
        while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r')) {
            length--;
        }
        if (length < LEAST_BYTES || length > MOST_BYTES) {
            throw new DataFileException(
                    file.toString(),
                    "expected a key of " + LEAST_BYTES + " to " + MOST_BYTES
                            + " bytes, such as 'openssl rand -hex 32' makes");
        }
        return of(Arrays.copyOf(bytes, length));
    }

    static PseudonymKey of(byte[] secret) {
        try {
            ByteBuffer digest =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(secret));
            return new PseudonymKey(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
