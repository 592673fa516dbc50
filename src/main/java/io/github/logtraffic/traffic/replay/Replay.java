package io.github.logtraffic.traffic.replay;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to targets. Made, {@link #start}ed, given requests by one thread, told that those were all by {@link #end},
 * asked for the {@link #outcome}, closed. {@link #stop} may be called by any thread at any time.
 */
public final class Replay implements RequestSink, AutoCloseable {
    private static final int EXPIRY_MILLIS = 50;
    private static final int MOST_CONNECT_MILLIS = 10_000;
    private static final int NANOS_PER_MILLI = 1_000_000;

    private final ReplaySettings settings;
    private final EventLoopGroup group;
    private final Inbox inbox;
    private final Dispatcher dispatcher;
    private final EventLoop loop;
    private final LongSupplier nanoTime;
    private @Nullable Future<?> expiry;
    private @Nullable Future<?> probing;
    private volatile Runnable onAllDown = () -> {};
    private final CompletableFuture<ReplayOutcome> outcome = new CompletableFuture<>();

    /**
     * @param nanoTime a clock that never goes back, in nanoseconds
     * @param watch is told how it goes
     * @param onEnough is called, by another thread, when no more requests are wanted, though there may be some
     */
    public Replay(ReplaySettings settings, LongSupplier nanoTime, ReplayWatch watch, Runnable onEnough) {
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        this.loop = group.next();
        this.inbox = new Inbox(this::pump);
        this.dispatcher =
                new Dispatcher(settings, inbox, loop, nanoTime, watch, onEnough, () -> onAllDown.run(), outcome);
    }

    /** Says what to do, in another thread, the first time that all targets are down; to be called before the start. */
    public Replay onAllDown(Runnable task) {
        onAllDown = task;
        return this;
    }

    /**
     * Makes it ready to send; connections are made when they are needed.
     *
     * @throws SSLException when there is no TLS
     */
    public Replay start() throws SSLException {
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectMillis(settings.timeoutNanos()));
        SslContext tls = tls();
        for (ReplayTarget target : settings.targets()) {
            dispatcher.add(new TargetPool(
                    target,
                    settings.headers(),
                    settings.connections(),
                    bootstrap,
                    target.isTls() ? tls : null,
                    nanoTime,
                    dispatcher));
        }
        expiry = loop.scheduleAtFixedRate(dispatcher::expire, EXPIRY_MILLIS, EXPIRY_MILLIS, TimeUnit.MILLISECONDS);
        String probePath = settings.health().probePath();
        if (probePath != null) {
            probing = probe(probePath, bootstrap, tls);
        }
        return this;
    }

    private static int connectMillis(long timeoutNanos) {
        return (int) Math.max(1, Math.min(MOST_CONNECT_MILLIS, timeoutNanos / NANOS_PER_MILLI)); // 0 would be for ever
    }

    private Future<?> probe(String path, Bootstrap bootstrap, @Nullable SslContext tls) {
        long probeNanos = settings.health().probeNanos();
        Bootstrap impatient = bootstrap.clone().option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectMillis(probeNanos));
        Probes probes = new Probes(path, probeNanos, nanoTime, dispatcher);
        for (ReplayTarget target : settings.targets()) {
            probes.add(new TargetPool(
                    target,
                    Probes.headers(settings.headers()),
                    Probes.CONNECTIONS,
                    impatient,
                    target.isTls() ? tls : null,
                    nanoTime,
                    probes));
        }
        return loop.scheduleAtFixedRate(probes, 0, probeNanos, TimeUnit.NANOSECONDS);
    }

    private @Nullable SslContext tls() throws SSLException {
        if (settings.targets().stream().noneMatch(ReplayTarget::isTls)) {
            return null;
        }
        SslContextBuilder builder = SslContextBuilder.forClient();
        return settings.checksCertificates()
                ? builder.build()
                : builder.trustManager(InsecureTrustManagerFactory.INSTANCE)
                        .endpointIdentificationAlgorithm(null)
                        .build();
    }

    /** Takes the next request; waits while many are at hand that are not due yet. After a stop none are wanted. */
    @Override
    public boolean accept(DueRequest request) {
        return inbox.put(request);
    }

    /** Says that there are no more requests. */
    public void end() {
        inbox.end();
        pump(); // there may have been none at all
    }

    /** Stops as the user wants it: no more is sent, what is sent is waited for. */
    public void stop() {
        execute(() -> dispatcher.stop(StopReason.INTERRUPTED));
    }

    private void pump() {
        execute(dispatcher::pump);
    }

    private void execute(Runnable task) {
        if (!loop.isShuttingDown()) {
            loop.execute(task);
        }
    }

    /** Waits until all is answered; what came of it. */
    public ReplayOutcome outcome() {
        return outcome.join();
    }

    @Override
    public void close() {
        if (expiry != null) {
            expiry.cancel(false);
        }
        if (probing != null) {
            probing.cancel(false);
        }
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
