package io.github.logtraffic.traffic.replay;

import io.github.logtraffic.traffic.balance.Backend;
import java.net.InetAddress;

/**
 * A server to send requests to.
 *
 * @param backend its name, port and weight, as balancers hash and weigh it
 * @param isTls whether it is spoken to by TLS
 * @param address of the name, looked up once: what was allowed to be sent to is what is sent to
 */
public record ReplayTarget(Backend backend, boolean isTls, InetAddress address) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /** {@code http://NAME:PORT}: what reports show. */
    public String url() {
        return (isTls ? "https://" : "http://") + backend.address();
    }

    /** Whether it is this very machine. */
    public boolean isLoopback() {
        return address.isLoopbackAddress();
    }

    /** The port to connect to. */
    int port() {
        return backend.port() > 0 ? backend.port() : isTls ? HTTPS_PORT : HTTP_PORT;
    }
}
