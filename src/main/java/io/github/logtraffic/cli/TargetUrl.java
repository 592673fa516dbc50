package io.github.logtraffic.cli;

import io.github.logtraffic.traffic.balance.Backend;
import io.github.logtraffic.traffic.replay.ReplayTarget;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * A server to send requests to, as users type it.
 *
 * @param backend its name, port and weight
 * @param isTls whether it is spoken to by TLS
 */
record TargetUrl(Backend backend, boolean isTls) {
    private static final String HTTP = "http://";
    private static final String HTTPS = "https://";

    /**
     * Reads {@code http[s]://NAME[:PORT][*WEIGHT]}.
     *
     * @throws IllegalArgumentException with what was expected
     */
    static TargetUrl parse(String typed) {
        String lower = typed.toLowerCase(Locale.ROOT);
        boolean isTls = lower.startsWith(HTTPS);
        if (!isTls && !lower.startsWith(HTTP)) {
            throw new IllegalArgumentException("expected a URL such as http://127.0.0.1:8081 or https://app1*2");
        }
        String rest = typed.substring(isTls ? HTTPS.length() : HTTP.length());
        int slash = rest.indexOf('/');
        boolean isRoot = slash < 0 || slash == rest.length() - 1 || rest.charAt(slash + 1) == '*';
        if (!isRoot) {
            throw new IllegalArgumentException("expected no path: the log's requests have theirs");
        }
        try {
            return new TargetUrl(Backend.parse(rest.replaceFirst("/", "")), isTls);
        } catch (IllegalArgumentException e) { // it speaks of what has no scheme
            throw new IllegalArgumentException(
                    "expected a name or an address, a port from 1 to 65535 and a weight from 1 to "
                            + Backend.MOST_WEIGHT + ", such as http://127.0.0.1:8081 or https://app1*2");
        }
    }

    /** What to confirm when it is another machine. */
    String host() {
        String name = backend.name();
        return name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
    }

    /** A target that nothing can be sent to, for plans alone. */
    ReplayTarget unresolved() {
        return new ReplayTarget(backend, isTls, new InetSocketAddress(0).getAddress());
    }

    /**
     * Looks up its address.
     *
     * @throws UnknownHostException when it has none
     */
    ReplayTarget resolve() throws UnknownHostException {
        return new ReplayTarget(backend, isTls, InetAddress.getByName(host()));
    }
}
