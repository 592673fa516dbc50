package io.github.logtraffic.log.config;

import io.github.logtraffic.log.config.ServerConfig.Log;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a log file may have been called when it was written. */
final class LogNames {
    private static final Set<String> COMPRESSED = Set.of(".gz", ".bz2", ".xz", ".zst", ".Z");
    private static final Set<String> PUT_ASIDE = Set.of(".old", ".bak");

    private final Path file;
    private final Set<String> names;

    LogNames(Path file) {
        this.file = file;
        this.names = unrotated(nameOf(file));
    }

    /** The logs that the file may be, by the surest sign that any of them has. */
    List<Log> among(List<Log> logs) {
        Set<Path> paths = new LinkedHashSet<>();
        names.forEach(name -> paths.add(real(file.resolveSibling(name))));
        Map<Path, Path> known = new HashMap<>(); // hosts often share a log, and each look at the disk takes its time
        List<Log> found = those(logs, path -> paths.contains(known.computeIfAbsent(path, LogNames::real)));
        if (found.isEmpty()) {
            found = those(logs, path -> names.contains(nameOf(path)));
        }
        if (found.isEmpty()) {
            found = those(logs, path -> names.stream().anyMatch(name -> Wildcard.matches(nameOf(path), name)));
        }
        return found;
    }

    private static List<Log> those(List<Log> logs, Predicate<Path> fits) {
        return logs.stream()
                .filter(log -> {
                    @Nullable Path path = log.path();
                    return path != null && fits.test(path);
                })
                .toList();
    }

    /**
     * The names that a rotated log may have had, the given one first: {@code access.log} for {@code access.log.2.gz},
     * {@code access.log-20260101} and {@code access-20260101.log}.
     */
    static Set<String> unrotated(String name) {
        Set<String> names = new LinkedHashSet<>();
        names.add(name);
        String plain = without(PUT_ASIDE, without(COMPRESSED, name));
        names.add(plain);
        names.add(withoutCount(plain));
        int dot = plain.lastIndexOf('.');
        if (dot > 0) {
            names.add(withoutCount(plain.substring(0, dot)) + plain.substring(dot));
        }
        return names;
    }

    private static String without(Set<String> endings, String name) {
        for (String ending : endings) {
            if (name.endsWith(ending) && name.length() > ending.length()) {
                return name.substring(0, name.length() - ending.length());
            }
        }
        return name;
    }

    /** Without the number or date at its end, and what sets that apart. */
    private static String withoutCount(String name) {
        int start = name.length();
        int separator = start;
        while (start > 0 && (isDigit(name.charAt(start - 1)) || isSeparator(name.charAt(start - 1)))) {
            start--;
            if (isSeparator(name.charAt(start))) {
                separator = start;
            }
        }
        return separator > 0 ? name.substring(0, separator) : name;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSeparator(char c) {
        return c == '.' || c == '-' || c == '_';
    }

    private static String nameOf(Path path) {
        @Nullable Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }

    /** The path without links; that of its folder if the file itself is gone, as logs on other machines are. */
    private static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            return absolute.toRealPath();
        } catch (IOException e) {
            @Nullable Path folder = absolute.getParent();
            return folder == null ? absolute : real(folder).resolve(nameOf(absolute));
        }
    }
}
