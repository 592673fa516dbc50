package io.github.logtraffic.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.logtraffic.traffic.balance.LiveServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Redis or memcached of this machine's packages on loopback, without anything on a disk. */
public final class LiveStore implements AutoCloseable {
    private static final int SECONDS_TO_START = 20;

    private final Process process;
    private final String location;
    private final int port;

    private LiveStore(Process process, String location, int port) {
        this.process = process;
        this.location = location;
        this.port = port;
    }

    /** Starts Redis; skips the test where there is none. */
    public static LiveStore redis(Path folder, String... options) throws IOException, InterruptedException {
        return redisAt(LiveServer.freePorts(1)[0], folder, options);
    }

    static LiveStore redisAt(int port, Path folder, String... options) throws IOException, InterruptedException {
        return redis(folder, "redis://127.0.0.1:" + port + "/0", port, withPort(port, options));
    }

    /** Starts Redis with TLS. */
    static LiveStore redisWithTls(Path folder, String... options) throws IOException, InterruptedException {
        int port = LiveServer.freePorts(1)[0];
        List<String> all = new ArrayList<>(withPort(0, options));
        all.addAll(List.of("--tls-port", Integer.toString(port)));
        return redis(folder, "rediss://localhost:" + port + "/0", port, all);
    }

    private static List<String> withPort(int port, String... options) {
        List<String> all = new ArrayList<>(List.of("--port", Integer.toString(port)));
        all.addAll(List.of(options));
        return all;
    }

    private static LiveStore redis(Path folder, String location, int port, List<String> options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program("redis-server"), "--bind", "127.0.0.1"));
        command.addAll(List.of("--save", "", "--appendonly", "no", "--dir", folder.toString()));
        command.addAll(options);
        return start(folder, command, location, port);
    }

    /** Starts memcached; skips the test where there is none. */
    static LiveStore memcached(Path folder, String... options) throws IOException, InterruptedException {
        return memcachedAt(LiveServer.freePorts(1)[0], folder, options);
    }

    static LiveStore memcachedAt(int port, Path folder, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program("memcached"), "-l", "127.0.0.1"));
        command.addAll(List.of("-p", Integer.toString(port), "-u", System.getProperty("user.name")));
        command.addAll(List.of(options));
        return start(folder, command, "memcached://127.0.0.1:" + port, port);
    }

    private static String program(String name) {
        Path program = Path.of("/usr/bin", name);
        String aPackage = name.equals("memcached") ? name : "redis-server";
        assumeTrue(Files.isExecutable(program), "there is no " + name + ": apt-get install " + aPackage);
        return program.toString();
    }

    private static LiveStore start(Path folder, List<String> command, String location, int port)
            throws IOException, InterruptedException {
        Path output = folder.resolve("output-" + port);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        LiveStore server = new LiveStore(process, location, port);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_START);
        while (!isListening(port)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                server.close();
                throw new AssertionError(Files.readString(output));
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

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** Where it is. */
    public StoreLocation location() {
        return StoreLocation.parse(location, Map.of());
    }

    /** Whether it has not been ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it without a word. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly(); // it has nothing to save
    }
}
