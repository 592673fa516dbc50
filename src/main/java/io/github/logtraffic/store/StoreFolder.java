package io.github.logtraffic.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The folder of a {@link DirectoryStore}: a file that marks it as one, and subfolders {@code 00} to {@code ff} with files
 * named by their keys. Only a marked folder is looked into, and only what stands where a store would have put it is
 * returned or removed; links are not followed within it.
 */
final class StoreFolder {
    private static final String MARKER = "logtraffic-store";
    private static final String MARKER_TEXT =
            "Results that logtraffic keeps, to be removed by: logtraffic store clear\n";
    private static final String ENTRY_END = ".value";
    private static final String TEMPORARY_END = ".tmp";
    private static final int SUBFOLDERS = 256;
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path root;

    StoreFolder(Path root) {
        this.root = root;
    }

    /**
     * A file with a value.
     *
     * @param written when it was last written
     */
    record Entry(Path file, String key, long bytes, Instant written) {
        /** Whether it was written so long ago. */
        boolean isOlder(Duration age, Instant now) {
            return Duration.between(written, now).compareTo(age) > 0;
        }
    }

    /** Where the value of a key is. */
    Path file(String key) {
        long hash = Checks.of(key.getBytes(US_ASCII), key.length()) % SUBFOLDERS;
        String subfolder = Integer.toHexString(SUBFOLDERS + Math.floorMod(hash, SUBFOLDERS))
                .substring(1);
        return root.resolve(subfolder).resolve(key + ENTRY_END);
    }

    /**
     * Makes sure that there is a store.
     *
     * @throws IOException when the folder cannot be made, or there is one with other files
     */
    void make() throws IOException {
        if (isMarked()) {
            return;
        }
        Files.createDirectories(root, PRIVATE);
        if (!isEmpty() && !isMarked()) { // looked at in this order: another process may just be making it
            throw new IOException("not a store, and not empty: " + root);
        }
        try {
            Files.writeString(root.resolve(MARKER), MARKER_TEXT, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            // by another process
        }
    }

    private boolean isMarked() {
        return isPlainFile(root.resolve(MARKER));
    }

    private boolean isEmpty() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root)) {
            return !files.iterator().hasNext();
        }
    }

    /** Makes a file beside another one, which nobody takes for a value, and the folder of both. */
    Path temporary(Path file) throws IOException {
        Path subfolder = root.resolve(root.relativize(file).getName(0));
        Files.createDirectories(subfolder, PRIVATE);
        return Files.createTempFile(subfolder, "." + file.getFileName(), TEMPORARY_END);
    }

    /**
     * All values, damaged and expired ones too; none where there is no folder.
     *
     * @throws IOException when it cannot be read, or is not a store
     */
    List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Path file : files()) {
            String name = file.getFileName().toString();
            if (name.endsWith(ENTRY_END)) {
                String key = name.substring(0, name.length() - ENTRY_END.length());
                if (StoreKeys.isKey(key) && file(key).equals(file)) {
                    addTo(entries, file, key);
                }
            }
        }
        return entries;
    }

    private static void addTo(List<Entry> entries, Path file, String key) throws IOException {
        try {
            BasicFileAttributes attributes = attributes(file);
            if (attributes.isRegularFile()) {
                entries.add(new Entry(
                        file,
                        key,
                        attributes.size(),
                        attributes.lastModifiedTime().toInstant()));
            }
        } catch (NoSuchFileException e) {
            // removed just now
        }
    }

    /** Removes temporary files that were last written before a time, and empty subfolders. */
    void removeLeftovers(Instant before) throws IOException {
        for (Path file : files()) {
            String name = file.getFileName().toString();
            if (name.startsWith(".") && name.endsWith(TEMPORARY_END) && isOlder(file, before)) {
                Files.deleteIfExists(file);
            }
        }
        for (Path subfolder : subfolders()) {
            try {
                Files.deleteIfExists(subfolder);
            } catch (DirectoryNotEmptyException e) {
                // there is something left
            }
        }
    }

    private static boolean isOlder(Path file, Instant before) throws IOException {
        try {
            BasicFileAttributes attributes = attributes(file);
            return attributes.isRegularFile()
                    && attributes.lastModifiedTime().toInstant().isBefore(before);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path subfolder : subfolders()) {
            files.addAll(inside(subfolder, "*"));
        }
        return files;
    }

    private List<Path> subfolders() throws IOException {
        if (!isMarked()) {
            if (Files.notExists(root) || isEmpty()) {
                return List.of();
            }
            throw new IOException("not a store: " + root);
        }
        List<Path> subfolders = new ArrayList<>(inside(root, "[0-9a-f][0-9a-f]"));
        subfolders.removeIf(folder -> !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS));
        return subfolders;
    }

    private static List<Path> inside(Path folder, String pattern) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, pattern)) {
            paths.forEach(found::add);
        } catch (NoSuchFileException e) {
            // removed just now, as it was empty
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether it is there and neither a folder nor a link, a pipe or a device. */
    static boolean isPlainFile(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }
}
