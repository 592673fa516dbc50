package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.Snapshot;
import io.github.logtraffic.count.TallyFormException;
import io.github.logtraffic.log.input.LogSource;
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
     * Reads one, and closes what it is read from.
     *
     * @throws TallyFormException when it is none
     */
    static Snapshot read(LogSource source) throws IOException {
        try (InputStream in = source.open()) {
            byte[] value = SealedFile.open(in.readAllBytes());
            if (value == null) {
                throw new TallyFormException("no snapshot");
            }
            return CountedOptions.checked(Snapshot.read(value));
        }
    }
}
