package io.github.logtraffic.log.config;

import io.github.logtraffic.log.config.NginxStatements.Statement;
import io.github.logtraffic.log.config.ServerConfig.Escape;
import io.github.logtraffic.log.config.ServerConfig.Format;
import io.github.logtraffic.log.config.ServerConfig.Log;
import io.github.logtraffic.log.config.ServerConfig.Server;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds {@code log_format} and {@code access_log} in nginx's configuration. */
final class NginxReader {
    /** As in {@code ngx_http_log_module.c}. */
    private static final Format COMBINED = new Format(
            "combined",
            "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent"
                    + " \"$http_referer\" \"$http_user_agent\"",
            Escape.DEFAULT);

    /** In other blocks the same words mean something else: keys of a map, the logs of streams. */
    private static final Set<String> HTTP_BLOCKS = Set.of("http", "server", "location", "if", "limit_except");

    private final ConfigFiles files;
    private final Path root;
    private final Path prefix;
    private final List<Format> formats = new ArrayList<>();
    private final Map<String, Format> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<Log> logs = new ArrayList<>();

    private NginxReader(ConfigFiles files, Path root) {
        this.files = files;
        this.root = root;
        // Built from source, nginx has /usr/local/nginx/conf for its configuration and /usr/local/nginx/logs for logs.
        this.prefix = root.endsWith("conf") ? ConfigFiles.folderOf(root) : root;
        byName.put(COMBINED.name(), COMBINED);
    }

    static ServerConfig read(ConfigFiles files, Path main, String text) throws ServerConfigException {
        NginxReader reader = new NginxReader(files, ConfigFiles.root(main, "nginx.conf"));
        reader.read(main, text);
        List<Log> logs = reader.logs.stream().map(reader::resolved).toList();
        reader.formats.add(COMBINED);
        return new ServerConfig(Server.NGINX, reader.formats, logs, files.gaps());
    }

    private Log resolved(Log log) {
        return new Log(log.path(), log.reference(), byName.get(log.reference()));
    }

    private void read(Path file, String text) throws ServerConfigException {
        NginxStatements statements = new NginxStatements(file, text);
        int open = 0;
        int ignored = 0; // of the open blocks, the outermost that is not one of HTTP_BLOCKS, and all within
        @Nullable Statement statement;
        while ((statement = statements.next()) != null) {
            switch (statement.end()) {
                case OPEN -> {
                    open++;
                    ignored += ignored > 0
                                    || !HTTP_BLOCKS.contains(statement.words().get(0))
                            ? 1
                            : 0;
                }
                case CLOSE -> {
                    open = closed(open, statement.place());
                    ignored = Math.max(0, ignored - 1);
                }
                case SEMICOLON -> take(statement, ignored == 0);
            }
        }
        if (open > 0) {
            throw new ServerConfigException(statements.here(), "the file ends within a block: expected '}'");
        }
    }

    private static int closed(int open, Place place) throws ServerConfigException {
        if (open == 0) {
            throw new ServerConfigException(place, "unexpected '}'");
        }
        return open - 1;
    }

    private void take(Statement statement, boolean heeded) throws ServerConfigException {
        if (!heeded) {
            return;
        }
        switch (statement.words().get(0)) {
            case "include" -> include(argument(statement, 1), statement.place());
            case "log_format" -> takeFormat(statement);
            case "access_log" -> takeLog(statement);
            default -> {}
        }
    }

    private void include(String path, Place place) throws ServerConfigException {
        files.include(place.resolve(root, path), path, place, this::read);
    }

    private static String argument(Statement statement, int index) throws ServerConfigException {
        if (statement.words().size() <= index) {
            throw new ServerConfigException(
                    statement.place(), statement.words().get(0) + " needs more than " + (index - 1) + " arguments");
        }
        return statement.words().get(index);
    }

    private void takeFormat(Statement statement) throws ServerConfigException {
        String first = argument(statement, 2);
        boolean escaped = first.startsWith("escape=");
        Escape escape = escaped ? escape(first.substring("escape=".length()), statement.place()) : Escape.DEFAULT;
        List<String> pieces =
                statement.words().subList(escaped ? 3 : 2, statement.words().size());
        Format format = new Format(argument(statement, 1), join(pieces), escape);
        @Nullable Format before = byName.putIfAbsent(format.name(), format);
        if (before == null) {
            formats.add(format);
        } else if (!before.equals(format)) {
            throw new ServerConfigException(
                    statement.place(), "the log_format " + format.name() + " was defined before, differently");
        }
    }

    private static Escape escape(String name, Place place) throws ServerConfigException {
        return switch (name) {
            case "default" -> Escape.DEFAULT;
            case "json" -> Escape.JSON;
            case "none" -> Escape.NONE;
            default -> throw new ServerConfigException(place, "escape=" + name + " is not default, json or none");
        };
    }

    /**
     * The pieces as one text. A variable ends with its piece, so {@code '$status' 'ms'} is {@code ${status}ms}, not the
     * variable {@code $statusms}.
     */
    static String join(List<String> pieces) {
        StringBuilder text = new StringBuilder();
        String before = "";
        for (String piece : pieces) {
            if (piece.isEmpty()) {
                continue;
            }
            int name = startOfVariable(before);
            if (name > 0 && isOfName(piece.charAt(0))) {
                text.setLength(text.length() - (before.length() - name));
                text.append('{').append(before, name, before.length()).append('}');
            }
            text.append(piece);
            before = piece;
        }
        return text.toString();
    }

    /** Where the name of the variable begins with which a piece ends; 0 if it ends with none. */
    private static int startOfVariable(String piece) {
        int name = piece.length();
        while (name > 0 && isOfName(piece.charAt(name - 1))) {
            name--;
        }
        return name > 0 && name < piece.length() && piece.charAt(name - 1) == '$' ? name : 0;
    }

    private static boolean isOfName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    private void takeLog(Statement statement) throws ServerConfigException {
        String path = argument(statement, 1);
        if (path.equals("off")) {
            return;
        }
        String reference = statement.words().size() > 2 ? statement.words().get(2) : COMBINED.name();
        boolean file = !path.startsWith("syslog:") && !path.equals("stderr");
        logs.add(new Log(file ? statement.place().resolve(prefix, starred(path)) : null, reference, null));
    }

    /** The path with a star in the place of each variable. */
    private static String starred(String path) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) != '$') {
                text.append(path.charAt(i));
                continue;
            }
            text.append('*');
            int end = i + 1;
            boolean braces = end < path.length() && path.charAt(end) == '{';
            end += braces ? 1 : 0;
            while (end < path.length() && isOfName(path.charAt(end))) {
                end++;
            }
            i = braces && end < path.length() && path.charAt(end) == '}' ? end : end - 1;
        }
        return text.toString();
    }
}
