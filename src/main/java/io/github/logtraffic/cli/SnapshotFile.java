package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.Snapshot;
import io.github.logtraffic.count.TallyFormException;
import io.github.logtraffic.store.SealedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A snapshot in a file. */
final class SnapshotFile {
    private SnapshotFile() {}

    static void write(Snapshot snapshot, Path path) throws IOException {
        try (ReplacedFile file = ReplacedFile.open(path)) {
            write(snapshot, file.out());
            file.commit();
        }
    }

    /** Writes one to a stream. */
    static void write(Snapshot snapshot, OutputStream out) throws IOException {
        out.write(SealedFile.seal(snapshot.write()));
        out.flush();
    }

    /** Whether a file is meant as one. */
    static boolean isOne(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(path)) {
            return SealedFile.isMeant(in.readNBytes(SealedFile.MAGIC_BYTES));
        }
    }

    /**
     * Reads one.
     *
     * @param name a file, or {@code -} for what a stream holds
     * @throws TallyFormException when it is none
     */
    static Snapshot read(String name, InputStream in) throws IOException {
        byte[] value = SealedFile.open(name.equals("-") ? in.readAllBytes() : Files.readAllBytes(Path.of(name)));
        if (value == null) {
            throw new TallyFormException("no snapshot");
        }
        return CountedOptions.checked(Snapshot.read(value));
    }
}
