package io.github.logtraffic.log.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of one configuration, within bounds: those that are being read now, each included by the one before. */
final class ConfigFiles {
    private static final int MAX_BYTES = 16 << 20;
    private static final int MAX_DEPTH = 16;
    private static final int MAX_FILES = 10_000;

    private static final int MAX_GAPS = 20;

    private final Deque<Path> chain = new ArrayDeque<>();
    private final List<String> gaps = new ArrayList<>();
    private int opened;

    /** What to do with an included file. */
    interface Inclusion {
        /** Reads it. */
        void read(Path file, String text) throws ServerConfigException;
    }

    /** The text of the main file. Bytes that are not UTF-8 are replaced. */
    String openMain(Path file) throws IOException, ServerConfigException {
        // A pipe, as shells make of @<(ssh web1 cat nginx.conf), has no real path.
        chain.addLast(Files.isRegularFile(file) ? file.toRealPath() : file.toAbsolutePath());
        return text(file, new Place(file, 1));
    }

    /** What was to be included and is not there, or cannot be read; the first few. */
    List<String> gaps() {
        return gaps;
    }

    /**
     * Reads all files that a pattern names, in the order of their names, and all that are in a folder that it names. That
     * there are none is no failure: often only a part of a configuration is at hand.
     *
     * @param written the pattern as it is written
     * @param place of the directive that includes them
     */
    void include(Path pattern, String written, Place place, Inclusion inclusion) throws ServerConfigException {
        List<Path> matching = matching(pattern, place);
        if (matching.isEmpty()) {
            addGap(place, written + ": no file matches");
        }
        for (Path file : matching) {
            try {
                enter(file.toRealPath(), place);
            } catch (IOException e) {
                addGap(place, (file.equals(pattern) ? written : file) + ": " + reason(e));
                continue;
            }
            try {
                read(file, place, inclusion);
            } catch (IOException e) {
                addGap(place, (file.equals(pattern) ? written : file) + ": " + reason(e));
            }
            chain.removeLast();
        }
    }

    private void read(Path file, Place place, Inclusion inclusion) throws IOException, ServerConfigException {
        if (Files.isDirectory(file)) {
            include(file.resolve("*"), file.resolve("*").toString(), place, inclusion);
        } else if (Files.exists(file) && !Files.isRegularFile(file)) { // reading a pipe might never end
            throw new ServerConfigException(place, "cannot include " + file + ": not a regular file");
        } else {
            inclusion.read(file, text(file, place));
        }
    }

    /** Whether a pattern names any file. */
    static boolean isAny(Path pattern, Place place) throws ServerConfigException {
        return matching(pattern, place).stream().anyMatch(Files::exists);
    }

    private void addGap(Place place, String gap) {
        if (gaps.size() < MAX_GAPS) {
            gaps.add(place + ": cannot include " + gap);
        }
    }

    private void enter(Path file, Place place) throws ServerConfigException {
        boolean circle = chain.contains(file);
        chain.addLast(file);
        if (circle || chain.size() > MAX_DEPTH) {
            String names = chain.stream().map(Path::toString).collect(Collectors.joining(" → "));
            throw new ServerConfigException(
                    place, (circle ? "a file includes itself: " : "more than " + MAX_DEPTH + " files deep: ") + names);
        }
    }

    private String text(Path file, Place place) throws IOException, ServerConfigException {
        if (++opened > MAX_FILES) {
            throw tooMany(place);
        }
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a directory");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new ServerConfigException(place, file + " is larger than 16 MiB");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static ServerConfigException tooMany(Place place) {
        return new ServerConfigException(place, "more than " + MAX_FILES + " files");
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        @Nullable String reason = e instanceof FileSystemException known ? known.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }

    private static List<Path> matching(Path pattern, Place place) throws ServerConfigException {
        if (!Wildcard.isIn(pattern.toString())) {
            return List.of(pattern);
        }
        Path absolute = pattern.toAbsolutePath();
        List<Path> found = List.of(absolute.resolve("/"));
        for (Path part : absolute) {
            found = Wildcard.isIn(part.toString())
                    ? within(found, part.toString(), place)
                    : found.stream().map(folder -> folder.resolve(part)).toList();
        }
        return found.stream().filter(Files::exists).toList();
    }

    private static List<Path> within(List<Path> folders, String pattern, Place place) throws ServerConfigException {
        List<Path> found = new ArrayList<>();
        for (Path folder : folders) {
            for (Path file : filesOf(folder)) {
                String name = String.valueOf(file.getFileName());
                boolean hidden = name.startsWith(".") && !pattern.startsWith(".");
                if (!hidden && Wildcard.matches(pattern, name)) {
                    found.add(file);
                }
            }
            if (found.size() > MAX_FILES) {
                throw tooMany(place);
            }
        }
        return found;
    }

    /** What is in a folder, in the order of the names; nothing if it is no folder or cannot be listed. */
    private static List<Path> filesOf(Path folder) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                files.add(entry);
            }
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        Collections.sort(files);
        return files;
    }

    /**
     * What paths in a configuration are relative to: the folder of the main file, which is the one above for a part such
     * as {@code sites-enabled/default}.
     *
     * @param mains what the main file may be called
     */
    static Path root(Path file, String... mains) {
        Path folder = folderOf(file.toAbsolutePath().normalize());
        Path above = folderOf(folder);
        boolean isPart = has(above, mains) && !has(folder, mains);
        return isPart ? above : folder;
    }

    private static boolean has(Path folder, String... names) {
        return Stream.of(names).anyMatch(name -> Files.exists(folder.resolve(name)));
    }

    /** The folder of an absolute path; its own of the uppermost. */
    static Path folderOf(Path path) {
        @Nullable Path parent = path.getParent();
        return parent == null ? path : parent;
    }
}
