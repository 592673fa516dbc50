package io.github.logtraffic.traffic.emit;

import io.github.logtraffic.traffic.cache.CacheSettings;
import io.github.logtraffic.traffic.cache.ObjectRules;
import io.github.logtraffic.traffic.cache.QueryRule;
import java.util.List;
import java.util.stream.Collectors;

/**
 * nginx's {@code proxy_cache}, for the {@code http} block. A cache is used only in locations that ask for one; the rules for
 * it hold for all of these that have none of their own.
 */
public final class NginxProxyCache {
    /** What nginx's documentation of {@code keys_zone} says. */
    private static final int KEYS_PER_MEBIBYTE = 8_000;

    private final CacheToEmit cache;
    private final String path;
    private final ConfigText text = new ConfigText();

    private NginxProxyCache(CacheToEmit cache) {
        this.cache = cache;
        this.path = cache.name() + "_path";
    }

    /**
     * Checks that nginx can do it.
     *
     * @param ttlSeconds for how long objects are fresh, {@link ObjectRules#FOR_EVER} without an end
     * @throws IllegalArgumentException with a message for the user when it cannot
     */
    public static void check(QueryRule query, int ttlSeconds) {
        if (ttlSeconds == ObjectRules.FOR_EVER) {
            throw new IllegalArgumentException(
                    "nginx keeps nothing without a time; expected one for all paths such as --ttl 10m");
        }
        query.parameters().forEach(NginxProxyCache::argument);
    }

    private static String argument(String parameter) {
        if (!Fields.isSafe(parameter)) {
            throw new IllegalArgumentException("nginx has no variable for the parameter '" + parameter
                    + "'; expected letters, digits and underscores");
        }
        return "$arg_" + parameter;
    }

    /** The configuration. */
    public static String text(CacheToEmit cache) {
        check(cache.query(), cache.ttlSeconds());
        return new NginxProxyCache(cache).text();
    }

    private String text() {
        text.comment("Cache for nginx 1.9.7 or later, written by logtraffic "
                + cache.prediction().version()
                + ". It is for the http block: include this file there; a folder conf.d is often included already. A "
                + "location keeps its answers with: proxy_cache "
                + cache.name() + ";");
        text.line("#");
        cache.prediction().addTo(text, cache.effect());
        text.line("#");
        addDoubts();
        text.blank();
        addZone();
        addMaps();
        addKey();
        addWhatIsKept();
        return text.toString();
    }

    private void addDoubts() {
        text.comment("To see how often it hits, add $upstream_cache_status to a log_format.");
        text.comment(
                "careful: what stands below proxy_cache_path holds for every location with a cache, also another one, that "
                        + "does not say it anew. Where there are several caches, move it into the locations of this one.");
        if (!cache.query().isWhole()) {
            text.comment(
                    "careful: parameters that are not in the key still go to the origin, and nginx takes the first of "
                            + "several of one name, in any case of its letters: an answer that depends on anything else of the query "
                            + "would be given to others. Send the origin nothing else: in the location,");
            text.line("#     proxy_pass http://ORIGIN$" + path + arguments() + ";");
        }
        text.comment("What the origin says goes before proxy_cache_valid, and it is not in a log: by X-Accel-Expires, "
                + "Expires or Cache-Control it sets another time or forbids to keep an answer, one with Set-Cookie is never "
                + "kept, and by Vary there are several answers for a URL. In the simulation there was none of that. Where no "
                + "answer depends on who asks, this does what was simulated:");
        text.line("#     proxy_ignore_headers X-Accel-Expires Expires Cache-Control;");
        if (cache.settings().inactiveSeconds() < cache.ttlSeconds()) {
            text.comment("What nobody asks for within inactive= goes, although it would be fresh for longer.");
        }
    }

    private void addZone() {
        text.comment(
                "max_size is of files in whole blocks, as was simulated; nginx looks at it every ten seconds, so leave some "
                        + "room on the disk. The zone has room for "
                        + (hasBound()
                                ? "as many files as there can be."
                                : "twice the objects of these logs: there were " + ConfigText.number(cache.objects())
                                        + "."));
        text.line("proxy_cache_path /var/cache/nginx_" + cache.name() + " levels=1:2 keys_zone=" + cache.name() + ":"
                + Math.max(1, (keys() + KEYS_PER_MEBIBYTE - 1) / KEYS_PER_MEBIBYTE) + "m max_size=" + cache.size()
                + " inactive=" + cache.settings().inactiveSeconds() + "s use_temp_path=off;");
        text.blank();
    }

    /** Keys of what is not kept yet take room too: then there can be more keys than files. */
    private boolean hasBound() {
        return cache.settings().minUses() == 1 && mostFiles() < LimitToEmit.ROOM * cache.objects();
    }

    private long mostFiles() {
        return cache.outcome().size() / CacheSettings.NGINX_BLOCK_BYTES;
    }

    private long keys() {
        return hasBound() ? mostFiles() : LimitToEmit.ROOM * cache.objects();
    }

    private void addMaps() {
        if (!cache.query().isWhole() || cache.hasPatterns()) {
            NginxKey.path(path).forEach(text::line);
            text.blank();
        }
        if (cache.hasPatterns()) {
            text.comment("Paths that are not to be cached.");
            text.line("map $" + path + " $" + cache.name() + "_pass {");
            boolean areSome = cache.patterns().stream().anyMatch(pattern -> !pattern.isNegated());
            text.line("    default " + (areSome ? "1;" : "\"\";"));
            cache.patterns().stream().filter(PathPattern::isNegated).forEach(pattern -> addCase(pattern, "1"));
            cache.patterns().stream()
                    .filter(pattern -> !pattern.isNegated())
                    .forEach(pattern -> addCase(pattern, "\"\""));
            text.line("}");
            text.blank();
        }
        text.comment(
                "Users with cookies: what they get may be theirs alone. A log does not say who has any, and in the "
                        + "simulation nobody had. Where only some cookies matter, name them in place of the dot, as in "
                        + "\"~(session|login)=\".");
        text.line("map $http_cookie $" + cache.name() + "_cookie {");
        text.line("    default \"\";");
        text.line("    \"~.\" 1;");
        text.line("}");
        text.blank();
        text.comment("Users who log in by HTTP.");
        text.line("map $http_authorization $" + cache.name() + "_login {");
        text.line("    default 1;");
        text.line("    \"\" \"\";");
        text.line("}");
        text.blank();
    }

    /** The first expression that is found counts. */
    private void addCase(PathPattern pattern, String value) {
        text.line("    \"~" + pattern.regex() + "\" " + value + ";");
    }

    private void addKey() {
        text.comment("An object: its host and "
                + (cache.query().isWhole()
                        ? "its target as it was sent"
                        : cache.query().parameters().isEmpty()
                                ? "its path, whatever the query"
                                : "its path and, of the query, these parameters")
                + "; the simulation knew no scheme, but an answer to http may redirect to https.");
        text.line("proxy_cache_key \"$scheme://$host" + target() + "\";");
    }

    private String target() {
        QueryRule query = cache.query();
        if (query.isWhole()) {
            return "$request_uri";
        }
        return "$" + path + arguments();
    }

    private String arguments() {
        List<String> names = cache.query().parameters();
        return names.isEmpty()
                ? ""
                : names.stream().map(name -> name + "=" + argument(name)).collect(Collectors.joining("&", "?", ""));
    }

    private void addWhatIsKept() {
        text.line("proxy_cache_methods GET HEAD;");
        text.line("proxy_cache_convert_head on; # both are one object");
        text.line("proxy_cache_min_uses " + cache.settings().minUses() + ";");
        cache.ttls()
                .forEach(ttl -> text.comment("nginx cannot choose a time by path as was simulated: " + ttl.typed()
                        + " for " + ttl.seconds() + "s. The location of these paths must have: "
                        + valid(ttl.seconds())));
        text.line(valid(cache.ttlSeconds()));
        String pass = (cache.hasPatterns() ? "$" + cache.name() + "_pass " : "") + "$" + cache.name() + "_login $"
                + cache.name() + "_cookie;";
        text.line("proxy_cache_bypass " + pass);
        text.line("proxy_no_cache " + pass);
        text.comment(
                "Of those who miss the same at once one asks the origin. When its answer is not kept the others follow one by "
                        + "one: leave this out where such answers are slow.");
        text.line("proxy_cache_lock on;");
        text.line("proxy_cache_revalidate on;");
    }

    private static String valid(int seconds) {
        return "proxy_cache_valid "
                + CacheToEmit.statuses().stream().map(String::valueOf).collect(Collectors.joining(" ")) + " " + seconds
                + "s;";
    }
}
