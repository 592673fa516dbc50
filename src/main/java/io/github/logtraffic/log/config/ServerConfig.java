package io.github.logtraffic.log.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a web server's configuration says about access logs.
 *
 * @param server whose configuration it is
 * @param formats the formats that have names, in the order of the configuration, the built-in ones last
 * @param logs the logs that are written, in the order of the configuration
 * @param gaps what it includes that is not there, the first few: {@code FILE:LINE: cannot include PATH: no such file}
 */
public record ServerConfig(Server server, List<Format> formats, List<Log> logs, List<String> gaps) {
    /** The servers whose configurations can be read. */
    public enum Server {
        /** nginx and what descends from it. */
        NGINX,
        /** The Apache HTTP Server. */
        APACHE,
        /** Apache Tomcat. */
        TOMCAT
    }

    /** What nginx does to the characters of a value that the format has a use for itself. */
    public enum Escape {
        /** {@code \xHH} for quotes, backslashes and all that is not printable ASCII; what Apache does too, nearly. */
        DEFAULT,
        /** As in JSON strings. */
        JSON,
        /** Values are written as they are. */
        NONE
    }

    /**
     * A format.
     *
     * @param name by which the configuration knows it; empty for one that is written out where the log is
     * @param text the format as the server has it when quotes, escapes and pieces are dealt with
     * @param escape always {@link Escape#DEFAULT} where the server is not nginx
     */
    public record Format(String name, String text, Escape escape) {
        private boolean writesAs(Format other) {
            return text.equals(other.text) && escape == other.escape;
        }
    }

    /**
     * A log.
     *
     * @param path where it is, with a {@code *} for what differs by request or day; null if it is no file but a program or
     *     a log service
     * @param reference the name of its format as the log has it, or the format itself
     * @param format null if the configuration that was read does not define it
     */
    public record Log(
            @Nullable Path path, String reference, @Nullable Format format) {}

    /** Keeps copies of the lists. */
    public ServerConfig {
        formats = List.copyOf(formats);
        logs = List.copyOf(logs);
        gaps = List.copyOf(gaps);
    }

    /**
     * Reads a configuration with all that it includes and that is there. It may be the main file or a part of it, such as
     * one site.
     *
     * @throws IOException if the file cannot be read
     * @throws ServerConfigException if it is not a configuration, or has a mistake
     */
    public static ServerConfig read(Path file) throws IOException, ServerConfigException {
        ConfigFiles files = new ConfigFiles();
        String text = files.openMain(file);
        @Nullable Server server = ServerGuess.of(text);
        if (server == null) {
            throw new ServerConfigException(new Place(file, 1), ServerGuess.LOOKED_FOR);
        }
        return switch (server) {
            case NGINX -> NginxReader.read(files, file, text);
            case APACHE -> ApacheReader.read(files, file, text);
            case TOMCAT -> TomcatReader.read(file, text);
        };
    }

    /** The format of that name; as in the servers, case does not matter. */
    public Optional<Format> format(String name) {
        return formats.stream()
                .filter(format -> format.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** All its formats: first those that it has logs in, then the others; of those that write the same only the first. */
    public List<Format> allFormats() {
        Map<Format, Format> byText = new LinkedHashMap<>();
        Stream<Format> ofLogs = logs.stream().map(Log::format).filter(Objects::nonNull);
        Stream.concat(ofLogs, formats.stream())
                .forEach(format -> byText.putIfAbsent(new Format("", format.text(), format.escape()), format));
        return List.copyOf(byText.values());
    }

    /**
     * The format in which a file was written: that of the log at the same path; else of the log of the same name, for logs
     * that were copied from elsewhere. A rotated file is the log that it was.
     *
     * @return empty if it is none of the logs, or if those that it may be have different formats or unknown ones
     */
    public Optional<Format> formatOf(Path log) {
        List<Log> found = new LogNames(log).among(logs);
        @Nullable Format first = found.isEmpty() ? null : found.get(0).format();
        if (first == null) {
            return Optional.empty();
        }
        for (Log other : found) {
            if (other.format() == null || !first.writesAs(other.format())) {
                return Optional.empty();
            }
        }
        return Optional.of(first);
    }
}
