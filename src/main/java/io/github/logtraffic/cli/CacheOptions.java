package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.CacheObjects;
import io.github.logtraffic.log.filter.FilterSyntaxException;
import io.github.logtraffic.log.filter.TextCondition;
import io.github.logtraffic.log.format.FieldNames;
import io.github.logtraffic.traffic.cache.CachePolicy;
import io.github.logtraffic.traffic.cache.CacheSettings;
import io.github.logtraffic.traffic.cache.ObjectRules;
import io.github.logtraffic.traffic.cache.QueryRule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Which caches to try, and what they can hold. */
final class CacheOptions {
    private static final String AUTO = "auto";
    private static final int MOST_SIZES = 256;
    private static final List<CachePolicy> USUAL =
            List.of(CachePolicy.LRU, CachePolicy.SIEVE, CachePolicy.W_TINYLFU, CachePolicy.OPTIMAL);

    private final Set<CachePolicy> policies = new LinkedHashSet<>();
    private final Set<Long> sizes = new TreeSet<>();
    private boolean isAuto;
    private boolean isExact;
    private QueryRule query = QueryRule.ALL;
    private final List<String> cacheable = new ArrayList<>();
    private int ttlSeconds = ObjectRules.FOR_EVER;
    private final List<CacheObjects.Ttl> ttls = new ArrayList<>();
    private int inactiveSeconds = CacheSettings.DEFAULT.inactiveSeconds();
    private int minUses = CacheSettings.DEFAULT.minUses();
    private int graceSeconds = CacheSettings.DEFAULT.graceSeconds();
    private final Set<String> nginxOptions = new TreeSet<>();
    private final Set<String> varnishOptions = new TreeSet<>();
    private final CacheEmit emit;

    CacheOptions(OptionList options) {
        options.section("Caches (every policy is tried at every size):")
                .value(
                        "--size",
                        "LIST",
                        this::takeSizes,
                        "Sizes to try, as 64MB,256MB,1GiB, or auto: a curve of 16 sizes up to twice what has 99.9% of the requests that "
                                + "can hit, or all there is if that is less. "
                                + "Default: auto.")
                .value(
                        "--policy",
                        "POLICY",
                        typed -> policies.add(Values.choice(typed, CachePolicy.values(), CachePolicy::policyName)),
                        "What a cache keeps: lru, fifo, clock, lfu, sieve, s3-fifo, w-tinylfu, gdsf; nginx-proxy-cache and varnish "
                                + "as these servers do; optimal (need not keep what it fetches) and belady (must) know the "
                                + "future, and no policy is better when objects have one size. Repeatable. Default: lru, "
                                + "sieve, w-tinylfu and optimal.")
                .flag(
                        "--exact",
                        () -> isExact = true,
                        "Simulate all objects that --memory has room for; otherwise the curve of a large log is found from a sample of "
                                + "its objects or, when these are few, from stretches of the log, and its error estimated.")
                .section("Objects (host, path and query of GET and HEAD requests):")
                .value(
                        "--query",
                        "RULE",
                        typed -> query = query(typed),
                        "What of a query tells objects apart: all, none, or names of parameters, as id,page. Default: all.")
                .value(
                        "--cacheable",
                        "TEXT",
                        typed -> takePattern(typed, ""),
                        "Only what has a path like this can be cached; a text, glob or ~REGEX as with --path. Repeatable.")
                .value(
                        "--uncacheable",
                        "TEXT",
                        typed -> takePattern(typed, "!"),
                        "What has a path like this cannot. Repeatable.")
                .value(
                        "--ttl",
                        "[TEXT=]TIME",
                        this::takeTtl,
                        "What was fetched is fresh for so long, then it is revalidated; behind a text and = only for paths like "
                                + "it, the first one that fits. Repeatable. Default: for ever; 2m for varnish.")
                .value(
                        "--inactive",
                        "TIME",
                        typed -> {
                            inactiveSeconds = Values.seconds(typed);
                            nginxOptions.add("--inactive");
                        },
                        "nginx drops what nobody asked for within this time. Default: 10m.")
                .value(
                        "--min-uses",
                        "N",
                        typed -> {
                            minUses = Values.number(typed, 1, Integer.MAX_VALUE);
                            nginxOptions.add("--min-uses");
                        },
                        "nginx keeps what was asked for at least so often. Default: 1.")
                .value(
                        "--grace",
                        "TIME",
                        typed -> {
                            graceSeconds = typed.equals("0") || typed.equals("0s") ? 0 : Values.seconds(typed);
                            varnishOptions.add("--grace");
                        },
                        "varnish hands out what expired so lately, and fetches it anew meanwhile. Default: 10s.");
        options.section("Configuration:");
        emit = new CacheEmit(options);
    }

    private void takeSizes(String typed) {
        for (String size : typed.split(",", -1)) {
            if (size.equals(AUTO)) {
                isAuto = true;
                continue;
            }
            long bytes = Values.size(size);
            if (bytes < 1) {
                throw new TypeConversionException("expected sizes of at least one byte, or auto");
            }
            sizes.add(bytes);
        }
    }

    private static QueryRule query(String typed) {
        if (typed.equals("all")) {
            return QueryRule.ALL;
        }
        if (typed.equals("none")) {
            return QueryRule.NONE;
        }
        List<String> names = List.of(typed.split(",", -1));
        if (names.stream().anyMatch(name -> name.isEmpty() || name.contains("=") || name.contains("&"))) {
            throw new TypeConversionException("expected all, none, or names of parameters such as id,page");
        }
        return new QueryRule(false, names);
    }

    private void takePattern(String typed, String sign) {
        if (typed.startsWith("!")) {
            throw new TypeConversionException(
                    "expected a pattern without '!'; --cacheable and --uncacheable are its opposites");
        }
        paths(List.of(sign + typed));
        cacheable.add(sign + typed);
    }

    private static TextCondition paths(List<String> patterns) {
        try {
            return TextCondition.parse(FieldNames.PATH, patterns, false);
        } catch (FilterSyntaxException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    private void takeTtl(String typed) {
        int equals = typed.lastIndexOf('=');
        int seconds = Values.seconds(typed.substring(equals + 1));
        if (equals < 0) {
            ttlSeconds = seconds;
            return;
        }
        if (ttls.size() + 1 > ObjectRules.MOST_TTLS) {
            throw new TypeConversionException("expected at most " + ObjectRules.MOST_TTLS + " times");
        }
        String pattern = typed.substring(0, equals);
        ttls.add(new CacheObjects.Ttl(paths(List.of(pattern)), pattern, seconds));
    }

    /**
     * Checks what can only be checked together.
     *
     * @throws ParameterException when something does not fit
     */
    void check(CommandLine commandLine) {
        if (isAuto && !sizes.isEmpty()) {
            throw new ParameterException(commandLine, "--size: expected sizes or auto, not both");
        }
        if (sizes.size() > MOST_SIZES) {
            throw new ParameterException(commandLine, sizes.size() + " sizes to try; expected at most " + MOST_SIZES);
        }
        checkOwner(commandLine, nginxOptions, CachePolicy.NGINX_PROXY_CACHE);
        checkOwner(commandLine, varnishOptions, CachePolicy.VARNISH);
    }

    private void checkOwner(CommandLine commandLine, Set<String> options, CachePolicy owner) {
        if (!options.isEmpty() && !policies().contains(owner)) {
            throw new ParameterException(
                    commandLine,
                    String.join(" and ", options) + (options.size() == 1 ? " goes" : " go") + " with --policy "
                            + owner.policyName());
        }
    }

    List<CachePolicy> policies() {
        return policies.isEmpty() ? emit.usualPolicies(USUAL) : List.copyOf(policies);
    }

    /** What writes a server's configuration. */
    CacheEmit emit() {
        return emit;
    }

    /** What can be cached as it was typed, what cannot behind a {@code !}. */
    List<String> patterns() {
        return List.copyOf(cacheable);
    }

    /** In bytes, ascending; none for a curve. */
    List<Long> sizes() {
        return List.copyOf(sizes);
    }

    boolean isExact() {
        return isExact;
    }

    CacheSettings settings() {
        return new CacheSettings(inactiveSeconds, minUses, graceSeconds);
    }

    CacheObjects objects() {
        return new CacheObjects(query, wanted(), ttlSeconds, ttls);
    }

    private @Nullable TextCondition wanted() {
        return cacheable.isEmpty() ? null : paths(cacheable);
    }
}
