package io.github.logtraffic.traffic.replay;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The URLs of requests, to be asked for once each, those of most requests first. Of a bounded number of URLs: when there are
 * more, the half that was asked for least is forgotten.
 */
public final class WarmList implements RequestSink {
    /** With what is kept of each, some 100 MB. */
    static final int MOST_URLS = 200_000;

    /** Of the texts that requests are made of. */
    static final long MOST_BYTES = 1L << 26;

    /**
     * What a list holds.
     *
     * @param urls how many URLs
     * @param requests how many requests for them were counted
     * @param forgottenRequests how many were for URLs that were forgotten
     */
    public record Summary(int urls, long requests, long forgottenRequests) {}

    /** A URL, by the first request for it. */
    private static final class Url {
        private final ReplayRequest request;
        private final int order;
        private long requests;

        Url(ReplayRequest request, int order) {
            this.request = request;
            this.order = order;
        }

        long requests() {
            return requests;
        }

        int order() {
            return order;
        }

        int bytes() {
            int targets = request.shownTarget() == request.target() ? 2 : 3;
            return targets * request.target().length + 2 * request.host().length + request.userAgent().length;
        }
    }

    private static final Comparator<Url> MOST_WANTED =
            Comparator.comparingLong(Url::requests).reversed().thenComparingInt(Url::order);

    private final boolean hasHosts;
    private final int mostUrls;
    private final Map<String, Url> urls = new HashMap<>();
    private int order;
    private long bytes;
    private long requests;
    private long forgotten;

    /** @param hasHosts whether the same target of another host is another URL, as when the log's hosts are sent */
    public WarmList(boolean hasHosts) {
        this(hasHosts, MOST_URLS);
    }

    WarmList(boolean hasHosts, int mostUrls) {
        this.hasHosts = hasHosts;
        this.mostUrls = mostUrls;
    }

    @Override
    public boolean accept(DueRequest due) {
        ReplayRequest request = due.request();
        String target = new String(request.target(), StandardCharsets.ISO_8859_1);
        String name = hasHosts ? new String(request.host(), StandardCharsets.ISO_8859_1) + target : target;
        Url url = urls.get(name);
        if (url == null) {
            url = new Url(request, order++);
            urls.put(name, url);
            bytes += url.bytes();
        }
        url.requests++;
        requests++;
        while (urls.size() > 1 && (urls.size() > mostUrls || bytes > MOST_BYTES)) {
            forgetHalf();
        }
        return true;
    }

    private void forgetHalf() {
        List<Url> kept = urls.values().stream()
                .sorted(MOST_WANTED)
                .limit(urls.size() / 2)
                .toList();
        int least = kept.get(kept.size() - 1).order();
        long leastRequests = kept.get(kept.size() - 1).requests();
        urls.values().removeIf(url -> {
            boolean isLess = url.requests() < leastRequests || (url.requests() == leastRequests && url.order() > least);
            forgotten += isLess ? url.requests() : 0;
            bytes -= isLess ? url.bytes() : 0;
            return isLess;
        });
    }

    /** What it holds. */
    public Summary summary() {
        return new Summary(urls.size(), requests - forgotten, forgotten);
    }

    /**
     * Hands on a request for each URL, until there are enough or no more are wanted.
     *
     * @return how many were handed on
     */
    public long sendTo(RequestSink sink, Pace pace, Extent extent) {
        Schedule schedule = new Schedule(pace);
        long sent = 0;
        for (Url url : urls.values().stream().sorted(MOST_WANTED).toList()) {
            long due = schedule.dueNanos(0);
            boolean isEnough = (extent.requests() > 0 && sent == extent.requests())
                    || (extent.durationNanos() > 0 && due >= extent.durationNanos());
            if (isEnough || !sink.accept(new DueRequest(due, url.request))) {
                return sent;
            }
            sent++;
        }
        return sent;
    }
}
