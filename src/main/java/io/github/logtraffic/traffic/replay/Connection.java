package io.github.logtraffic.traffic.replay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.Objects;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One connection to a target: one request at a time, the next one when the response has come to its end. */
final class Connection extends ChannelInboundHandlerAdapter {
    /**
     * A server that closes an idle connection as a request is on its way is heard of within the time that takes a packet to
     * and fro: it has not seen the request, which counts once. What is closed later was closed by a busy machine, or by a
     * server that had the request and may have done something about it. Nobody can tell these apart, so that it is a failure,
     * but one after which the request is tried anew, even on the same target.
     */
    private static final long MOST_CROSSING_NANOS = 50_000_000;

    private final TargetPool pool;
    private final RequestEncoder encoder;
    private final LongSupplier nanoTime;
    private final ResponseDecoder decoder = new ResponseDecoder();
    private @Nullable Channel channel;

    /** The exchange that is under way, or for which the connection is being made. */
    private @Nullable Exchange exchange;

    private boolean isSent;

    /** Whether a request was answered on it: then the server may have closed it, idle, before it saw the next one. */
    private boolean isReused;

    private boolean isInterim;
    private boolean staysOpen;

    /** @param first what the connection is made for */
    Connection(TargetPool pool, RequestEncoder encoder, LongSupplier nanoTime, Exchange first) {
        this.pool = pool;
        this.encoder = encoder;
        this.nanoTime = nanoTime;
        this.exchange = first;
    }

    ResponseDecoder decoder() {
        return decoder;
    }

    /** Says that it is made. */
    void opened(Channel open) {
        channel = open;
    }

    /** Sends the request that the connection was made for. */
    void sendFirst() {
        send(Objects.requireNonNull(exchange));
    }

    /** Whether the request that the connection was made for is not sent yet. */
    boolean hasUnsent() {
        return exchange != null && !isSent;
    }

    /** Takes that request away; null when there is none. */
    @Nullable
    Exchange takeUnsent() {
        Exchange unsent = hasUnsent() ? exchange : null;
        exchange = unsent == null ? exchange : null;
        return unsent;
    }

    /** Sends a request; there is no other one under way. */
    @SuppressWarnings("FutureReturnValueIgnored") // what fails is heard of by exceptionCaught
    void send(Exchange next) {
        Channel open = Objects.requireNonNull(channel);
        ReplayRequest request = next.request();
        exchange = next;
        isSent = true;
        decoder.expect(request.method().equals("HEAD"));
        ByteBuf out = open.alloc().directBuffer(encoder.sizeOf(request));
        encoder.write(request, out);
        next.sent(nanoTime.getAsLong());
        open.writeAndFlush(out, open.voidPromise());
    }

    /** Whether a request can be sent. */
    boolean isOpen() {
        return channel != null && channel.isActive();
    }

    /** Whether a request was sent before that time and is not answered. */
    boolean isWaitingSince(long nanos) {
        return exchange != null && isSent && exchange.sentNanos() - nanos < 0;
    }

    /** Gives up what is under way, and the connection. */
    void fail(FailureKind kind) {
        Exchange failed = exchange;
        exchange = null;
        pool.leave(this);
        if (channel != null) {
            close(channel);
        }
        if (failed == null) {
            return;
        }
        if (kind == FailureKind.CLOSED && wasClosedIdle(failed)) {
            pool.interrupted(failed);
            return;
        }
        if (kind == FailureKind.CLOSED && mayBeUnseen()) {
            failed.setMayBeUnseen();
        }
        pool.failed(failed, kind);
    }

    /**
     * Whether the server had closed the connection before it saw the request, as far as one can know, which can be sent again
     * then. A new connection is idle too while the ceiling holds its request back.
     */
    private boolean wasClosedIdle(Exchange failed) {
        if (!isSent) {
            return channel != null && !failed.isResent();
        }
        return mayBeUnseen()
                && failed.canBeResent()
                && nanoTime.getAsLong() - failed.sentNanos() <= MOST_CROSSING_NANOS;
    }

    private boolean mayBeUnseen() {
        return isSent && isReused && !decoder.hasBegun();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            Exchange current = exchange;
            HttpObject part = (HttpObject) message;
            if (current == null || part.decoderResult().isFailure() || isSwitch(part)) {
                fail(kindOf(part.decoderResult().cause()));
                return;
            }
            if (part instanceof HttpResponse response) {
                begin(current, response);
            }
            if (part instanceof HttpContent content) {
                current.addBodyBytes(content.content().readableBytes());
            }
            if (part instanceof LastHttpContent && !isInterim) {
                end(current);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    /** Whether the server goes on in another protocol, which nobody had asked it for. */
    private static boolean isSwitch(HttpObject part) {
        return part instanceof HttpResponse response
                && response.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code();
    }

    private static FailureKind kindOf(@Nullable Throwable cause) {
        return cause instanceof PrematureChannelClosureException ? FailureKind.CLOSED : FailureKind.PROTOCOL;
    }

    private void begin(Exchange current, HttpResponse response) {
        isInterim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        staysOpen = HttpUtil.isKeepAlive(response);
        current.setStatus(response.status().code());
    }

    private void end(Exchange current) {
        exchange = null;
        isSent = false;
        isReused = true;
        if (staysOpen && isOpen()) { // a response without a length ends with its connection
            pool.isFree(this);
        } else if (channel != null) {
            close(channel);
        }
        pool.answered(current);
    }

    /** Closes a channel; that it is closed is heard of by {@link #channelInactive}. */
    @SuppressWarnings("FutureReturnValueIgnored") // there is nothing else to hear
    static void close(Channel channel) {
        channel.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(FailureKind.CLOSED);
        pool.closed(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof SSLException || cause.getCause() instanceof SSLException) {
            fail(FailureKind.TLS);
        } else {
            fail(cause instanceof DecoderException ? FailureKind.PROTOCOL : FailureKind.CLOSED);
        }
    }
}
