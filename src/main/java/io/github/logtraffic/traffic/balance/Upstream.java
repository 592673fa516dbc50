package io.github.logtraffic.traffic.balance;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The backends that requests are spread over, in the order in which servers have them, and what depends on nothing else: it
 * is made once, when it is first asked for, and all pickers share it. Pickers are made by one thread.
 */
public final class Upstream {
    private final List<Backend> backends;
    private @Nullable NginxRing nginxRing;

    /** Keeps a copy. */
    public Upstream(List<Backend> backends) {
        this.backends = List.copyOf(backends);
    }

    /** The backends. */
    public List<Backend> backends() {
        return backends;
    }

    NginxRing nginxRing() {
        NginxRing ring = nginxRing;
        if (ring == null) {
            ring = NginxRing.of(backends);
            nginxRing = ring;
        }
        return ring;
    }

    /** The same without one of them; what it shares with this one is not made anew. */
    Upstream without(int backend) {
        List<Backend> others = new ArrayList<>(backends);
        others.remove(backend);
        Upstream upstream = new Upstream(others);
        upstream.nginxRing = nginxRing == null ? null : nginxRing.without(backend);
        return upstream;
    }

    /** The same with one more at the end. */
    Upstream with(Backend another) {
        List<Backend> more = new ArrayList<>(backends);
        more.add(another);
        return new Upstream(more);
    }
}
