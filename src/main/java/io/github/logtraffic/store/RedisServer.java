package io.github.logtraffic.store;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * A Redis server, asked over one connection that is made when something is asked, and made anew after any failure, so that
 * no late answer is ever taken for that to another question.
 */
final class RedisServer implements AutoCloseable {
    private final RedisLocation location;
    private final int patienceMillis;
    private @Nullable Connection connection;

    RedisServer(RedisLocation location, Duration patience) {
        this.location = location;
        this.patienceMillis = (int) patience.toMillis();
    }

    /** Makes everything ready that does not need the server. */
    void prepare() throws IOException {
        if (location.isTls()) {
            rehearseTls();
        }
        try (Connection rehearsal = new Connection(RehearsalSocket::new, configuration(false))) {
            rehearsal.executeCommand(Command.PING);
        }
    }

    /** Reads the certificates that Java believes, and makes the first message of a handshake. */
    private static void rehearseTls() throws IOException {
        try {
            SSLEngine engine = SSLContext.getDefault().createSSLEngine();
            engine.setUseClientMode(true);
            ByteBuffer message = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            engine.wrap(ByteBuffer.allocate(0), message);
        } catch (GeneralSecurityException e) {
            throw new IOException("no TLS: " + StoreFailure.reason(e), e);
        }
    }

    private interface Talk<T> {
        T with(Connection connection);
    }

    /** The answer to a command; a refusal is an error. */
    @Nullable
    Object ask(CommandArguments command) throws IOException {
        return talk(server -> server.executeCommand(command));
    }

    /** The answers to commands that are sent at once; refusals are among them, as exceptions. */
    List<Object> askAll(List<CommandArguments> commands) throws IOException {
        return talk(server -> {
            commands.forEach(server::sendCommand);
            return server.getMany(commands.size());
        });
    }

    private <T> T talk(Talk<T> talk) throws IOException {
        boolean isFresh = connection == null;
        try {
            return once(talk);
        } catch (IOException e) {
            // One that the server, or something on the way, has closed as idle is known to be dead when it is used
            // again.
            if (isFresh || connection != null || isTimeout(e)) {
                throw e;
            }
            return once(talk);
        }
    }

    /**
     * Errors are caught as well: a server that is none may announce an answer of gigabytes, or of lists within lists
     * without end, and Jedis believes it.
     */
    private <T> T once(Talk<T> talk) throws IOException {
        boolean isUsable = false;
        try {
            T answer = talk.with(connected());
            isUsable = true;
            return answer;
        } catch (JedisDataException e) {
            isUsable = true; // the server has said no
            throw new IOException(e.getMessage(), e);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            throw new IOException(StoreFailure.reason(e), e);
        } finally {
            if (!isUsable) {
                close();
            }
        }
    }

    private static boolean isTimeout(Throwable failure) {
        return StoreFailure.root(failure) instanceof SocketTimeoutException;
    }

    private Connection connected() throws IOException {
        if (connection == null) {
            JedisClientConfig configuration = configuration(true);
            JedisSocketFactory sockets = new DefaultJedisSocketFactory(
                    new HostAndPort(location.server().host(), location.server().port()), configuration);
            connection = new Connection(sockets, configuration);
        }
        return connection;
    }

    private JedisClientConfig configuration(boolean logsIn) throws IOException {
        DefaultJedisClientConfig.Builder builder = DefaultJedisClientConfig.builder()
                .serverDefaultProtocol() // which needs no greeting
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .timeoutMillis(patienceMillis);
        if (location.isTls()) {
            // Whom Java believes, and only that it is this host.
            builder.sslOptions(
                    SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build());
        }
        if (logsIn) {
            builder.database(location.database())
                    .user(location.user().isEmpty() ? null : location.user())
                    .password(location.password().read());
        }
        return builder.build();
    }

    @Override
    public void close() {
        Connection old = connection;
        connection = null;
        if (old != null) {
            old.setBroken();
            try {
                old.forceDisconnect();
            } catch (IOException e) {
                // it is gone either way
            }
        }
    }
}
