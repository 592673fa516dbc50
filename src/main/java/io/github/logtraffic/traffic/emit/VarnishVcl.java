package io.github.logtraffic.traffic.emit;

import io.github.logtraffic.traffic.cache.ObjectRules;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** What Varnish is to cache, as a VCL file; what it does not say is left to Varnish's built-in VCL. */
public final class VarnishVcl {
    /** Varnish takes a smaller number for one whose unit was forgotten. */
    private static final long LEAST_STORAGE = 1 << 20;

    /** What lives no longer is kept apart from the cache, which then has no bounds: the parameter {@code shortlived}. */
    private static final int SHORT_LIVED_SECONDS = 10;

    private final CacheToEmit cache;
    private final ConfigText text = new ConfigText();

    private VarnishVcl(CacheToEmit cache) {
        this.cache = cache;
        if (cache.ttlSeconds() == ObjectRules.FOR_EVER) {
            throw new IllegalArgumentException("Varnish keeps nothing for ever");
        }
    }

    /**
     * Checks that Varnish can do it.
     *
     * @param ttlPaths the patterns of paths with a time of their own
     * @throws IllegalArgumentException with a message for the user when it cannot
     */
    public static void check(List<String> ttlPaths) {
        ttlPaths.forEach(PathPattern::of);
    }

    /** The file. */
    public static String text(CacheToEmit cache) {
        return new VarnishVcl(cache).text();
    }

    private String text() {
        text.comment("Cache for Varnish 6.0 or later, written by logtraffic "
                + cache.prediction().version() + ". Start it with: varnishd -f FILE -s malloc,"
                + (cache.bytes() < LEAST_STORAGE ? "1m (it takes no less)" : cache.size()));
        text.line("#");
        cache.prediction().addTo(text, cache.effect());
        text.line("#");
        addDoubts();
        text.blank();
        text.line("vcl 4.1;");
        text.blank();
        text.line("import std;");
        text.blank();
        text.comment("The server to cache.");
        text.line("backend default {");
        text.line("    .host = \"127.0.0.1\";");
        text.line("    .port = \"8080\";");
        text.line("}");
        text.blank();
        addReceive();
        addHash();
        addResponse();
        return text.toString();
    }

    private void addDoubts() {
        text.comment(
                "Requests with cookies or an Authorization header are not looked up in the cache, nor are answers with "
                        + "Set-Cookie kept; a log does not say which they are, and in the simulation none had cookies. Where no answer "
                        + "depends on cookies, this in vcl_recv does what was simulated:");
        text.line("#     unset req.http.Cookie;");
        text.comment(
                "What the origin says by Cache-Control or Expires goes before the times below, and by Vary there are "
                        + "several answers for a URL. In the simulation there was none of that.");
        if (!cache.query().isWhole()) {
            text.comment(
                    "careful: parameters that are not hashed still go to the origin, and the first of several of one name "
                            + "is hashed: an answer that depends on anything else of the query would be given to others.");
        }
        text.comment("Each object takes about 1 KB more than what was simulated.");
        if (shortest() + cache.settings().graceSeconds() <= SHORT_LIVED_SECONDS) {
            text.comment("careful: what lives for 10 s or less is kept apart, in storage without bounds; see Varnish's "
                    + "parameter shortlived.");
        }
    }

    private int shortest() {
        return cache.ttls().stream().mapToInt(CacheToEmit.Ttl::seconds).reduce(cache.ttlSeconds(), Math::min);
    }

    private void addReceive() {
        if (!cache.hasPatterns()) {
            return;
        }
        text.line("sub vcl_recv {");
        String some = cache.patterns().stream()
                .filter(pattern -> !pattern.isNegated())
                .map(pattern -> isLike("req.url", pattern.regex(), false))
                .collect(Collectors.joining(" || "));
        String none = cache.patterns().stream()
                .filter(PathPattern::isNegated)
                .map(pattern -> isLike("req.url", pattern.regex(), false))
                .collect(Collectors.joining(" || "));
        if (!some.isEmpty()) {
            addPass("!(" + some + ")");
        }
        if (!none.isEmpty()) {
            addPass(none);
        }
        text.line("}");
        text.blank();
    }

    private void addPass(String condition) {
        text.line("    if (" + condition + ") {");
        text.line("        return (pass);");
        text.line("    }");
    }

    /** Asks of a path. */
    private static String isLike(String url, String regex, boolean isNegated) {
        return path(url) + (isNegated ? " !~ \"" : " ~ \"") + regex + "\"";
    }

    private static String path(String url) {
        return "regsub(" + url + ", \"\\?.*\", \"\")";
    }

    private void addHash() {
        if (cache.query().isWhole()) {
            return; // the built-in one does
        }
        text.comment(
                cache.query().parameters().isEmpty()
                        ? "The query does not matter."
                        : "Of the query these parameters alone matter.");
        text.line("sub vcl_hash {");
        text.line("    hash_data(" + path("req.url") + ");");
        for (String name : cache.query().parameters()) {
            String safe = literal(name);
            text.line("    if (req.url ~ \"^[^?]*\\?(?:[^&]*&)*?" + safe + "=\") {");
            text.line("        hash_data(regsub(req.url, \"^[^?]*\\?(?:[^&]*&)*?(" + safe + "=[^&]*).*\", \"\\1\"));");
            text.line("    }");
        }
        text.line("    if (req.http.host) {");
        text.line("        hash_data(std.tolower(req.http.host));");
        text.line("    } else {");
        text.line("        hash_data(server.ip);");
        text.line("    }");
        text.line("    return (lookup);");
        text.line("}");
        text.blank();
    }

    private static String literal(String name) {
        StringBuilder safe = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            String one = String.valueOf((char) (b & 0xff));
            safe.append(Fields.isSafe(one) ? one : PathPattern.hex(b));
        }
        return safe.toString();
    }

    private void addResponse() {
        text.line("sub vcl_backend_response {");
        text.line("    set beresp.grace = " + cache.settings().graceSeconds() + "s;");
        text.line("    if ("
                + CacheToEmit.statuses().stream()
                        .map(status -> "beresp.status != " + status)
                        .collect(Collectors.joining(" && "))
                + ") {");
        text.line("        set beresp.ttl = 0s; # the built-in VCL goes on, and keeps none of these");
        text.line("    } elsif (beresp.http.Cache-Control || beresp.http.Expires) {");
        text.line("        # What the origin says is so.");
        for (CacheToEmit.Ttl ttl : cache.ttls()) {
            PathPattern paths = PathPattern.of(ttl.typed());
            text.line("    } elsif (" + isLike("bereq.url", paths.regex(), paths.isNegated()) + ") {");
            text.line("        set beresp.ttl = " + ttl.seconds() + "s;");
        }
        text.line("    } else {");
        text.line("        set beresp.ttl = " + cache.ttlSeconds() + "s;");
        text.line("    }");
        text.line("}");
    }
}
