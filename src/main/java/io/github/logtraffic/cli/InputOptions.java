package io.github.logtraffic.cli;

import io.github.logtraffic.engine.PassOptions;
import io.github.logtraffic.log.format.LogFormat;
import io.github.logtraffic.log.input.LogSource;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** What to read, and how. */
@Command(optionListHeading = "%nInput:%n")
final class InputOptions {
    private static final int MOST_LINE_BYTES = 1 << 30;

    @Parameters(
            paramLabel = "FILE",
            description = "Logs to read, plain or compressed (gzip, bzip2, xz, zstd); '-' is standard input, which is "
                    + "also read when no file is named.")
    List<Path> files = new ArrayList<>();

    @Option(
            names = "--log-format",
            paramLabel = "NAME",
            converter = FormatConverter.class,
            description = "common, combined, vhost_common or vhost_combined. Default: detected, file by file.")
    @Nullable
    LogFormat format;

    @Option(
            names = "--max-line",
            paramLabel = "SIZE",
            converter = LineBytes.class,
            description = "A longer line is malformed. Default: 1MiB.")
    int maxLineBytes = PassOptions.DEFAULT_MAX_LINE_BYTES;

    @Option(
            names = "--max-malformed",
            paramLabel = "PERCENT",
            converter = Percent.class,
            description = "Exit with 3 when more of the lines are malformed. Default: 50.")
    double maxMalformedPercent = 50;

    @Option(names = "--rejects", paramLabel = "FILE", description = "Keep the malformed lines in this file.")
    @Nullable
    Path rejects;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = Threads.class,
            description = "How many threads parse and count. Default: the processors.")
    int threads = Runtime.getRuntime().availableProcessors();

    /** The logs; standard input when none are named. */
    List<LogSource> sources(InputStream in) {
        List<Path> named = files.isEmpty() ? List.of(Path.of("-")) : files;
        return named.stream()
                .map(file -> file.toString().equals("-") ? LogSource.stream("-", in) : LogSource.file(file))
                .toList();
    }

    PassOptions passOptions() {
        return new PassOptions(threads, PassOptions.DEFAULT_CHUNK_BYTES, maxLineBytes, format);
    }

    /** Converts the name of a log format. */
    static final class FormatConverter implements ITypeConverter<LogFormat> {
        @Override
        public LogFormat convert(String typed) {
            return Values.choice(typed, LogFormat.values(), LogFormat::formatName);
        }
    }

    /** Converts the limit of a line. */
    static final class LineBytes implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String typed) {
            long bytes = Values.size(typed);
            if (bytes < 1 || bytes > MOST_LINE_BYTES) {
                throw new TypeConversionException("expected 1 byte to 1GiB");
            }
            return (int) bytes;
        }
    }

    /** Converts a number of threads. */
    static final class Threads implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String typed) {
            return Values.number(typed, 1, 1_024);
        }
    }

    /** Converts a percentage. */
    static final class Percent implements ITypeConverter<Double> {
        @Override
        public Double convert(String typed) {
            return Values.percent(typed);
        }
    }
}
