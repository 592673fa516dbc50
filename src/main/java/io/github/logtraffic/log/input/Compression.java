package io.github.logtraffic.log.input;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** The compressions that logs come in, each known by the first bytes of its files. */
enum Compression {
    GZIP("\u001F\u008B") {
        @Override
        InputStream decompress(InputStream in) throws IOException {
            return new GZIPInputStream(in, BUFFER);
        }
    },
    BZIP2("BZh") {
        @Override
        InputStream decompress(InputStream in) throws IOException {
            boolean allMembers = true;
            return new BZip2CompressorInputStream(in, allMembers);
        }
    },
    XZ("\u00FD7zXZ\u0000") {
        @Override
        InputStream decompress(InputStream in) throws IOException {
            return new XZInputStream(in, MOST_XZ_KIB);
        }
    },
    ZSTD("(\u00B5/\u00FD") {
        @Override
        InputStream decompress(InputStream in) {
            return new ZstdInputStream(in);
        }
    };

    private static final int BUFFER = 64 * 1024;

    /** What an xz header may make us allocate: enough for {@code xz -9}, 65 MiB, and no more. */
    private static final int MOST_XZ_KIB = 100 * 1024;

    private static final int LONGEST_MAGIC = 6;

    /** The first bytes, as the characters of the same numbers. */
    private final String magic;

    Compression(String magic) {
        this.magic = magic;
    }

    /**
     * The bytes of a log as they were before it was compressed, if it was.
     *
     * @param in the bytes as they are stored, from their beginning
     * @throws IOException when they begin as compressed data does and are not
     */
    static PeekingInputStream decompressed(InputStream in) throws IOException {
        PeekingInputStream stored = new PeekingInputStream(in);
        String head = new String(stored.peek(LONGEST_MAGIC), StandardCharsets.ISO_8859_1);
        for (Compression compression : values()) {
            if (head.startsWith(compression.magic)) {
                return new PeekingInputStream(new DecompressedInputStream(compression.decompress(stored)));
            }
        }
        return stored;
    }

    abstract InputStream decompress(InputStream in) throws IOException;
}
