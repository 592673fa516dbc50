package io.github.logtraffic.log.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.reference.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogContentTest {
    private final Path folder;

    LogContentTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static int crc32(byte[] bytes) {
        CRC32 crc32 = new CRC32();
        crc32.update(bytes);
        return (int) crc32.getValue();
    }

    private static LogContent content(LogSource source, int chunkBytes) throws IOException {
        try (LogReader reader = LogReader.open(source, chunkBytes, 1 << 20, new LongAdder())) {
            reader.identify();
            Chunk chunk = new Chunk(chunkBytes);
            while (reader.fill(chunk)) {
                // only to be read
            }
            return Objects.requireNonNull(reader.content());
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        }
        return compressed.toByteArray();
    }

    @Test
    void crcsAreCombined() {
        Seeds.each(500, random -> {
            byte[] all = new byte[random.nextInt(3_000)];
            random.nextBytes(all);
            int cut = random.nextInt(all.length + 1);
            byte[] one = Arrays.copyOf(all, cut);
            byte[] other = Arrays.copyOfRange(all, cut, all.length);
            assertThat(Crc32.combine(crc32(one), crc32(other), other.length)).isEqualTo(crc32(all));
        });
    }

    @Test
    void everyChangeOfABlockShows() {
        Seeds.each(500, random -> {
            byte[] block = new byte[1 + random.nextInt(LogContent.HEAD_BYTES)];
            random.nextBytes(block);
            String hash = BlockHash.of(block, 0, block.length);
            assertThat(BlockHash.of(block, 0, block.length - 1)).isNotEqualTo(hash);
            block[random.nextInt(random.nextBoolean() ? block.length : Math.min(1_000, block.length))] ^= 1;
            assertThat(BlockHash.of(block, 0, block.length)).isNotEqualTo(hash);
        });
    }

    @Test
    void identityDependsOnTheBytesAlone() {
        Seeds.each(100, random -> {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
            for (int i = random.nextInt(3_000); i > 0; i--) {
                text.append("x".repeat(random.nextInt(100))).append(random.nextInt(10) == 0 ? "\r\n" : "\n");
            }
            byte[] bytes =
                    text.append(random.nextBoolean() ? "cut" : "").toString().getBytes(StandardCharsets.UTF_8);
            LogContent expected = content(LogSource.stream("-", new ByteArrayInputStream(bytes)), 1 << 20);
            assertThat(expected.bytes()).isEqualTo(bytes.length);
            assertThat(expected.crc32()).isEqualTo(crc32(bytes));
            assertThat(expected.endsLine()).isEqualTo(bytes.length > 0 && bytes[bytes.length - 1] == '\n');
            int chunkBytes = 1 + random.nextInt(5_000);
            assertThat(content(LogSource.stream("-", new ByteArrayInputStream(bytes)), chunkBytes))
                    .isEqualTo(expected);
            Path file = Files.write(folder.resolve("log.gz"), gzip(bytes));
            assertThat(content(LogSource.file(file), chunkBytes)).isEqualTo(expected);
            if (bytes.length > 0) {
                assertThat(LogFileIdentity.gzipIdentity(LogSource.file(file))).isEqualTo(expected.identity());
            }
        });
    }

    @Test
    void aFileBeginsWithWhatItHeldBefore() throws IOException {
        byte[] before = "a line\n".repeat(20_000).getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(folder.resolve("log"), before);
        LogSource source = LogSource.file(file);
        LogContent content = content(source, 1 << 16);
        assertThat(LogFileIdentity.beginsWith(source, content)).isTrue();
        byte[] more = "more\n".getBytes(StandardCharsets.UTF_8);
        Files.write(file, more, StandardOpenOption.APPEND);
        assertThat(LogFileIdentity.beginsWith(source, content)).isTrue();
        LogContent rest = content(LogSource.stream("-", new ByteArrayInputStream(more)), 1 << 16);
        try (HeldFile held = HeldFile.of(source)) {
            Files.move(file, folder.resolve("rotated"));
            assertThat(held.beginsWith(content)).isTrue();
            assertThat(content(held, 1 << 16)).isEqualTo(held.grown(content, rest));
            Files.move(folder.resolve("rotated"), file);
            assertThat(content(source, 1 << 16)).isEqualTo(held.grown(content, rest));
        }
        byte[] changed = Files.readAllBytes(file);
        changed[before.length - 10]++;
        Files.write(file, changed);
        assertThat(LogFileIdentity.beginsWith(source, content)).isFalse();
        Files.write(file, Arrays.copyOf(before, before.length - 7));
        assertThat(LogFileIdentity.beginsWith(source, content)).isFalse();
    }

    @Test
    void gzipOfSeveralMembersSaysNothing() throws IOException {
        byte[] member = gzip("a line\n".repeat(100).getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        twice.write(member);
        twice.write(member);
        Path file = Files.write(folder.resolve("twice.gz"), twice.toByteArray());
        assertThat(LogFileIdentity.gzipIdentity(LogSource.file(file))).isNull();
        Path plain = Files.write(folder.resolve("plain"), "a line\n".getBytes(StandardCharsets.UTF_8));
        assertThat(LogFileIdentity.gzipIdentity(LogSource.file(plain))).isNull();
    }
}
