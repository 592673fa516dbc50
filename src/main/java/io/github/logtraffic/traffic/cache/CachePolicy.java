package io.github.logtraffic.traffic.cache;

/** Which policies there are for what a cache keeps, by the names that users type. */
public enum CachePolicy {
    /** Least recently used. */
    LRU("lru") {
        @Override
        Cache newCache(Trace trace, long capacity, CacheRequirements wanted) {
            return new Lru(trace.sizes(), capacity);
        }
    },
    /** First in, first out. */
    FIFO("fifo") {
        @Override
        Cache newCache(Trace trace, long capacity, CacheRequirements wanted) {
            return new Fifo(trace.sizes(), capacity);
        }
    },
    /** Second chance. */
    CLOCK("clock") {
        @Override
        Cache newCache(Trace trace, long capacity, CacheRequirements wanted) {
            return new Clock(trace.sizes(), capacity);
        }
    },
    /** Least frequently used. */
    LFU("lfu") {
        @Override
        Cache newCache(Trace trace, long capacity, CacheRequirements wanted) {
            return new Lfu(trace.sizes(), capacity);
        }
    },
    /** SIEVE. */
    SIEVE("sieve") {
        @Override
        Cache newCache(Trace trace, long capacity, CacheRequirements wanted) {
            return new Sieve(trace.sizes(), capacity);
        }
    },
    /** S3-FIFO. */
    S3_FIFO("s3-fifo") {
        @Override
        Cache newCache(Trace trace, long capacity, CacheRequirements wanted) {
            return new S3Fifo(trace.sizes(), capacity);
        }
    },
    /** W-TinyLFU. */
    W_TINYLFU("w-tinylfu") {
        @Override
        Cache newCache(Trace trace, long capacity, CacheRequirements wanted) {
            return new WTinyLfu(trace.sizes(), capacity, trace.objectsIn(capacity));
        }
    },
    /** Greedy dual, size and frequency. */
    GDSF("gdsf") {
        @Override
        Cache newCache(Trace trace, long capacity, CacheRequirements wanted) {
            return new Gdsf(trace.sizes(), capacity);
        }
    },
    /** The best there is for objects of one size, which need not be kept. */
    OPTIMAL("optimal") {
        @Override
        Cache newCache(Trace trace, long capacity, CacheRequirements wanted) {
            return new Clairvoyant(trace.sizes(), capacity, wanted.nextUses().get(), true);
        }
    },
    /** The best there is for objects of one size, each of which must be kept when it comes. */
    BELADY("belady") {
        @Override
        Cache newCache(Trace trace, long capacity, CacheRequirements wanted) {
            return new Clairvoyant(trace.sizes(), capacity, wanted.nextUses().get(), false);
        }
    },
    /** As nginx's proxy_cache. */
    NGINX_PROXY_CACHE("nginx-proxy-cache") {
        @Override
        Cache newCache(Trace trace, long capacity, CacheRequirements wanted) {
            CacheSettings settings = wanted.settings();
            return new NginxCache(trace, capacity, settings.inactiveSeconds(), settings.minUses());
        }
    },
    /** As Varnish. */
    VARNISH("varnish") {
        @Override
        Cache newCache(Trace trace, long capacity, CacheRequirements wanted) {
            return new VarnishCache(
                    trace, capacity, wanted.freshness(), wanted.settings().graceSeconds());
        }
    };

    private final String policyName;

    CachePolicy(String policyName) {
        this.policyName = policyName;
    }

    /** The name that users type. */
    public String policyName() {
        return policyName;
    }

    /** Whether it knows the future, and is a bound rather than a policy to have. */
    public boolean isBound() {
        return this == OPTIMAL || this == BELADY;
    }

    /**
     * Whether a small cache with a share of the objects does what a large one does with all. It does not when it depends on
     * time, which does not become less; or on what misses next, as LFU, whose cache fills with objects that were used twice
     * and where what is new stays until then.
     */
    boolean isScalable() {
        return this != LFU && this != NGINX_PROXY_CACHE && this != VARNISH;
    }

    /**
     * Whether what it holds follows from the requests of lately, so that stretches of a log say what it does with all of it. That
     * of greedy dual does not: what was asked for very often stays long behind its last request. Nor does that of W-TinyLFU: of
     * objects of many sizes it may hold one set or another, as it has come, and keep to that (found from stretches of a log of 89
     * objects it was off by 4 points at one of 16 sizes).
     */
    boolean hasShortMemory() {
        return isScalable() && this != GDSF && this != W_TINYLFU;
    }

    /** Whether objects that are asked for again stay for a time that depends on more than the requests since then. */
    boolean mayRemember() {
        return this != LRU && this != FIFO && this != CLOCK && !isBound();
    }

    abstract Cache newCache(Trace trace, long capacity, CacheRequirements wanted);
}
