package io.github.logtraffic.log.config;

import io.github.logtraffic.log.config.ServerConfig.Escape;
import io.github.logtraffic.log.config.ServerConfig.Format;
import io.github.logtraffic.log.config.ServerConfig.Log;
import io.github.logtraffic.log.config.ServerConfig.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds {@code LogFormat}, {@code CustomLog} and their kin in Apache's configuration. */
final class ApacheReader {
    /** How the format without a name is called here. */
    private static final String DEFAULT = "default";

    /** What {@code mod_log_config.c} calls CLF and uses where nothing else is said. */
    private static final String CLF = "%h %l %u %t \"%r\" %>s %b";

    /** Formats and logs of one virtual host, or of the server outside of them. */
    private static final class Scope {
        /** By their names in lower case: nicknames are kept in tables that ignore case. */
        final Map<String, Format> formats = new LinkedHashMap<>();
    }

    /** A log as it stands there: which formats there are is known at the end. */
    private record Entry(Scope scope, @Nullable Path path, String reference) {}

    private final ConfigFiles files;
    private final Variables variables = new Variables();
    private final List<Scope> hosts = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Scope global = new Scope();
    private Scope scope = global;
    /** Where the files may be that belong into a ServerRoot that is not there, as on another machine. */
    private final List<Path> besides;

    private Path root;
    private int conditions;

    private ApacheReader(ConfigFiles files, Path main, Path root) {
        this.files = files;
        this.root = root;
        Path folder = ConfigFiles.folderOf(main.toAbsolutePath().normalize());
        // httpd.conf itself is often in a folder conf of the ServerRoot.
        this.besides = List.of(folder, root, ConfigFiles.folderOf(folder));
    }

    static ServerConfig read(ConfigFiles files, Path main, String text) throws ServerConfigException {
        Path root = ConfigFiles.root(main, "apache2.conf", "httpd.conf");
        ApacheReader reader = new ApacheReader(files, main, root);
        Path envvars = root.resolve("envvars");
        if (Files.exists(envvars)) {
            files.include(envvars, "envvars", new Place(envvars, 1), reader.variables::readShell);
        }
        reader.read(main, text);
        return reader.result();
    }

    private ServerConfig result() {
        nameDefault(global);
        hosts.forEach(this::nameDefault);
        Map<String, Format> formats = new LinkedHashMap<>(global.formats);
        hosts.forEach(host -> host.formats.forEach(formats::putIfAbsent));
        List<Log> logs = entries.stream()
                .map(entry -> new Log(entry.path(), entry.reference(), formatOf(entry)))
                .toList();
        return new ServerConfig(Server.APACHE, List.copyOf(formats.values()), logs, files.gaps());
    }

    /** A {@code LogFormat} with nothing but a nickname makes that the default, wherever the nickname is defined. */
    private void nameDefault(Scope host) {
        @Nullable Format own = host.formats.get(DEFAULT);
        @Nullable Format named = own == null ? null : named(host, own.text());
        if (named != null) {
            host.formats.put(DEFAULT, new Format(DEFAULT, named.text(), Escape.DEFAULT));
        }
    }

    private @Nullable Format formatOf(Entry entry) {
        @Nullable Format named = named(entry.scope(), entry.reference());
        if (named != null) {
            return named;
        }
        return entry.reference().contains("%") ? new Format("", entry.reference(), Escape.DEFAULT) : null;
    }

    private @Nullable Format named(Scope within, String name) {
        String key = name.toLowerCase(Locale.ROOT);
        @Nullable Format own = within.formats.get(key);
        @Nullable Format format = own == null ? global.formats.get(key) : own;
        boolean builtIn = format == null && (key.equals("clf") || key.equals(DEFAULT));
        return builtIn ? new Format(name, CLF, Escape.DEFAULT) : format;
    }

    private void read(Path file, String text) throws ServerConfigException {
        ApacheLines lines = new ApacheLines(file, text);
        ApacheLines.@Nullable Line line;
        while ((line = lines.next()) != null) {
            take(line);
        }
    }

    private void take(ApacheLines.Line line) throws ServerConfigException {
        String name = nameOf(line.text());
        String rest = line.text().substring(name.length());
        switch (name.toLowerCase(Locale.ROOT)) {
            case "logformat" -> takeFormat(words(rest, line, 1), line.place());
            case "customlog" -> takeLog(scope, words(rest, line, 2), line.place());
            case "globallog" -> takeLog(global, words(rest, line, 2), line.place());
            case "transferlog" -> takeLog(scope, List.of(words(rest, line, 1).get(0), DEFAULT), line.place());
            case "include" -> include(words(rest, line, 1).get(0), conditions > 0, line.place());
            case "includeoptional" -> include(words(rest, line, 1).get(0), true, line.place());
            case "serverroot" ->
                root = line.place().resolve(root, words(rest, line, 1).get(0));
            case "define" -> define(words(rest, line, 1));
            case "<virtualhost" -> openHost();
            case "</virtualhost" -> scope = global;
            case "<ifmodule", "<ifdefine", "<ifversion", "<iffile", "<ifdirective", "<ifsection" -> conditions++;
            case "</ifmodule", "</ifdefine", "</ifversion", "</iffile", "</ifdirective", "</ifsection" ->
                conditions = Math.max(0, conditions - 1);
            default -> {}
        }
    }

    private void openHost() {
        scope = new Scope();
        hosts.add(scope);
    }

    private static String nameOf(String line) {
        int end = 0;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end)) && line.charAt(end) != '>') {
            end++;
        }
        return line.substring(0, end);
    }

    private List<String> words(String arguments, ApacheLines.Line line, int atLeast) throws ServerConfigException {
        List<String> words = new ArrayList<>();
        for (String word : ApacheLines.words(arguments)) {
            words.add(variables.expand(word, line.place()));
        }
        if (words.size() < atLeast) {
            throw new ServerConfigException(
                    line.place(), nameOf(line.text()) + " needs " + atLeast + " arguments or more");
        }
        return words;
    }

    private void takeFormat(List<String> words, Place place) throws ServerConfigException {
        String text = words.get(0);
        String name = words.size() > 1 ? words.get(1) : DEFAULT;
        if (text.isEmpty()) {
            throw new ServerConfigException(place, "LogFormat is empty");
        }
        scope.formats.put(name.toLowerCase(Locale.ROOT), new Format(name, text, Escape.DEFAULT));
    }

    private void takeLog(Scope of, List<String> words, Place place) throws ServerConfigException {
        String path = words.get(0);
        boolean piped = path.startsWith("|");
        List<String> paths = piped ? PipedLog.paths(path) : path.startsWith("syslog:") ? List.of() : List.of(path);
        for (String file : paths) {
            entries.add(new Entry(of, place.resolve(root, file), words.get(1)));
        }
        if (paths.isEmpty()) {
            entries.add(new Entry(of, null, words.get(1)));
        }
    }

    private void define(List<String> words) {
        variables.define(words.get(0), words.size() > 1 ? words.get(1) : "");
    }

    private void include(String path, boolean optional, Place place) throws ServerConfigException {
        Path pattern = here(place.resolve(root, path), place);
        if (!optional || Wildcard.isIn(path) || Files.exists(pattern)) {
            files.include(pattern, path, place, this::read);
        }
    }

    private Path here(Path pattern, Place place) throws ServerConfigException {
        if (pattern.startsWith(root) && !Files.isDirectory(root)) {
            for (Path folder : besides) {
                Path beside = folder.resolve(root.relativize(pattern));
                if (ConfigFiles.isAny(beside, place)) {
                    return beside;
                }
            }
        }
        return pattern;
    }
}
