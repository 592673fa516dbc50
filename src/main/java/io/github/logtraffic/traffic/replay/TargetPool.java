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
 * The connections to one target, and the requests that wait for one. The connection used last is used first, so that there
 * are no more than are needed. Belongs to one event loop.
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

    /** Sends a request, as soon as there is a connection for it. */
    void start(Exchange exchange) {
        Connection connection = free.pollLast();
        while (connection != null && !connection.isOpen()) { // of which it is about to be said that it is closed
            connection = free.pollLast();
        }
        if (connection != null) {
            connection.send(exchange);
        } else if (connections.size() < mostConnections) {
            connect(exchange);
        } else {
            waiting.add(exchange);
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
            connection.opened(channel);
            return;
        }
        channel.pipeline().get(SslHandler.class).handshakeFuture().addListener((Future<Channel> secured) -> {
            if (secured.isSuccess()) {
                connection.opened(channel);
            } else {
                connection.fail(FailureKind.TLS);
                Connection.close(channel);
            }
        });
    }

    /** Says that a connection has nothing to do. */
    void isFree(Connection connection) {
        Exchange next = waiting.poll();
        if (next == null) {
            free.addLast(connection);
        } else {
            connection.send(next);
        }
    }

    /** Says that a connection is no more. */
    void closed(Connection connection) {
        if (!connections.remove(connection)) {
            return;
        }
        free.remove(connection);
        Exchange next = waiting.poll();
        if (next != null) {
            connect(next);
        }
    }

    /** Sends a request again, on a connection that cannot have been idle for long: a new one, or the next one that is free. */
    void resend(Exchange exchange) {
        if (connections.size() < mostConnections) {
            connect(exchange);
        } else {
            waiting.addFirst(exchange);
        }
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

    /** Takes away the requests that wait for a connection. */
    List<Exchange> takeWaiting() {
        List<Exchange> taken = new ArrayList<>(waiting);
        waiting.clear();
        return taken;
    }
}
