package io.github.logtraffic.cli;

import io.github.logtraffic.log.filter.TimeRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * All that counts depend on besides the logs, as a text: options as they were typed, with the content of the files that they
 * name. Options that are known to change only how counts are shown are left out; one that is forgotten here makes logs be
 * counted once more, but never a wrong report.
 */
final class CountingSettings {
    /** They change what is shown, or how it is found, but not what is counted. */
    private static final Set<String> OF_NO_ACCOUNT = Set.of(
            "--max-malformed",
            "--rejects",
            "--threads",
            "--memory",
            "--assume-sorted",
            "--limit",
            "--sort",
            "--tz",
            "--output",
            "--publish",
            "--json",
            "--human",
            "--no-human",
            "--color",
            "--json-schema",
            "--hierarchy",
            "--hierarchy-share",
            "--store",
            "--store-ttl",
            "--quiet",
            "--verbose");

    /** Their times may be relative: what they stand for counts. */
    private static final Set<String> TIMES = Set.of("--since", "--until");

    private static final long MOST_HASHED_BYTES = 1 << 20;

    private final List<String> lines = new ArrayList<>();
    private boolean hasPipe;

    private CountingSettings() {}

    /**
     * The text; null when a file is named that cannot be read again, such as a pipe.
     *
     * @param typed the command line
     * @param version of the program: another one may read lines otherwise
     * @param groups what is counted besides clients, in this order
     * @param range the times that entries are to be of
     * @param zone whose wall clock is counted by, empty when none is
     * @param formats what configurations say of logs' formats
     */
    static @Nullable String of(
            ParseResult typed,
            String version,
            List<List<String>> groups,
            TimeRange range,
            String zone,
            String formats) {
        CountingSettings settings = new CountingSettings();
        for (OptionSpec option : typed.matchedOptionsSet()) {
            String name = option.longestName();
            if (!OF_NO_ACCOUNT.contains(name) && !TIMES.contains(name)) {
                option.originalStringValues().forEach(value -> settings.add(name, value));
                if (option.originalStringValues().isEmpty()) {
                    settings.lines.add(name);
                }
            }
        }
        settings.lines.add(0, version);
        settings.lines.add("groups " + groups);
        settings.lines.add("range " + range.since() + " " + range.until());
        settings.lines.add("zone " + zone);
        settings.lines.add("formats " + formats);
        return settings.hasPipe ? null : settings.text();
    }

    /** Each line behind its length, so that no value can look like another option. */
    private String text() {
        StringBuilder text = new StringBuilder();
        lines.forEach(
                line -> text.append(line.length()).append(' ').append(line).append('\n'));
        return text.toString();
    }

    /** A value may be, or have behind it, the name of a file: {@code FILE}, {@code @FILE} or {@code NAME=FILE}. */
    private void add(String name, String value) {
        lines.add(name + " " + value);
        lines.add(file(value));
        lines.add(file(value.substring(value.startsWith("@") ? 1 : 0)));
        lines.add(file(value.substring(value.indexOf('=') + 1)));
    }

    /** What is in a file; empty for none. */
    private String file(String name) {
        try {
            Path file = Path.of(name);
            boolean isFile = !name.isEmpty() && Files.exists(file) && !Files.isDirectory(file);
            hasPipe |= isFile && !Files.isRegularFile(file);
            return isFile && Files.isRegularFile(file) ? content(file) : "";
        } catch (InvalidPathException e) {
            return "";
        } catch (IOException e) {
            return " unreadable"; // of which its option complains
        }
    }

    /** Of large files, which are databases of places, their size and time do. */
    private static String content(Path file) throws IOException {
        if (Files.size(file) > MOST_HASHED_BYTES) {
            return Files.size(file) + " " + Files.getLastModifiedTime(file);
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
