package io.github.logtraffic.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A database of a Redis server, or of one that speaks like it.
 *
 * @param user empty for the server's default user
 * @param password of that user
 */
record RedisLocation(boolean isTls, ServerAddress server, String user, StorePassword password, int database)
        implements StoreLocation {
    private static final int USUAL_PORT = 6_379;
    private static final Pattern DATABASE = Pattern.compile("[0-9]{1,6}");

    /** Reads what stands behind the scheme. */
    static RedisLocation parse(String scheme, String text, Map<String, String> environment) {
        int at = text.lastIndexOf('@');
        String login = text.substring(0, Math.max(0, at));
        int colon = login.indexOf(':');
        String user = decoded(colon < 0 ? login : login.substring(0, colon));
        String written = decoded(colon < 0 ? "" : login.substring(colon + 1));
        StorePassword password = written.isEmpty() ? StorePassword.of(environment) : StorePassword.written(written);
        if (!user.isEmpty() && password.isNone()) {
            throw new IllegalArgumentException("expected a password behind the user, or in the environment");
        }
        String place = text.substring(at + 1);
        int slash = place.indexOf('/');
        ServerAddress server = ServerAddress.parse(slash < 0 ? place : place.substring(0, slash), USUAL_PORT);
        return new RedisLocation(
                scheme.equals("rediss"), server, user, password, database(slash < 0 ? "" : place.substring(slash + 1)));
    }

    private static int database(String text) {
        if (!text.isEmpty() && !DATABASE.matcher(text).matches()) {
            throw new IllegalArgumentException("expected the number of a database behind host:port/");
        }
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }

    /** Without the escapes of URLs; plus signs are no spaces here. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            // Not with its cause, whose message repeats a part of the password.
            throw new IllegalArgumentException("expected %25 for each % in user and password");
        }
    }

    @Override
    public String shown() {
        return (isTls ? "rediss://" : "redis://") + server + "/" + database;
    }

    @Override
    public ResultStore open(InstantSource clock, Duration patience) {
        return new RedisStore(new RedisServer(this, patience), clock);
    }

    @Override
    public String toString() {
        return shown();
    }
}
