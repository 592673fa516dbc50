package io.github.logtraffic.traffic.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.logtraffic.reference.Latin1;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An nginx or HAProxy of this machine's packages on loopback. */
public final class LiveServer implements AutoCloseable {
    private static final int SECONDS_TO_START = 20;

    private final Process process;

    private LiveServer(Process process) {
        this.process = process;
    }

    /** Starts nginx, one process, with what stands in its {@code http} block; skips the test where there is none. */
    public static LiveServer nginx(Path directory, String http, int port) throws IOException, InterruptedException {
        return nginx(directory, "master_process off;", http, port);
    }

    /** The same with so many worker processes, and one that manages caches; all may read the directory. */
    public static LiveServer nginx(Path directory, int workers, String http, int port)
            throws IOException, InterruptedException {
        String user = System.getProperty("user.name", "").equals("root") ? "user root; " : "";
        return nginx(directory, user + "worker_processes " + workers + ";", http, port);
    }

    private static LiveServer nginx(Path directory, String processes, String http, int port)
            throws IOException, InterruptedException {
        Path program = Path.of("/usr/sbin/nginx");
        assumeTrue(Files.isExecutable(program), "there is no nginx: apt-get install nginx-light");
        Path configuration = Files.writeString(directory.resolve("nginx.conf"), """
                daemon off;
                %s
                pid nginx.pid;
                events { }
                http {
                    access_log off;
                    client_body_temp_path temp; proxy_temp_path temp; fastcgi_temp_path temp; uwsgi_temp_path temp; scgi_temp_path temp;
                %s
                }
                """.formatted(processes, http));
        List<String> command =
                List.of(program.toString(), "-p", directory.toString(), "-e", "errors", "-c", configuration.toString());
        return start(directory, command, port);
    }

    /** Starts HAProxy with these sections behind its defaults; skips the test where there is none. */
    static LiveServer haproxy(Path directory, String sections, int port) throws IOException, InterruptedException {
        Path program = Path.of("/usr/sbin/haproxy");
        assumeTrue(Files.isExecutable(program), "there is no haproxy: apt-get install haproxy");
        Path configuration = Files.writeString(directory.resolve("haproxy.cfg"), """
                defaults
                    mode http
                    timeout connect 5s
                    timeout client 20s
                    timeout server 20s
                %s
                """.formatted(sections));
        return start(directory, List.of(program.toString(), "-db", "-f", configuration.toString()), port);
    }

    private static LiveServer start(Path directory, List<String> command, int port)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        LiveServer server = new LiveServer(process);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_START);
        while (!isListening(port)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                server.close();
                throw new AssertionError(Files.readString(directory.resolve("output")));
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return server;
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Ports that nobody listens at. */
    public static int[] freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().mapToInt(ServerSocket::getLocalPort).toArray();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    /** The body of the answer to one request on a connection of its own from an address of 127.0.0.0/8. */
    public static String get(String client, int port, String host, String target) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(client), 0));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.getOutputStream().write(Latin1.bytes("GET " + target + " HTTP/1.0\r\nHost: " + host + "\r\n\r\n"));
            String response = Latin1.text(socket.getInputStream().readAllBytes());
            assertThat(response).matches("(?s)HTTP/1\\.. 200 .*");
            return response.substring(response.indexOf("\r\n\r\n") + 4);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_START, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
