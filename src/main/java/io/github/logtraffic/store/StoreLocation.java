package io.github.logtraffic.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Pattern;

/** Where a store is, as users write it. Neither its texts nor its errors show a password. */
public sealed interface StoreLocation permits DirectoryLocation, RedisLocation, MemcachedLocation {
    /** What users may write, for help texts and messages. */
    String FORMS = "dir, a path, redis://host[:port][/db], rediss://… or memcached://host[:port],…";

    /** How long a command waits for each answer of a store that the user has asked about, and not only the report. */
    Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * Reads what a user has written: {@code dir} for the usual directory, the path of another one, or the URL of servers.
     *
     * @param environment the variables of the process: where the usual directory is, and the password, if the location has
     *     none ({@code LOGTRAFFIC_STORE_PASSWORD}, or in the file that {@code LOGTRAFFIC_STORE_PASSWORD_FILE} names)
     * @throws IllegalArgumentException when that is no location, saying what was expected
     */
    static StoreLocation parse(String text, Map<String, String> environment) {
        int end = text.indexOf(':');
        String scheme = end < 0 ? "" : text.substring(0, end);
        boolean isUrl = text.startsWith("//", end + 1);
        return switch (scheme) {
            case "redis", "rediss" -> RedisLocation.parse(scheme, rest(text, isUrl, end), environment);
            case "memcached" -> MemcachedLocation.parse(rest(text, isUrl, end));
            default -> {
                boolean isOtherUrl = isUrl && Pattern.matches("[A-Za-z][A-Za-z0-9+.-]*", scheme);
                if (text.isEmpty() || isOtherUrl) {
                    throw new IllegalArgumentException("expected " + FORMS);
                }
                refuseServerWithoutScheme(text);
                yield text.equals("dir")
                        ? DirectoryLocation.usual(environment)
                        : new DirectoryLocation(Path.of(text)); // of which a wrong one is an illegal argument as well
            }
        };
    }

    /** Nobody calls a directory so. */
    private static void refuseServerWithoutScheme(String text) {
        if (Pattern.matches("[^/]*:[0-9]+(/.*)?|(?i)(redis|rediss|memcached)//.*", text)) {
            throw new IllegalArgumentException(
                    "expected redis://, rediss:// or memcached:// before host:port (a directory of such a name: ./…)");
        }
    }

    private static String rest(String text, boolean isUrl, int end) {
        if (!isUrl) {
            throw new IllegalArgumentException("expected // behind " + text.substring(0, end + 1));
        }
        return text.substring(end + "://".length());
    }

    /** The location for messages: without user and password. */
    String shown();

    /**
     * The store that is there. Neither is it looked for nor is anything made before it is used.
     *
     * @param clock what tells whether something is expired
     * @param patience how long to wait for each answer of a server, until its connection is given up
     */
    ResultStore open(InstantSource clock, Duration patience);

    /** The same with the patience of a command. */
    default ResultStore open(InstantSource clock) {
        return open(clock, PATIENCE);
    }
}
