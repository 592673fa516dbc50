package io.github.logtraffic.log.input;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** The compressions that logs come in, each known by the first bytes of its files. */
enum Compression {
    GZIP {
        @Override
        boolean begins(byte[] head) {
            return startsWith(head, 0x1F, 0x8B, 8);
        }

        @Override
        InputStream decompress(InputStream in) {
            return new GzipMembersInputStream(in);
        }
    },
    BZIP2 {
        @Override
        boolean begins(byte[] head) {
            boolean block = startsWith(head, 'B', 'Z', 'h', ANY, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59);
            boolean nothing = startsWith(head, 'B', 'Z', 'h', ANY, 0x17, 0x72, 0x45, 0x38, 0x50, 0x90);
            return block || nothing;
        }

        @Override
        InputStream decompress(InputStream in) throws IOException {
            boolean allMembers = true;
            return new BZip2CompressorInputStream(new BufferedInputStream(in, BUFFER), allMembers);
        }
    },
    XZ {
        @Override
        boolean begins(byte[] head) {
            return startsWith(head, 0xFD, '7', 'z', 'X', 'Z', 0);
        }

        @Override
        InputStream decompress(InputStream in) throws IOException {
            return new XZInputStream(new BufferedInputStream(in, BUFFER), MOST_XZ_KIB);
        }
    },
    ZSTD {
        @Override
        boolean begins(byte[] head) {
            boolean frame = startsWith(head, 0x28, 0xB5, 0x2F, 0xFD);
            boolean skippableFrame =
                    startsWith(head, ANY, 0x2A, 0x4D, 0x18) && (head[0] & 0xF0) == 0x50; // pzstd's first
            return frame || skippableFrame;
        }

        @Override
        InputStream decompress(InputStream in) throws IOException {
            return new ZstdInputStream(in);
        }
    };

    private static final int BUFFER = 64 * 1024;

    /** What an xz header may make us allocate: enough for {@code xz -9}, 65 MiB, and no more. */
    private static final int MOST_XZ_KIB = 100 * 1024;

    private static final int LONGEST_MAGIC = 10;
    private static final int ANY = -1;

    /**
     * The bytes of a log as they were before it was compressed, if it was.
     *
     * @param in the bytes as they are stored, from their beginning
     * @throws IOException when they begin as compressed data does and are not, or when nothing here can decompress them
     */
    static PeekingInputStream decompressed(PeekingInputStream in) throws IOException {
        Compression compression = of(in);
        return compression == null ? in : new PeekingInputStream(new DecompressedInputStream(compression.open(in)));
    }

    /** How a log is compressed, null when it is not; its bytes stay to be read. */
    static @Nullable Compression of(PeekingInputStream in) {
        byte[] head = in.peek(LONGEST_MAGIC);
        for (Compression compression : values()) {
            if (compression.begins(head)) {
                return compression;
            }
        }
        return null;
    }

    private InputStream open(InputStream in) throws IOException {
        try {
            return decompress(in);
        } catch (LinkageError e) {
            throw new IOException("cannot decompress " + this + " here: " + e.getMessage(), e);
        }
    }

    abstract boolean begins(byte[] head);

    abstract InputStream decompress(InputStream in) throws IOException;

    private static boolean startsWith(byte[] head, int... magic) {
        if (head.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if (magic[i] != ANY && (head[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
