package io.github.logtraffic.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A connection to a memcached server, and what its text protocol is made of: lines, and blocks of bytes. */
final class MemcachedLink implements AutoCloseable {
    private static final int LONGEST_LINE = 1_024;
    private static final int BUFFER_BYTES = 1 << 16;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private MemcachedLink(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
        this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES);
    }

    /** @param patience how long to wait until it is connected, and for whatever is to be read later */
    static MemcachedLink connect(ServerAddress address, Duration patience) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(address.host(), address.port()), (int) patience.toMillis());
            socket.setSoTimeout((int) patience.toMillis());
            socket.setTcpNoDelay(true);
            return new MemcachedLink(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Sends a command, and a block behind it if there is one. */
    void send(String command, byte @Nullable [] block) throws IOException {
        out.write((command + "\r\n").getBytes(ISO_8859_1));
        if (block != null) {
            out.write(block);
            out.write('\r');
            out.write('\n');
        }
        out.flush();
    }

    /** The next line, without its end. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server has closed the connection");
            }
            if (line.length() >= LONGEST_LINE) {
                throw unexpected(line.toString());
            }
            line.append((char) next);
        }
        int end = line.length() - 1;
        if (end < 0 || line.charAt(end) != '\r') {
            throw unexpected(line.toString());
        }
        return line.substring(0, end);
    }

    /** The next block, of this length exactly, which is in memory before it is there. */
    byte[] block(int length) throws IOException {
        byte[] block = new byte[length];
        in.readNBytes(block, 0, length); // less at the end of the stream, where there is no line either
        expect("");
        return block;
    }

    /** Reads a line that can only be this one. */
    void expect(String expected) throws IOException {
        String line = line();
        if (!line.equals(expected)) {
            throw unexpected(line);
        }
    }

    /** What is wrong with a line: it says so itself, or comes from something else than memcached. */
    static ProtocolException unexpected(String line) {
        boolean isRefusal = line.startsWith("SERVER_ERROR ") || line.startsWith("CLIENT_ERROR ");
        return new ProtocolException(isRefusal ? line : "not the answer of a memcached server");
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }
}
