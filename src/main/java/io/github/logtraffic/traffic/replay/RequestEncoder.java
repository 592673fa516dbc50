package io.github.logtraffic.traffic.replay;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes requests to one target as they go out. By hand, because libraries parse targets, and refuse or rewrite those that
 * are not as they should be.
 */
final class RequestEncoder {
    private static final int ROOM_FOR_NUMBERS = 64;

    private final SentHeaders.Host hostChoice;
    private final byte[] host;
    /** Null for that of the log's entry; empty for none but the mark. */
    private final byte @Nullable [] agent;

    /** All that is the same for each request, up to the empty line. */
    private final byte[] fixed;

    /** Between the target and the host. */
    private final byte[] version = ascii(" HTTP/1.1\r\nHost: ");

    private final byte[] agentName = ascii("\r\nUser-Agent: ");
    private final byte[] mark = ascii(ReplayMark.AGENT + "\r\n");
    private final byte[] bodyHeaders = ascii("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ");
    private final byte[] emptyLine = ascii("\r\n");

    RequestEncoder(ReplayTarget target, SentHeaders headers) {
        String ownAgent = null;
        boolean accepts = false;
        StringBuilder others = new StringBuilder();
        for (SentHeaders.Header header : headers.others()) {
            accepts |= header.is("Accept");
            if (header.is("User-Agent")) {
                ownAgent = header.value();
            } else {
                others.append(header.name()).append(": ").append(header.value()).append("\r\n");
            }
        }
        String hostName = headers.hostName();
        this.hostChoice = headers.host();
        this.host = ascii(hostName == null ? target.backend().address() : hostName);
        this.agent = ownAgent == null ? null : latin(ownAgent);
        this.fixed = latin(ReplayMark.HEADER + ": 1\r\n" + (accepts ? "" : "Accept: */*\r\n") + others);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** At least as many bytes as a request takes. */
    int sizeOf(ReplayRequest request) {
        return request.method().length()
                + request.target().length
                + Math.max(host.length, request.host().length)
                + agentOf(request).length
                + version.length
                + agentName.length
                + mark.length
                + fixed.length
                + bodyHeaders.length
                + request.body().length
                + ROOM_FOR_NUMBERS;
    }

    private byte[] agentOf(ReplayRequest request) {
        return agent == null ? request.userAgent() : agent;
    }

    /** Writes a request. */
    void write(ReplayRequest request, ByteBuf out) {
        boolean isOriginal = hostChoice == SentHeaders.Host.ORIGINAL && request.host().length > 0;
        out.writeCharSequence(request.method(), StandardCharsets.US_ASCII);
        out.writeByte(' ');
        out.writeBytes(request.target());
        out.writeBytes(version);
        out.writeBytes(isOriginal ? request.host() : host);
        out.writeBytes(agentName);
        byte[] shownAgent = agentOf(request);
        if (shownAgent.length > 0) {
            out.writeBytes(shownAgent);
            out.writeByte(' ');
        }
        out.writeBytes(mark);
        out.writeBytes(fixed);
        if (request.hasBody()) {
            out.writeBytes(bodyHeaders);
            out.writeCharSequence(Integer.toString(request.body().length), StandardCharsets.US_ASCII);
            out.writeBytes(emptyLine);
        }
        out.writeBytes(emptyLine);
        out.writeBytes(request.body());
    }
}
