package io.github.logtraffic.cli;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that is replaced whole: what is written goes to a file beside it, which takes its name when {@link #commit} is
 * called; without that the old file stays as it was. What is no regular file, as {@code /dev/stderr}, is written as it
 * comes.
 */
final class ReplacedFile implements AutoCloseable {
    private final Path target;
    private final @Nullable Path beside;
    private final OutputStream out;

    private ReplacedFile(Path target, @Nullable Path beside, OutputStream out) {
        this.target = target;
        this.beside = beside;
        this.out = out;
    }

    /**
     * Begins to write.
     *
     * @throws IOException when nothing can be written there
     */
    static ReplacedFile open(Path path) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new IOException("no such folder");
        }
        boolean isStream = path.startsWith("/dev") || path.startsWith("/proc"); // may lead to a file that others write
        boolean isSpecial = isStream || (Files.exists(path) && !Files.isRegularFile(path));
        boolean isDanglingLink = Files.isSymbolicLink(path) && Files.notExists(path);
        if (isSpecial || isDanglingLink) {
            return new ReplacedFile(path, null, new BufferedOutputStream(Files.newOutputStream(path)));
        }
        // Through symbolic links: the link stays, the file it names is replaced.
        Path target = Files.isSymbolicLink(path) ? path.toRealPath() : path.toAbsolutePath();
        Path beside = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        Files.createFile(beside);
        // Not a channel's stream: interrupting a thread that writes, as the end of a pass may, would close it.
        return new ReplacedFile(target, beside, new BufferedOutputStream(new FileOutputStream(beside.toFile())));
    }

    /** Where to write. */
    OutputStream out() {
        return out;
    }

    /**
     * Puts what was written in the file's place.
     *
     * @throws IOException when that fails; the old file is then as it was
     */
    void commit() throws IOException {
        out.close();
        if (beside != null) {
            keepPermissions();
            Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private void keepPermissions() throws IOException {
        if (beside != null && Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
            Files.setPosixFilePermissions(beside, Files.getPosixFilePermissions(target));
        }
    }

    @Override
    public void close() throws IOException {
        try {
            out.close();
        } finally {
            if (beside != null) {
                Files.deleteIfExists(beside);
            }
        }
    }
}
