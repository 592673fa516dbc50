package io.github.logtraffic.cli;

import io.github.logtraffic.engine.FormatChoice;
import io.github.logtraffic.log.config.ServerConfig;
import io.github.logtraffic.log.config.ServerConfig.Format;
import io.github.logtraffic.log.config.ServerConfig.Server;
import io.github.logtraffic.log.config.ServerConfigException;
import io.github.logtraffic.log.format.FormatSyntaxException;
import io.github.logtraffic.log.format.KnownFormat;
import io.github.logtraffic.log.format.KnownFormats;
import io.github.logtraffic.log.format.LogFormat;
import io.github.logtraffic.log.format.LogFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/** {@code --log-format}: the name of a format, a format string, or a server's configuration that holds it. */
final class FormatOption {
    private static final String IS_NAME = "[A-Za-z0-9_-]+";

    private @Nullable LogFormat format;
    private @Nullable ServerConfig config;

    /** Takes what was typed. */
    void take(String typed) {
        format = null;
        config = null;
        if (typed.startsWith("@")) {
            takeConfig(typed.substring(1));
        } else if (typed.matches(IS_NAME)) {
            format = named(typed);
        } else {
            format = parse(typed);
        }
    }

    private static LogFormat named(String typed) {
        LogFormat known = KnownFormats.named(typed);
        if (known != null) {
            return known;
        }
        List<String> names = new ArrayList<>();
        for (KnownFormat described : KnownFormats.all()) {
            names.add(described.formatName());
            names.addAll(described.aliases());
        }
        throw new TypeConversionException(
                "no known format; 'logtraffic formats' lists them" + Values.didYouMean(typed, names));
    }

    private static LogFormat parse(String typed) {
        try {
            return LogFormats.parse(typed);
        } catch (FormatSyntaxException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** {@code FILE} or {@code FILE:NAME}; a colon may also be part of the file's name. */
    private void takeConfig(String typed) {
        int colon = typed.lastIndexOf(':');
        boolean isNamed = colon > 0 && !Files.exists(Path.of(typed));
        Path file = Path.of(isNamed ? typed.substring(0, colon) : typed);
        ServerConfig read;
        try {
            read = ServerConfig.read(file);
        } catch (IOException e) {
            throw new TypeConversionException(file + ": cannot be read");
        } catch (ServerConfigException e) {
            throw new TypeConversionException(e.getMessage());
        }
        if (isNamed) {
            String name = typed.substring(colon + 1);
            format = compiled(
                    read,
                    read.format(name)
                            .orElseThrow(() ->
                                    new TypeConversionException(file + " has no log format of this name; it has "
                                            + names(read)
                                            + Values.didYouMean(
                                                    name,
                                                    read.formats().stream()
                                                            .map(Format::name)
                                                            .toList()))));
        } else {
            config = read;
        }
    }

    private static String names(ServerConfig config) {
        String names = config.formats().stream().map(Format::name).collect(Collectors.joining(", "));
        return names.isEmpty() ? "none" : names;
    }

    private static LogFormat compiled(ServerConfig config, Format format) {
        String name = format.name().isEmpty() ? "custom" : format.name();
        try {
            return config.server() == Server.NGINX
                    ? LogFormats.ofNginx(name, format.text())
                    : LogFormats.ofApache(name, format.text());
        } catch (FormatSyntaxException e) {
            throw new TypeConversionException("the format '" + name + "': " + e.getMessage());
        }
    }

    /**
     * The formats of these logs.
     *
     * @throws TypeConversionException when the configuration does not tell in which of its formats one of them is
     */
    FormatChoice choice(List<Path> files) {
        ServerConfig server = config;
        if (server == null) {
            return format == null ? FormatChoice.DETECTED : FormatChoice.of(format);
        }
        Map<String, LogFormat> formats = new HashMap<>();
        for (Path file : files) {
            formats.put(file.toString(), compiled(server, formatOf(server, file)));
        }
        return new FormatChoice(files.isEmpty() ? compiled(server, onlyOne(server, "standard input")) : null, formats);
    }

    private static Format formatOf(ServerConfig config, Path file) {
        Optional<Format> ofLog = config.formatOf(file);
        return ofLog.isPresent() ? ofLog.get() : onlyOne(config, file.toString());
    }

    /** The one format that a configuration defines. */
    private static Format onlyOne(ServerConfig config, String source) {
        List<Format> defined = config.formats().stream()
                .filter(format -> KnownFormats.named(format.name()) == null)
                .toList();
        if (defined.size() == 1) {
            return defined.get(0);
        }
        throw new TypeConversionException("the configuration does not say which format " + source
                + " is in; name it, as in --log-format @FILE:NAME; there are " + names(config));
    }
}
