package io.github.logtraffic.traffic.replay;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one target, and the requests that wait to be sent. It makes connections for them, and sends when it is
 * told to. The connection used last is used first, so that there are no more than are needed. Belongs to one event loop.
 */
final class TargetPool {
    private final ReplayTarget target;
    private final RequestEncoder encoder;
    private final Bootstrap bootstrap;
    private final @Nullable SslContext tls;
    private final int mostConnections;
    private final LongSupplier nanoTime;
    private final ExchangeEnd end;
    private final Set<Connection> connections = new LinkedHashSet<>();
    private final Deque<Connection> free = new ArrayDeque<>();

    /** New ones, each with the request that it was made for. */
    private final Deque<Connection> ready = new ArrayDeque<>();

    private final Deque<Exchange> waiting = new ArrayDeque<>();

    /**
     * @param bootstrap makes connections in the event loop, within its time limit for each of TCP's and TLS's beginnings
     * @param tls null when the target does not speak it
     * @param end is told how exchanges end
     */
    TargetPool(
            ReplayTarget target,
            SentHeaders headers,
            int mostConnections,
            Bootstrap bootstrap,
            @Nullable SslContext tls,
            LongSupplier nanoTime,
            ExchangeEnd end) {
        this.target = target;
        this.encoder = new RequestEncoder(target, headers);
        this.bootstrap = bootstrap;
        this.tls = tls;
        this.mostConnections = mostConnections;
        this.nanoTime = nanoTime;
        this.end = end;
    }

    /** Takes a request to be sent: what is late already goes before others. */
    void add(Exchange exchange) {
        if (exchange.isRetry()) {
            waiting.addFirst(exchange);
        } else {
            waiting.addLast(exchange);
        }
        connectNext();
    }

    /** Makes a connection for the next request when it can have no other one. */
    private void connectNext() {
        if (free.isEmpty() && connections.size() < mostConnections && !waiting.isEmpty()) {
            connect(waiting.remove());
        }
    }

    /** Whether there is a request to be sent, and a connection for it. */
    boolean canSend() {
        if (!ready.isEmpty()) {
            ready.removeIf(connection -> !connection.isOpen()); // as below
        }
        return !ready.isEmpty() || (!waiting.isEmpty() && hasFree());
    }

    private boolean hasFree() {
        while (!free.isEmpty() && !free.getLast().isOpen()) { // of which it is about to be said that it is closed
            free.removeLast();
        }
        return !free.isEmpty();
    }

    /** Sends the next request; there is one that can be sent. */
    void send() {
        Connection made = ready.poll();
        if (made != null) {
            made.sendFirst();
        } else {
            free.removeLast().send(waiting.remove());
            connectNext();
        }
    }

    private void connect(Exchange exchange) {
        Connection connection = new Connection(this, encoder, nanoTime, exchange);
        connections.add(connection);
        bootstrap
                .clone()
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (tls != null) {
                            channel.pipeline().addLast(secured(channel, tls));
                        }
                        channel.pipeline().addLast(connection.decoder(), connection);
                    }
                })
                .connect(new InetSocketAddress(target.address(), target.port()))
                .addListener((ChannelFuture connected) -> opened(connection, connected));
    }

    /** To agree on keys may take as long as to make the connection. */
    private SslHandler secured(Channel channel, SslContext context) {
        SslHandler handler =
                context.newHandler(channel.alloc(), target.backend().name(), target.port());
        handler.setHandshakeTimeoutMillis(channel.config().getConnectTimeoutMillis());
        return handler;
    }

    private void opened(Connection connection, ChannelFuture connected) {
        if (!connected.isSuccess()) {
            connection.fail(FailureKind.CONNECT);
            closed(connection);
            return;
        }
        Channel channel = connected.channel();
        if (tls == null) {
            ready(connection, channel);
            return;
        }
        channel.pipeline().get(SslHandler.class).handshakeFuture().addListener((Future<Channel> secured) -> {
            if (secured.isSuccess()) {
                ready(connection, channel);
            } else {
                connection.fail(FailureKind.TLS);
                Connection.close(channel);
            }
        });
    }

    private void ready(Connection connection, Channel channel) {
        connection.opened(channel);
        if (connection.hasUnsent()) {
            ready.addLast(connection);
        } else {
            free.addLast(connection); // what it was made for was given up
        }
        end.ready();
    }

    /** Says that a connection has nothing to do. */
    void isFree(Connection connection) {
        free.addLast(connection);
    }

    /** Says that a connection is no more. */
    void closed(Connection connection) {
        leave(connection);
        connectNext();
    }

    /** Says that a connection can be used no more; its place is for the request that it had, should that be sent again. */
    void leave(Connection connection) {
        connections.remove(connection);
        free.remove(connection);
        ready.remove(connection);
    }

    /**
     * Sends a request again of which it was just said that it was interrupted, or that it failed, on a connection of its own:
     * others that are idle may be closed by the server too.
     */
    void resend(Exchange exchange) {
        connect(exchange);
    }

    void interrupted(Exchange exchange) {
        end.interrupted(exchange);
    }

    void answered(Exchange exchange) {
        end.answered(exchange);
    }

    void failed(Exchange exchange, FailureKind kind) {
        end.failed(exchange, kind);
    }

    /** Gives up the requests that were sent before that time. */
    void expire(long nanos) {
        for (Connection connection : List.copyOf(connections)) {
            if (connection.isWaitingSince(nanos)) {
                connection.fail(FailureKind.TIMEOUT);
            }
        }
    }

    /** Takes away the requests that are not sent. */
    List<Exchange> takeUnsent() {
        List<Exchange> taken = new ArrayList<>(waiting);
        waiting.clear();
        for (Connection connection : connections) {
            Exchange unsent = connection.takeUnsent();
            if (unsent != null) {
                taken.add(unsent);
            }
        }
        free.addAll(ready);
        ready.clear();
        return taken;
    }
}
