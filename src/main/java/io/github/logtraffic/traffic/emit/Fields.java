package io.github.logtraffic.traffic.emit;

import java.util.Set;
import java.util.regex.Pattern;

/** What the fields of logs are, as far as their names tell. */
final class Fields {
    static final String COOKIE = "cookie_";
    static final String ARGUMENT = "arg_";

    /** What HAProxy's and nginx's own words are made of. */
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_]{1,64}");

    /** Headers that logs have under their own names; those that begin with {@code X-} are too. */
    private static final Set<String> HEADERS = Set.of(
            "accept",
            "accept_encoding",
            "accept_language",
            "authorization",
            "cf_connecting_ip",
            "cookie",
            "forwarded",
            "origin",
            "referer",
            "true_client_ip",
            "user_agent");

    private Fields() {}

    static boolean isSafe(String name) {
        return SAFE.matcher(name).matches();
    }

    static boolean isHeader(String name) {
        return HEADERS.contains(name) || (name.startsWith("x_") && isSafe(name));
    }

    static boolean isCookie(String name) {
        return name.startsWith(COOKIE) && isSafe(name);
    }

    static boolean isArgument(String name) {
        return name.startsWith(ARGUMENT) && isSafe(name);
    }

    /** Says that a server does not know a field. */
    static IllegalArgumentException unknown(String server, String name) {
        return new IllegalArgumentException(server + " knows no '" + name + "' when a request comes; expected client, "
                + "client/24, path, path:1, target, query, host, method, protocol, a header such as user_agent, "
                + "cookie_NAME or arg_NAME");
    }
}
