package io.github.logtraffic.cli;

import io.github.logtraffic.traffic.emit.HaproxyLimit;
import io.github.logtraffic.traffic.emit.KeyPart;
import io.github.logtraffic.traffic.emit.LimitToEmit;
import io.github.logtraffic.traffic.emit.NginxLimit;
import io.github.logtraffic.traffic.emit.Proxies;
import io.github.logtraffic.traffic.limit.LimitModel;
import io.github.logtraffic.traffic.limit.LimitRate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code limit --emit} writes, by the names that users type. */
enum LimitTarget {
    /** nginx's {@code limit_req}. */
    NGINX("nginx", LimitModel.NGINX) {
        @Override
        void check(LimitModel model, List<KeyPart> key, @Nullable Proxies proxies) {
            NginxLimit.check(model, key, proxies);
        }

        @Override
        int remembersSeconds(LimitRate rate) {
            return NginxLimit.REMEMBERS_SECONDS;
        }

        @Override
        String text(LimitToEmit limit) {
            return NginxLimit.text(limit);
        }
    },

    /** A stick table of HAProxy. */
    HAPROXY("haproxy", LimitModel.HAPROXY) {
        @Override
        void check(LimitModel model, List<KeyPart> key, @Nullable Proxies proxies) {
            HaproxyLimit.check(model, key, proxies);
        }

        @Override
        int remembersSeconds(LimitRate rate) {
            return HaproxyLimit.remembersSeconds(rate);
        }

        @Override
        String text(LimitToEmit limit) {
            return HaproxyLimit.text(limit);
        }
    };

    private final String targetName;
    private final LimitModel model;

    LimitTarget(String targetName, LimitModel model) {
        this.targetName = targetName;
        this.model = model;
    }

    /** The name that users type. */
    String targetName() {
        return targetName;
    }

    /** How the server limits. */
    LimitModel model() {
        return model;
    }

    /**
     * Checks that the server can limit so.
     *
     * @throws IllegalArgumentException with a message for the user when it cannot
     */
    abstract void check(LimitModel model, List<KeyPart> key, @Nullable Proxies proxies);

    /** For how long the server remembers keys. */
    abstract int remembersSeconds(LimitRate rate);

    /** The configuration. */
    abstract String text(LimitToEmit limit);
}
