package io.github.logtraffic.cli;

import io.github.logtraffic.engine.FailureReason;
import io.github.logtraffic.engine.FormatChoice;
import io.github.logtraffic.log.config.ServerConfig;
import io.github.logtraffic.log.config.ServerConfig.Format;
import io.github.logtraffic.log.config.ServerConfigException;
import io.github.logtraffic.log.format.FormatSyntaxException;
import io.github.logtraffic.log.format.LogFormat;
import io.github.logtraffic.log.format.LogFormats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/** The formats that a server's configuration has for logs. */
final class ConfigFormats {
    private static final int MOST_NAMES = 10;

    private final Path file;
    private final ServerConfig config;
    private final Map<Format, LogFormat> compiled = new HashMap<>();
    private final Set<String> fitted = new HashSet<>();

    private ConfigFormats(Path file, ServerConfig config) {
        this.file = file;
        this.config = config;
    }

    /**
     * Reads a configuration.
     *
     * @throws TypeConversionException when there is none
     */
    static ConfigFormats read(Path file) {
        try {
            return new ConfigFormats(file, ServerConfig.read(file));
        } catch (IOException e) {
            throw new TypeConversionException(file + ": " + FailureReason.of(e));
        } catch (ServerConfigException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** All that the configuration says of logs and their formats. */
    String text() {
        return config.toString();
    }

    /**
     * The format of that name.
     *
     * @throws TypeConversionException when there is none, or it cannot be used
     */
    LogFormat named(String name) {
        List<String> names = config.formats().stream().map(Format::name).toList();
        Format format = config.format(name)
                .orElseThrow(() -> new TypeConversionException(file + " has no log format of this name; it has "
                        + listed(names) + Values.didYouMean(name, names) + gap()));
        return compile(format);
    }

    /**
     * The formats of these logs: of each the one that the configuration says, or all when it does not say any.
     *
     * @param files none when standard input is read
     * @throws TypeConversionException when there are none that can be used
     */
    FormatChoice choice(List<Path> files) {
        Map<String, List<LogFormat>> formats = new HashMap<>();
        for (Path log : files) {
            Optional<Format> said = isStandardInput(log) ? Optional.empty() : config.formatOf(log);
            if (said.isEmpty()) {
                fitted.add(log.toString());
            }
            formats.put(
                    log.toString(), said.map(format -> List.of(compile(format))).orElseGet(this::all));
        }
        if (files.isEmpty()) {
            fitted.add("-");
        }
        return new FormatChoice(files.isEmpty() ? all() : List.of(), formats);
    }

    /** Whether it was not the configuration that said which of its formats a log is in, but the log's lines. */
    boolean isFitted(String source) {
        return fitted.contains(source);
    }

    private static boolean isStandardInput(Path log) {
        return log.toString().equals("-");
    }

    /** All that can be used: a configuration may also have formats that do not say what is counted here. */
    private List<LogFormat> all() {
        List<LogFormat> all = new ArrayList<>();
        TypeConversionException problem = null;
        for (Format format : config.allFormats()) {
            try {
                all.add(compile(format));
            } catch (TypeConversionException e) {
                problem = problem == null ? e : problem;
            }
        }
        if (all.isEmpty()) {
            throw new TypeConversionException(
                    file + (problem == null ? " defines no log format" : ": " + problem.getMessage()) + gap());
        }
        return all;
    }

    private LogFormat compile(Format format) {
        LogFormat known = compiled.get(format);
        if (known != null) {
            return known;
        }
        try {
            LogFormat made = compile(nameOf(format), format.text());
            compiled.put(format, made);
            return made;
        } catch (FormatSyntaxException e) {
            throw new TypeConversionException("the format '" + nameOf(format) + "': " + e.getMessage());
        }
    }

    private LogFormat compile(String name, String text) throws FormatSyntaxException {
        return switch (config.server()) {
            case NGINX -> LogFormats.ofNginx(name, text);
            case APACHE -> LogFormats.ofApache(name, text);
            case TOMCAT -> LogFormats.ofTomcat(name, text);
        };
    }

    private static String nameOf(Format format) {
        return format.name().isEmpty() ? "custom" : format.name();
    }

    /** Why a log in none of the formats is in none. */
    String whyNoneFits() {
        List<String> names = all().stream().map(LogFormat::formatName).toList();
        return "none of the formats of " + file + " fits its first lines: " + listed(names);
    }

    /** What the configuration includes that is not there, and that may have held the format; null when that is nothing. */
    @Nullable
    String missing() {
        List<String> gaps = config.gaps();
        if (gaps.isEmpty()) {
            return null;
        }
        return gaps.get(0) + (gaps.size() > 1 ? " (and " + (gaps.size() - 1) + " more)" : "");
    }

    private String gap() {
        String missing = missing();
        return missing == null ? "" : "; " + missing;
    }

    private static String listed(List<String> names) {
        if (names.isEmpty()) {
            return "none";
        }
        String first = names.stream().distinct().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return names.size() > MOST_NAMES ? first + ", …" : first;
    }
}
