package io.github.logtraffic.traffic.replay;

import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.traffic.balance.Backend;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;

/**
 * A server on loopback that keeps what it gets byte for byte, and answers as a test says: with these bytes, or by closing the
 * connection when there are none. For requests without bodies.
 */
public final class RawServer implements AutoCloseable {
    /** An answer without a body. */
    public static final String NO_CONTENT = "HTTP/1.1 204 No Content\r\n\r\n";

    /** Makes the server close the connection behind an answer. */
    static final String AND_CLOSE = "<close>";

    private static final int BACKLOG = 1_000;

    private final ServerSocket socket;
    private final UnaryOperator<String> answers;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();

    /** @param answers what to answer a request line with; may take its time */
    public RawServer(UnaryOperator<String> answers) throws IOException {
        this(ServerSocketFactory.getDefault(), answers);
    }

    /** The same with other sockets, of TLS say. */
    RawServer(ServerSocketFactory sockets, UnaryOperator<String> answers) throws IOException {
        this.socket = sockets.createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        this.answers = answers;
        start(this::acceptAll);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket connection = socket.accept();
                connection.setTcpNoDelay(true);
                open.add(connection);
                connections.incrementAndGet();
                start(() -> serve(connection));
            }
        } catch (IOException e) {
            // closed: the test is over
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                heads.add(head);
                String answer = answers.apply(head.substring(0, head.indexOf("\r\n")));
                boolean closes = answer.endsWith(AND_CLOSE);
                connection.getOutputStream().write(Latin1.bytes(answer.replace(AND_CLOSE, "")));
                if (answer.isEmpty() || closes) {
                    return;
                }
            }
        } catch (IOException e) {
            // the other side has gone
        }
    }

    /** All up to an empty line; nothing at the end of the stream. */
    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int ends = 0;
        while (ends < 4) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
            ends = next == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : next == '\r' ? 1 : 0;
        }
        return Latin1.text(head.toByteArray());
    }

    /** What a server does that takes its time. */
    public static void sleep(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The heads of all requests, in the order in which they came. */
    public List<String> heads() {
        return heads;
    }

    /** The request lines. */
    public List<String> lines() {
        return heads.stream()
                .map(head -> head.substring(0, head.indexOf("\r\n")))
                .toList();
    }

    /** How many connections were made. */
    int connections() {
        return connections.get();
    }

    /** Where it is. */
    public ReplayTarget target() {
        return new ReplayTarget(
                Backend.parse("127.0.0.1:" + socket.getLocalPort()),
                socket instanceof SSLServerSocket,
                InetAddress.getLoopbackAddress());
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : open) {
            connection.close();
        }
    }
}
