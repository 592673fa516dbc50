package io.github.logtraffic.log.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.logtraffic.log.input.PlainReader.ReadingFailed;
import io.github.logtraffic.reference.EndingInFailure;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.Seeds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs are cut into whole lines at any chunk size, in bounded memory. */
class LogReaderTest {
    private static final int NO_LIMIT = 1 << 20;

    @Test
    void everyChunkHoldsWholeLinesAndTogetherTheyAreTheLog() throws IOException {
        String log = "one\ntwo\r\n\n\nsix is longer than the others\nseven";
        for (int chunkBytes = 1; chunkBytes <= 64; chunkBytes++) {
            try (LogReader reader = open(new ByteArrayInputStream(Latin1.bytes(log)), chunkBytes, NO_LIMIT)) {
                Chunk chunk = new Chunk(1);
                StringBuilder all = new StringBuilder();
                for (int sequence = 0; reader.fill(chunk); sequence++) {
                    assertThat(chunk.sequence()).isEqualTo(sequence);
                    assertThat(chunk.bytes()[chunk.end() - 1]).isEqualTo((byte) '\n');
                    all.append(Latin1.text(chunk.bytes()), 0, chunk.end());
                }
                assertThat(all).hasToString(log + "\n");
                assertThat(reader.bytesRead()).isEqualTo(log.length());
                assertThat(chunk.end()).isZero();
                assertThat(reader.fill(chunk)).isFalse();
            }
        }
    }

    @Test
    void aLongLineComesCutJustLongEnoughToBeSeenAsTooLong() throws IOException {
        String tooLong = "x".repeat(100);
        String log = "a\n" + tooLong + "\nb\n" + tooLong + tooLong;
        for (int chunkBytes = 1; chunkBytes <= 50; chunkBytes++) {
            String[] lines = read(log, chunkBytes, 30).split("\n", -1);
            assertThat(lines).hasSize(5);
            assertThat(lines[0]).isEqualTo("a");
            assertThat(lines[1]).startsWith("x".repeat(32)).matches("x*");
            assertThat(lines[2]).isEqualTo("b");
            assertThat(lines[3]).startsWith("x".repeat(32)).matches("x*");
        }
    }

    @Test
    void aLineOfExactlyTheLimitAndItsCarriageReturnIsWhole() throws IOException {
        String line = "x".repeat(30);
        for (int chunkBytes = 1; chunkBytes <= 50; chunkBytes++) {
            assertThat(read(line + "\r\n" + line + "\n" + line, chunkBytes, 30))
                    .isEqualTo(line + "\r\n" + line + "\n" + line + "\n");
        }
    }

    @Test
    void whereLinesAreCutDoesNotDependOnWhatFollows() {
        Seeds.each(300, random -> {
            int limit = 1 + random.nextInt(12);
            StringBuilder log = new StringBuilder();
            StringBuilder expected = new StringBuilder();
            for (int i = 1 + random.nextInt(20); i > 0; i--) {
                String line = "y".repeat(random.nextInt(3) * random.nextInt(20));
                log.append(line).append('\n');
                expected.append(shortened(line, limit)).append('\n');
            }
            String read = read(log.toString(), 1 + random.nextInt(20), limit);
            StringBuilder shortened = new StringBuilder();
            read.lines()
                    .forEach(line -> shortened.append(shortened(line, limit)).append('\n'));
            assertThat(shortened).hasToString(expected.toString());
        });
    }

    private static String shortened(String line, int limit) {
        return line.substring(0, Math.min(line.length(), limit + 2));
    }

    @Test
    void aLineOfManyMegabytesTakesNoMoreMemoryThanTheLimitAndAChunk() throws IOException {
        try (LogReader reader = open(new Repeated('x', 50_000_000), 1 << 12, 1 << 16)) {
            Chunk chunk = new Chunk(1 << 12);
            assertThat(reader.fill(chunk)).isTrue();
            assertThat(chunk.end()).isEqualTo((1 << 16) + 3);
            assertThat(reader.fill(chunk)).isFalse();
            assertThat(chunk.bytes().length).isLessThan(1 << 18);
            assertThat(reader.bytesRead()).isEqualTo(50_000_000);
        }
    }

    @Test
    void aFailureKeepsTheLinesThatWereComplete() {
        for (int chunkBytes = 1; chunkBytes <= 40; chunkBytes++) {
            InputStream failing = new EndingInFailure("one\ntwo\nthree\ninco");
            int bytes = chunkBytes;
            ReadingFailed failure =
                    catchThrowableOfType(ReadingFailed.class, () -> PlainReader.readAll(failing, bytes, NO_LIMIT));
            assertThat(failure.before()).isEqualTo("one\ntwo\nthree\n");
            assertThat(failure).hasMessage("the disk is gone");
        }
    }

    @Test
    void aLogEndsAtItsFailure() throws IOException {
        try (LogReader reader = open(new EndingInFailure("one\ntwo\n"), 100, NO_LIMIT)) {
            Chunk chunk = new Chunk(100);
            assertThatThrownBy(() -> reader.fill(chunk)).isInstanceOf(IOException.class);
            assertThat(chunk.end()).isEqualTo(8);
            assertThat(reader.fill(chunk)).isFalse();
        }
    }

    @Test
    void lookingAtTheHeadTakesNothingAway() throws IOException {
        String log = "one\ntwo\nthree\n";
        try (LogReader reader = open(PlainReader.trickle(Latin1.bytes(log)), 5, NO_LIMIT)) {
            assertThat(Latin1.text(reader.head(6))).isEqualTo("one\ntw");
            assertThat(Latin1.text(reader.head(4))).isEqualTo("one\n");
            assertThat(Latin1.text(reader.head(1_000))).isEqualTo(log);
            assertThat(PlainReader.readAll(reader, new Chunk(5))).isEqualTo(log);
        }
    }

    @Test
    void chunksThatAreTakenInTurnsHoldTheLogInTheOrderOfTheirSequence() {
        Seeds.each(100, random -> {
            String log = "a line\n".repeat(random.nextInt(30)) + "the last";
            Chunk[] chunks = {new Chunk(1), new Chunk(1), new Chunk(1)};
            StringBuilder all = new StringBuilder();
            try (LogReader reader = open(PlainReader.trickle(Latin1.bytes(log)), 1 + random.nextInt(30), NO_LIMIT)) {
                for (Chunk chunk = any(random, chunks); reader.fill(chunk); chunk = any(random, chunks)) {
                    all.append(Latin1.text(chunk.bytes()), 0, chunk.end());
                }
            }
            assertThat(all).hasToString(log + "\n");
        });
    }

    @Test
    void countsTheBytesAsTheyAreStored(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("log"), Latin1.bytes("one\ntwo\n"));
        LongAdder stored = new LongAdder();
        LogSource source = LogSource.file(file);
        try (LogReader reader = LogReader.open(source, 100, NO_LIMIT, stored)) {
            assertThat(PlainReader.readAll(reader, new Chunk(100))).isEqualTo("one\ntwo\n");
        }
        assertThat(stored.sum()).isEqualTo(8).isEqualTo(source.size());
    }

    @Test
    void saysWhyAFileCannotBeOpened(@TempDir Path directory) {
        LogSource missing = LogSource.file(directory.resolve("missing"));
        assertThatThrownBy(missing::open).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(LogSource.file(directory)::open).hasMessage("is a directory");
        assertThat(missing.size()).isZero();
    }

    private static Chunk any(Random random, Chunk[] chunks) {
        return chunks[random.nextInt(chunks.length)];
    }

    private static String read(String log, int chunkBytes, int maxLineBytes) throws IOException {
        return PlainReader.readAll(new ByteArrayInputStream(Latin1.bytes(log)), chunkBytes, maxLineBytes);
    }

    private static LogReader open(InputStream stream, int chunkBytes, int maxLineBytes) throws IOException {
        return LogReader.open(LogSource.stream("log", stream), chunkBytes, maxLineBytes, new LongAdder());
    }

    /** So many times the same byte, without an array that holds them. */
    private static final class Repeated extends InputStream {
        private final char repeated;
        private long left;

        Repeated(char repeated, long times) {
            this.repeated = repeated;
            this.left = times;
        }

        @Override
        public int read() {
            return left-- > 0 ? repeated : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            int count = (int) Math.min(length, left);
            Arrays.fill(bytes, offset, offset + count, (byte) repeated);
            left -= count;
            return count > 0 ? count : -1;
        }
    }
}
