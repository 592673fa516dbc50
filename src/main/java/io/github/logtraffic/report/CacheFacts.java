package io.github.logtraffic.report;

import io.github.logtraffic.analysis.CacheObjects;
import io.github.logtraffic.analysis.CacheResult;
import io.github.logtraffic.traffic.cache.Bypass;
import io.github.logtraffic.traffic.cache.CacheOutcome;
import io.github.logtraffic.traffic.cache.CachePolicy;
import io.github.logtraffic.traffic.cache.CacheSettings;
import io.github.logtraffic.traffic.cache.ObjectRules;
import io.github.logtraffic.traffic.cache.OriginLoad;
import io.github.logtraffic.traffic.cache.QueryRule;
import io.github.logtraffic.traffic.cache.RequestCounts;
import java.util.List;
import java.util.stream.Collectors;

/** Says in a summary what was taken for an object and what can be cached, each with its share of requests. */
final class CacheFacts {
    private static final double MINUTE = 60;

    private final CacheResult result;
    private final Numbers numbers;

    CacheFacts(CacheResult result, Numbers numbers) {
        this.result = result;
        this.numbers = numbers;
    }

    void addTo(SummaryTable summary) {
        long all = result.logs().totals().requests();
        if (all == 0) {
            return;
        }
        RequestCounts requests = result.requests();
        summary.addFact("Cacheable", share(requests.cacheable(), all) + " of the requests");
        if (!requests.bypassed().isEmpty()) {
            summary.addFact(
                    "",
                    requests.bypassed().entrySet().stream()
                            .map(reason -> share(reason.getValue(), all) + " " + text(reason.getKey()))
                            .collect(Collectors.joining(", ", "not: ", "")));
        }
        if (requests.cacheable() == 0) {
            return;
        }
        long once = result.objectsOnce();
        summary.addFact(
                "Objects",
                numbers.count(result.objects()) + " of " + numbers.bytes(result.footprint()) + " in all; "
                        + share(once, result.objects()) + " asked for only once");
        summary.addFact(
                "Queries",
                share(requests.withQuery(), requests.cacheable()) + " have one; "
                        + text(result.plan().objects().query()));
        summary.addFact(
                "Sizes",
                "the largest full answer; " + share(requests.incomplete(), requests.cacheable())
                        + " had less: 206, 304, 499, HEAD");
        summary.addFact("Fresh", freshness(requests));
        addServers(summary);
        summary.addFact("At most", Numbers.percent(result.infiniteHitRatio()) + " hits, when all is kept for ever");
        summary.addFact(
                "Origin", text(result.load()) + " in its busiest minute after the first tenth, without a cache");
        addSample(summary);
        addEnough(summary);
    }

    private String share(long count, long all) {
        return numbers.count(count) + " (" + Numbers.percent((double) count / all) + ")";
    }

    private static String text(Bypass reason) {
        return switch (reason) {
            case METHOD -> "by method";
            case TARGET -> "without a path";
            case USER -> "of users logged in";
            case PATTERN -> "by --cacheable and --uncacheable";
            case STATUS -> "by status";
        };
    }

    private static String text(QueryRule query) {
        if (query.isWhole()) {
            return "each is an object of its own";
        }
        return query.parameters().isEmpty()
                ? "they do not matter"
                : "of it only " + SafeText.visible(String.join(", ", query.parameters())) + " tell objects apart";
    }

    private String freshness(RequestCounts requests) {
        CacheObjects objects = result.plan().objects();
        if (objects.ttls().isEmpty()) {
            return time(objects.ttlSeconds());
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < objects.ttls().size(); i++) {
            CacheObjects.Ttl ttl = objects.ttls().get(i);
            text.append(SafeText.visible(ttl.typed()))
                    .append(" ")
                    .append(time(ttl.seconds()))
                    .append(": ")
                    .append(share(requests.byTtl().get(i + 1), requests.cacheable()))
                    .append(", ");
        }
        return text + "all else " + time(objects.ttlSeconds()) + ": "
                + share(requests.byTtl().get(0), requests.cacheable());
    }

    private void addServers(SummaryTable summary) {
        CacheSettings settings = result.plan().settings();
        if (result.plan().policies().contains(CachePolicy.NGINX_PROXY_CACHE)) {
            summary.addFact(
                    "nginx",
                    "drops what was not asked for within " + Numbers.interval(settings.inactiveSeconds())
                            + ", keeps what was asked for " + numbers.count(settings.minUses())
                            + (settings.minUses() == 1 ? " time" : " times"));
        }
        if (result.plan().policies().contains(CachePolicy.VARNISH)) {
            summary.addFact(
                    "varnish",
                    "hands out what expired within "
                            + (settings.graceSeconds() == 0 ? "0 s" : Numbers.interval(settings.graceSeconds())));
        }
    }

    private String time(int seconds) {
        if (seconds != ObjectRules.FOR_EVER) {
            return Numbers.interval(seconds);
        }
        List<CachePolicy> policies = result.plan().policies();
        String varnish = Numbers.interval(CacheSettings.VARNISH_TTL_SECONDS);
        if (policies.equals(List.of(CachePolicy.VARNISH))) {
            return varnish;
        }
        return policies.contains(CachePolicy.VARNISH) ? "for ever, to varnish " + varnish : "for ever";
    }

    private String text(OriginLoad load) {
        return numbers.average(load.peakRequests() / MINUTE) + " requests/s and "
                + numbers.bytes(Math.round(load.peakBytes() / MINUTE)) + "/s";
    }

    private void addSample(SummaryTable summary) {
        if (result.isSampled()) {
            double most = result.outcomes().stream()
                    .mapToDouble(CacheOutcome::hitRatioError)
                    .max()
                    .orElse(0);
            summary.addFact(
                    "Sample",
                    Numbers.percent(result.share())
                            + (result.isShareOfRequests() ? " of the requests" : " of the objects or more")
                            + "; hit ratios are ± "
                            + Numbers.decimal(most * 100, 2)
                            + " points (twice the standard error, estimated from its halves)");
        }
    }

    private String largest(CacheOutcome chosen) {
        return chosen.size() >= result.footprint() ? ", but it takes room for all objects" : "; none larger was tried";
    }

    /** Says how large a cache should be, if one of the sizes is large enough. */
    private void addEnough(SummaryTable summary) {
        CacheOutcome chosen = result.chosen();
        if (chosen == null) {
            return;
        }
        List<CacheOutcome> sizes = result.outcomes(chosen.policy());
        boolean isLargest = chosen.size() == sizes.get(sizes.size() - 1).size();
        if (!isLargest || result.plan().sizes().isEmpty()) {
            summary.addFact(
                    "Enough",
                    numbers.bytes(chosen.size()) + ": " + chosen.policy().policyName() + " hits "
                            + Numbers.percent(chosen.all().hitRatio())
                            + (isLargest ? largest(chosen) : "; larger ones hit little more"));
        }
    }
}
