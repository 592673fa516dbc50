package io.github.logtraffic.cli;

import io.github.logtraffic.engine.PassOptions;
import io.github.logtraffic.log.format.EntryPlan;
import io.github.logtraffic.log.input.LogSource;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** What to read, and how. */
final class InputOptions {
    /** The heading of these options. */
    static final String SECTION = "Input:";

    private static final int MOST_LINE_BYTES = 1 << 30;
    private static final int MOST_THREADS = 1_024;

    private final FormatOption format = new FormatOption();
    int maxLineBytes = PassOptions.DEFAULT_MAX_LINE_BYTES;
    double maxMalformedPercent = 50;

    @Nullable
    Path rejects;

    int threads = Runtime.getRuntime().availableProcessors();

    private static final Pattern STORE = Pattern.compile("(?i)(rediss?|memcached):");

    private final Supplier<List<Path>> files;

    InputOptions(OptionList options) {
        this(
                options,
                "FILE",
                "Logs to read, plain or compressed (gzip, bzip2, xz, zstd); '-' is standard input, which is also read "
                        + "when no file is named.");
    }

    /**
     * The same with other words for what to read.
     *
     * @param label what help calls the files
     * @param description what it says of them
     */
    InputOptions(OptionList options, String label, String description) {
        options.section(SECTION);
        files = options.operands(label, description);
        options.value(
                        FormatOption.NAME,
                        "FORMAT",
                        format::take,
                        "The name of a known format (see 'logtraffic formats'), a format string as in nginx's log_format "
                                + "or Apache's LogFormat, or @FILE[:NAME] for one in a server's configuration. Default: "
                                + "detected, file by file.")
                .value(
                        "--max-line",
                        "SIZE",
                        typed -> maxLineBytes = lineBytes(typed),
                        "A longer line is malformed. Default: 1MiB.")
                .value(
                        "--max-malformed",
                        "PERCENT",
                        typed -> maxMalformedPercent = Values.percent(typed),
                        "Exit with 3 when more of the lines are malformed. Default: 50.")
                .value(
                        "--rejects",
                        "FILE",
                        typed -> rejects = rejectsFile(typed),
                        "Keep the malformed lines in this file.")
                .value(
                        "--threads",
                        "N",
                        typed -> threads = Values.number(typed, 1, MOST_THREADS),
                        "How many threads parse and count. Default: the processors.");
    }

    private static int lineBytes(String typed) {
        long bytes = Values.size(typed);
        if (bytes < 1 || bytes > MOST_LINE_BYTES) {
            throw new TypeConversionException("expected 1 byte to 1GiB");
        }
        return (int) bytes;
    }

    private static Path rejectsFile(String typed) {
        if (typed.equals("-")) {
            throw new TypeConversionException("expected a file; standard output is the report's");
        }
        return Path.of(typed);
    }

    /** Whether logs can be read twice: files can, standard input and pipes cannot. */
    boolean canBeReadTwice() {
        return !files().isEmpty() && files().stream().noneMatch(InputOptions::isStream);
    }

    /** Whether it is standard input, a pipe or the like. */
    static boolean isStream(Path file) {
        return file.equals(Path.of("-"))
                || (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file));
    }

    /** The files that were named. */
    List<Path> files() {
        return files.get();
    }

    /** That no log is the location of a store, with which a password would get into the report. */
    void checkNoStores(CommandLine command) {
        for (Path file : files()) {
            if (STORE.matcher(file.toString()).lookingAt() && !Files.exists(file)) {
                throw new ParameterException(command, "'" + file + "' is a store and no log; name it behind --store");
            }
        }
    }

    /** The logs; standard input when none are named. */
    List<LogSource> sources(InputStream in) {
        if (files().isEmpty()) {
            return List.of(LogSource.stream("-", in));
        }
        List<LogSource> sources = new ArrayList<>();
        InputStream standardInput = in;
        for (Path file : files()) {
            if (file.toString().equals("-")) {
                sources.add(LogSource.stream("-", standardInput));
                standardInput = InputStream.nullInputStream(); // named again, it is at its end
            } else {
                sources.add(LogSource.file(file));
            }
        }
        return sources;
    }

    /** The server's configuration that the logs' formats are taken from, null when it is none. */
    @Nullable
    ConfigFormats config() {
        return format.config();
    }

    /** What is said of the logs' formats, as a text that is another one for other formats. */
    String formatText() {
        return format.text();
    }

    /**
     * How to read the logs.
     *
     * @throws TypeConversionException when there are no formats for them; the message names the option
     */
    PassOptions passOptions(EntryPlan entries, long nowEpochSecond) {
        return new PassOptions(
                threads,
                PassOptions.DEFAULT_CHUNK_BYTES,
                maxLineBytes,
                format.choice(files()),
                entries,
                nowEpochSecond);
    }
}
