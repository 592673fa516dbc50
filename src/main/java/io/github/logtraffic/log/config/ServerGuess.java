package io.github.logtraffic.log.config;

import io.github.logtraffic.log.config.ServerConfig.Server;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells from a configuration whose it is: the first line that only one server can have decides. */
final class ServerGuess {
    /** What is said of a file in which no such line was found. */
    static final String LOOKED_FOR =
            "no web server's configuration: found neither 'http {', 'server {', 'log_format …;' or"
                    + " 'access_log …;' (nginx) nor LogFormat, CustomLog, TransferLog, <VirtualHost>, ServerRoot or Include"
                    + " (Apache) nor <Valve> (Tomcat)";

    private static final Set<String> NGINX_BLOCKS = Set.of("http", "server", "events", "location");
    private static final Set<String> NGINX_STATEMENTS = Set.of("log_format", "access_log");
    private static final Set<String> APACHE_DIRECTIVES = Set.of(
            "logformat",
            "customlog",
            "globallog",
            "transferlog",
            "serverroot",
            "loadmodule",
            "include",
            "includeoptional",
            "<virtualhost",
            "<ifmodule",
            "<ifdefine");

    private ServerGuess() {}

    /** Whose configuration it is; null if that cannot be told. */
    static @Nullable Server of(String text) {
        if (text.stripLeading().startsWith("<") && text.contains("<Valve")) {
            return Server.TOMCAT;
        }
        for (int start = 0; start < text.length(); ) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline;
            @Nullable Server server = ofLine(text.substring(start, end).strip());
            if (server != null) {
                return server;
            }
            start = end + 1;
        }
        return null;
    }

    private static @Nullable Server ofLine(String line) {
        int end = 0;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end)) && line.charAt(end) != '{') {
            end++;
        }
        String word = line.substring(0, end);
        String rest = line.substring(end).strip();
        if (NGINX_STATEMENTS.contains(word)
                || (NGINX_BLOCKS.contains(word) && (rest.isEmpty() || rest.contains("{")))) {
            return Server.NGINX;
        }
        if (word.equals("include")) { // without semicolon it is lighttpd's
            return rest.endsWith(";") ? Server.NGINX : null;
        }
        return APACHE_DIRECTIVES.contains(word.toLowerCase(Locale.ROOT)) ? Server.APACHE : null;
    }
}
