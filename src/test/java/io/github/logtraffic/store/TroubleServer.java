package io.github.logtraffic.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Something on loopback that is not the server that a client takes it for: that stalls, or that answers what it likes. Each
 * connection is served by a thread of its own.
 */
public final class TroubleServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean isStalled;

    private TroubleServer() throws IOException {
        socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    }

    private interface Service {
        void serve(Socket connection) throws IOException, InterruptedException;
    }

    /** What is answered to each piece of what a client sends. */
    public interface Answer {
        /** Some bytes. */
        byte[] next();
    }

    /** Passes all on to another server, until it is stalled. */
    public static TroubleServer proxy(int port) throws IOException {
        TroubleServer server = new TroubleServer();
        server.start(() -> server.acceptAll(connection -> {
            Socket target = server.opened(new Socket(InetAddress.getLoopbackAddress(), port));
            server.start(() -> server.pump(target, connection));
            server.pump(connection, target);
        }));
        return server;
    }

    /** Answers bytes, whatever it is asked. */
    public static TroubleServer answering(Answer answer) throws IOException {
        TroubleServer server = new TroubleServer();
        server.start(() -> server.acceptAll(connection -> {
            byte[] buffer = new byte[1 << 16];
            while (connection.getInputStream().read(buffer) >= 0) {
                connection.getOutputStream().write(answer.next());
            }
        }));
        return server;
    }

    private void start(Runnable task) {
        Thread thread = new Thread(task, "trouble-server");
        thread.setDaemon(true);
        thread.start();
    }

    private Socket opened(Socket connection) {
        open.add(connection);
        return connection;
    }

    private void acceptAll(Service service) {
        try {
            while (true) {
                Socket connection = opened(socket.accept());
                start(() -> serve(connection, service));
            }
        } catch (IOException e) {
            // closed: the test is over
        }
    }

    private static void serve(Socket connection, Service service) {
        try (connection) {
            service.serve(connection);
        } catch (IOException | InterruptedException e) {
            // one of the sides has gone
        }
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                while (isStalled) {
                    TimeUnit.MILLISECONDS.sleep(5);
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException | InterruptedException e) {
            // one of the sides has gone
        }
    }

    /** Passes nothing on any more; takes what the system's buffers take. */
    public void stall() {
        isStalled = true;
    }

    /** Where it listens. */
    public int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        isStalled = false;
        socket.close();
        for (Socket connection : open) {
            connection.close();
        }
    }
}
