package io.github.logtraffic.traffic.replay;

import io.github.logtraffic.traffic.balance.Backend;
import io.github.logtraffic.traffic.balance.BalancePolicy;
import io.github.logtraffic.traffic.balance.PolicySettings;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Sends some requests to a server of this very process before a replay begins, so that Java has loaded and begun to compile
 * what sending takes. Without it the first requests came 120 ms late, and at 5,000 per second up to 500 ms. With a tenth of
 * these requests, 40,000 at 5,000 per second were late by 14 to 42 ms at p99 instead of 10 to 12.
 */
public final class Rehearsal {
    private static final int REQUESTS = 5_000;
    private static final long TIMEOUT_NANOS = 1_000_000_000;
    private static final byte[] NONE = {};

    private final LongSupplier nanoTime;

    /** @param nanoTime a clock that never goes back, in nanoseconds */
    public Rehearsal(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Runs it; that it fails is no reason not to replay. */
    public void run() {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answers = new Thread(() -> answer(server), "logtraffic-rehearsal");
            answers.setDaemon(true);
            answers.start();
            try (Replay replay = new Replay(settings(server), nanoTime, new ReplayWatch(false), () -> {}).start()) {
                for (int i = 0; i < REQUESTS; i++) {
                    replay.accept(new DueRequest(0, request()));
                }
                replay.end();
                replay.outcome();
            }
        } catch (IOException e) {
            // the first requests will be late, which is said of them
        }
    }

    private static ReplayRequest request() {
        byte[] root = "/".getBytes(StandardCharsets.US_ASCII);
        return new ReplayRequest("GET", root, root, NONE, NONE, NONE, null, 200, 0);
    }

    private static ReplaySettings settings(ServerSocket server) {
        Backend backend = new Backend("127.0.0.1", server.getLocalPort(), 1);
        return new ReplaySettings(
                List.of(new ReplayTarget(backend, false, InetAddress.getLoopbackAddress())),
                BalancePolicy.NGINX_ROUND_ROBIN,
                PolicySettings.USUAL,
                1,
                HealthSettings.USUAL,
                Pace.OF_THE_LOG,
                Extent.WHOLE,
                SentHeaders.USUAL,
                1,
                ReplaySettings.DEFAULT_IN_FLIGHT,
                TIMEOUT_NANOS,
                true);
    }

    /** Answers one connection's requests, which have no bodies: each ends with an empty line. */
    private static void answer(ServerSocket server) {
        byte[] answer = "HTTP/1.1 200 OK\r\nServer: rehearsal\r\nContent-Length: 5\r\n\r\nhello"
                .getBytes(StandardCharsets.US_ASCII);
        try (Socket connection = server.accept()) {
            connection.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(connection.getInputStream());
            int lineLength = 0;
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == '\n' && lineLength == 0) {
                    connection.getOutputStream().write(answer);
                }
                lineLength = next == '\n' ? 0 : next == '\r' ? lineLength : lineLength + 1;
            }
        } catch (IOException e) {
            // the rehearsal is over
        }
    }
}
