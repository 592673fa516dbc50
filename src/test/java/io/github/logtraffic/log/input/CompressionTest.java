package io.github.logtraffic.log.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.luben.zstd.ZstdOutputStream;
import io.github.logtraffic.log.input.PlainReader.ReadingFailed;
import io.github.logtraffic.reference.EndingInFailure;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZOutputStream;

/** Compressed logs are read as what they were, and broken ones fail as files do. */
class CompressionTest {
    private static final String ONE = "10.0.0.1 one\n10.0.0.2 two\n";
    private static final String OTHER = "10.0.0.3 three\nand no line feed";

    /** {@code printf '10.0.0.1 one\n' | xz --lzma2=preset=0,dict=512MiB,mf=hc3 -C none}. */
    private static final String DICTIONARY_OF_512_MIB = "fd377a585a000000ff12d94102002101220000008240acdc"
            + "01000c31302e302e302e31206f6e650a0000000000011d0d8aa55ba106729e7a010000000000595a";

    @ParameterizedTest
    @EnumSource
    void isKnownByItsFirstBytes(Compression compression) throws IOException {
        assertThat(read(compressed(compression, ONE))).isEqualTo(ONE);
    }

    @ParameterizedTest
    @EnumSource
    void severalMembersAreOneLog(Compression compression) throws IOException {
        byte[] both = joined(compressed(compression, ONE), compressed(compression, OTHER));
        assertThat(read(both)).isEqualTo(ONE + OTHER + "\n");
    }

    @ParameterizedTest
    @EnumSource
    void severalMembersThroughASlowPipeAreOneLog(Compression compression) throws IOException {
        byte[] both = joined(compressed(compression, ONE), compressed(compression, ""), compressed(compression, OTHER));
        assertThat(PlainReader.readAll(PlainReader.trickle(both), 7, 1_000)).isEqualTo(ONE + OTHER + "\n");
    }

    @Test
    void aGzipMemberThatBeginsWronglyIsAFailureThatKeepsTheLinesBeforeIt() throws IOException {
        byte[] good = compressed(Compression.GZIP, ONE);
        byte[] unknownMethod = compressed(Compression.GZIP, OTHER);
        unknownMethod[2] = 7;
        for (byte[] next : List.of(unknownMethod, Latin1.bytes("garbage"), new byte[] {0, 0, 0, 1})) {
            ReadingFailed failure = catchThrowableOfType(ReadingFailed.class, () -> read(joined(good, next)));
            assertThat(failure).hasMessage("something else follows the compressed data");
            assertThat(failure.before()).isEqualTo(ONE);
        }
    }

    @Test
    void zerosWithWhichATapeIsFilledAreNoPartOfTheLog() throws IOException {
        assertThat(read(joined(compressed(Compression.GZIP, ONE), new byte[1_000])))
                .isEqualTo(ONE);
    }

    @Test
    void aGzipHeaderMayHoldANameACommentMoreFieldsAndAChecksum() throws IOException {
        byte[] plain = compressed(Compression.GZIP, ONE);
        byte[] header = Arrays.copyOf(plain, 10);
        header[3] = 2 | 4 | 8 | 16;
        byte[] fields = Latin1.bytes("\u0003\u0000xyzaccess.log\u0000a comment\u0000cc");
        byte[] rest = Arrays.copyOfRange(plain, 10, plain.length);
        assertThat(read(joined(header, fields, rest))).isEqualTo(ONE);
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyLogIsEmpty(Compression compression) throws IOException {
        assertThat(read(compressed(compression, ""))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aTruncatedLogIsAFailureThatKeepsTheLinesBeforeIt(Compression compression) throws IOException {
        String log = lines(new Random(1), 40_000);
        byte[] whole = compressed(compression, log);
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        ReadingFailed failure = catchThrowableOfType(ReadingFailed.class, () -> read(half));
        assertThat(failure).isNotNull();
        assertThat(log).startsWith(failure.before());
        assertThat(failure.before()).matches("(?s)|.*\n");
        if (compression != Compression.ZSTD) { // whose blocks are so long that half of this log is none
            assertThat(failure.before()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereverALogIsTruncatedNothingButAnIoExceptionComes(Compression compression) throws IOException {
        byte[] whole = compressed(compression, ONE);
        for (int length = 10; length < whole.length; length++) { // fewer bytes might begin anything
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut)).as("%d bytes", length).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whateverIsCorruptedNothingButAnIoExceptionComes(Compression compression) throws IOException {
        byte[] whole = compressed(compression, lines(new Random(2), 300));
        Seeds.each(500, random -> {
            byte[] corrupted = whole.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                corrupted[6 + random.nextInt(whole.length - 6)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                read(corrupted);
            } catch (IOException e) {
                assertThat(e).isNotNull(); // the only kind that is foreseen
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u001f", "BZ", "(", "\u00fd7zXZ", "10.0.0.1\n"})
    void whatIsNotCompressedIsReadAsItIs(String log) throws IOException {
        assertThat(read(Latin1.bytes(log))).isEqualTo(log.isEmpty() || log.endsWith("\n") ? log : log + "\n");
    }

    @Test
    void anXzHeaderCannotDemandMoreMemoryThanTheStrongestPreset() {
        byte[] stored = HexFormat.of().parseHex(DICTIONARY_OF_512_MIB);
        assertThatThrownBy(() -> read(stored)).hasCauseInstanceOf(MemoryLimitException.class);
    }

    @Test
    void aFailureBetweenTwoMembersIsNoEnd() throws IOException {
        String first = Latin1.text(compressed(Compression.GZIP, ONE));
        ReadingFailed failure = catchThrowableOfType(
                ReadingFailed.class, () -> PlainReader.readAll(new EndingInFailure(first), 100, 1_000));
        assertThat(failure).isNotNull();
        assertThat(failure.before()).isEqualTo(ONE);
    }

    private static String read(byte[] stored) throws IOException {
        return PlainReader.readAll(new ByteArrayInputStream(stored), 1_000, 1_000);
    }

    private static byte[] compressed(Compression compression, String log) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = encoder(compression, bytes)) {
            out.write(Latin1.bytes(log));
        }
        return bytes.toByteArray();
    }

    private static OutputStream encoder(Compression compression, OutputStream out) throws IOException {
        return switch (compression) {
            case GZIP -> new GZIPOutputStream(out);
            case BZIP2 -> new BZip2CompressorOutputStream(out, 1);
            case XZ -> new XZOutputStream(out, new LZMA2Options(0));
            case ZSTD -> new ZstdOutputStream(out);
        };
    }

    private static byte[] joined(byte[]... members) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] member : members) {
            all.writeBytes(member);
        }
        return all.toByteArray();
    }

    private static String lines(Random random, int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append(random.nextLong()).append('\n');
        }
        return lines.toString();
    }
}
