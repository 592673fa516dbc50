package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.CacheObjects;
import io.github.logtraffic.traffic.cache.CachePolicy;
import io.github.logtraffic.traffic.cache.CacheSettings;
import io.github.logtraffic.traffic.cache.ObjectRules;
import io.github.logtraffic.traffic.emit.CacheToEmit;
import io.github.logtraffic.traffic.emit.NginxProxyCache;
import io.github.logtraffic.traffic.emit.VarnishVcl;

/** What {@code cache --emit} writes, by the names that users type. */
enum CacheTarget {
    /** nginx's {@code proxy_cache}. */
    NGINX("nginx", CachePolicy.NGINX_PROXY_CACHE) {
        @Override
        void check(CacheObjects objects) {
            NginxProxyCache.check(objects.query(), objects.ttlSeconds());
        }

        @Override
        String text(CacheToEmit cache) {
            return NginxProxyCache.text(cache);
        }
    },

    /** Varnish's configuration language. */
    VARNISH("varnish", CachePolicy.VARNISH) {
        @Override
        void check(CacheObjects objects) {
            VarnishVcl.check(
                    objects.ttls().stream().map(CacheObjects.Ttl::typed).toList());
        }

        @Override
        int ttlSeconds(CacheObjects objects) {
            return objects.ttlSeconds() == ObjectRules.FOR_EVER
                    ? CacheSettings.VARNISH_TTL_SECONDS
                    : objects.ttlSeconds();
        }

        @Override
        String text(CacheToEmit cache) {
            return VarnishVcl.text(cache);
        }
    };

    private final String targetName;
    private final CachePolicy policy;

    CacheTarget(String targetName, CachePolicy policy) {
        this.targetName = targetName;
        this.policy = policy;
    }

    /** The name that users type. */
    String targetName() {
        return targetName;
    }

    /** What the server keeps. */
    CachePolicy policy() {
        return policy;
    }

    /**
     * Checks that the server can take these for objects.
     *
     * @throws IllegalArgumentException with a message for the user when it cannot
     */
    abstract void check(CacheObjects objects);

    /** For how long objects are fresh that no pattern's time is of. */
    int ttlSeconds(CacheObjects objects) {
        return objects.ttlSeconds();
    }

    /** The configuration. */
    abstract String text(CacheToEmit cache);
}
