package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.Snapshot;
import io.github.logtraffic.log.input.LogSource;
import io.github.logtraffic.store.SealedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is named to be compared. Its first bytes tell whether it is a log or a snapshot, also in a pipe and on standard input.
 *
 * @param source from which all of it can be read
 * @param snapshot what was read of it already when it is one; null for a log
 */
record ComparedInput(LogSource source, @Nullable Snapshot snapshot) {
    /** Standard input, as it is typed. */
    static final Path STANDARD_INPUT = Path.of("-");

    /**
     * Looks at something that is named. What cannot be opened says so when it is read as a log.
     *
     * @param kept reads it when it is a snapshot, and says when that cannot be read
     */
    static ComparedInput of(Path file, InputStream standardInput, KeptSnapshots kept) {
        LogSource source = file.equals(STANDARD_INPUT) ? LogSource.stream("-", standardInput) : LogSource.file(file);
        try {
            return InputOptions.isStream(file) ? ofStream(source, kept) : ofFile(file, source, kept);
        } catch (IOException e) {
            return new ComparedInput(source, null);
        }
    }

    private static ComparedInput ofStream(LogSource source, KeptSnapshots kept) throws IOException {
        PushbackInputStream in = new PushbackInputStream(source.open(), SealedFile.MAGIC_BYTES);
        byte[] beginning = in.readNBytes(SealedFile.MAGIC_BYTES);
        in.unread(beginning);
        LogSource whole = LogSource.stream(source.name(), in);
        return new ComparedInput(whole, SealedFile.isMeant(beginning) ? kept.of(whole) : null);
    }

    private static ComparedInput ofFile(Path file, LogSource source, KeptSnapshots kept) throws IOException {
        return new ComparedInput(source, SnapshotFile.isOne(file) ? kept.of(source) : null);
    }
}
