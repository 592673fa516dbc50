package io.github.logtraffic.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** A socket that leads nowhere and has one answer of Redis to read: with it a client shows what it needs before it is needed. */
final class RehearsalSocket extends Socket {
    private static final byte[] ANSWER = "$4\r\nPONG\r\n".getBytes(US_ASCII);

    @Override
    public InputStream getInputStream() {
        return new ByteArrayInputStream(ANSWER);
    }

    @Override
    public OutputStream getOutputStream() {
        return OutputStream.nullOutputStream();
    }
}
