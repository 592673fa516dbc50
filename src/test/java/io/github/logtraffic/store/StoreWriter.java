package io.github.logtraffic.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Random;

/** A program that puts values into a directory until it is killed: the same keys as others of its kind, other values. */
final class StoreWriter {
    static final int KEYS = 10;

    private static final int MOST_BYTES = 2_000_000;

    private StoreWriter() {}

    /** Takes the directory and a number that no other one was given. */
    public static void main(String[] arguments) throws IOException {
        Random random = new Random(Long.parseLong(arguments[1]));
        try (ResultStore store = new DirectoryStore(Path.of(arguments[0]), InstantSource.system())) {
            while (true) {
                store.put(
                        "k" + random.nextInt(KEYS),
                        value(random.nextLong(), random.nextInt(MOST_BYTES)),
                        Duration.ZERO);
            }
        }
    }

    /** A value that shows whether it is whole: its first bytes say what the others are. */
    private static byte[] value(long seed, int more) {
        byte[] bytes = new byte[more];
        new Random(seed).nextBytes(bytes);
        return ByteBuffer.allocate(Long.BYTES + more).putLong(seed).put(bytes).array();
    }

    /** Whether somebody has put this value as it is. */
    static boolean isWhole(byte[] value) {
        return Arrays.equals(value, value(ByteBuffer.wrap(value).getLong(), value.length - Long.BYTES));
    }
}
