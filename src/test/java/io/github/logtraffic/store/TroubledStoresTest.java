package io.github.logtraffic.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.traffic.balance.LiveServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Real servers that are killed, full, slow or something else: behind the guard always a miss in bounded time, never an
 * exception, never a wrong value.
 */
@Timeout(120)
class TroubledStoresTest {
    private static final Duration FOR_EVER = Duration.ZERO;
    private static final int MEGABYTE = 1_000_000;

    private final Path folder;

    TroubledStoresTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static byte[] value(String key, int length) {
        byte[] value = new byte[length];
        new Random(key.hashCode()).nextBytes(value);
        return value;
    }

    private static GuardedStore open(StoreLocation location) {
        return GuardedStore.open(location, InstantSource.system());
    }

    /** One that fails no lookup because the machine is busy. */
    private static GuardedStore openPatiently(StoreLocation location) {
        return GuardedStore.start(location.shown(), location.open(InstantSource.system()), Duration.ofSeconds(20));
    }

    private static void put(StoreLocation location, String key) throws IOException {
        try (ResultStore store = location.open(InstantSource.system())) {
            store.put(key, value(key, 3 * MEGABYTE), FOR_EVER);
        }
    }

    private static void assertOnlyMisses(GuardedStore store) {
        long start = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            assertThat(store.get("a" + i)).isNull();
            store.put("b" + i, value("b", 1_000), FOR_EVER);
        }
        store.close();
        // Had each lookup waited as long as it may, that would be four minutes.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @EnumSource
    void killed(StoreProtocol protocol) throws Exception {
        try (LiveStore server = protocol.start(folder);
                GuardedStore store = openPatiently(server.location())) {
            put(server.location(), "a");
            assertThat(store.get("a")).isEqualTo(value("a", 3 * MEGABYTE));
            server.kill();
            assertThat(store.get("a")).isNull();
            assertOnlyMisses(store);
            assertThat(store.problem())
                    .startsWith(server.location().shown() + ": ")
                    .contains(" lookups failed", "Connection refused; ", "left out after that");
        }
    }

    @ParameterizedTest
    @EnumSource
    void killedAndStartedAgain(StoreProtocol protocol) throws Exception {
        int port;
        try (LiveStore server = protocol.start(folder);
                ResultStore store = server.location().open(InstantSource.system())) {
            store.put("a", value("a", 10), FOR_EVER);
            port = server.port();
            server.kill();
            LiveStore again = protocol == StoreProtocol.REDIS
                    ? LiveStore.redisAt(port, folder)
                    : LiveStore.memcachedAt(port, folder);
            try (again) {
                assertThat(store.get("a")).isNull(); // over a new connection, without an error
                store.put("a", value("a", 20), FOR_EVER);
                assertThat(store.get("a")).isEqualTo(value("a", 20));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void notThere(StoreProtocol protocol) throws Exception {
        StoreLocation location = protocol.at(LiveServer.freePorts(1)[0]);
        try (GuardedStore store = open(location)) {
            assertOnlyMisses(store);
            assertThat(store.problem()).startsWith(location.shown()).contains("Connection refused");
        }
    }

    @ParameterizedTest
    @EnumSource
    void full(StoreProtocol protocol) throws Exception {
        try (LiveStore server = protocol.startSmall(folder)) {
            GuardedStore store = openPatiently(server.location());
            for (int i = 0; i < 30; i++) {
                String key = "a" + i % 15;
                assertThat(store.get(key))
                        .satisfiesAnyOf(
                                found -> assertThat(found).isNull(),
                                found -> assertThat(found).isEqualTo(value(key, MEGABYTE)));
                store.put(key, value(key, MEGABYTE), FOR_EVER);
            }
            store.close();
            if (protocol == StoreProtocol.REDIS) { // memcached makes room
                assertThat(store.problem()).contains(" puts failed: OOM command not allowed");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void stalled(StoreProtocol protocol) throws Exception {
        try (LiveStore server = protocol.start(folder);
                TroubleServer proxy = TroubleServer.proxy(server.port());
                GuardedStore store = open(protocol.at(proxy.port()))) {
            put(server.location(), "a");
            store.get("a"); // over a connection that is there from now on
            proxy.stall();
            assertThat(store.get("a")).isNull();
            assertOnlyMisses(store);
            assertThat(store.problem()).contains("no answer");
        }
    }

    /** Writing to a connection knows no limit of time: the guard's thread hangs, and nobody else. */
    @ParameterizedTest
    @EnumSource
    void stalledInTheMiddleOfAValue(StoreProtocol protocol) throws Exception {
        try (LiveStore server = protocol.start(folder);
                TroubleServer proxy = TroubleServer.proxy(server.port());
                GuardedStore store = open(protocol.at(proxy.port()))) {
            assertThat(store.get("a")).isNull();
            proxy.stall();
            store.put("a", value("a", 40 * MEGABYTE), FOR_EVER);
            assertOnlyMisses(store);
            assertThat(store.problem()).contains("no answer");
        }
    }

    private static Stream<TroubleServer.Answer> garbage() {
        Random random = new Random(1);
        TroubleServer.Answer randomBytes = () -> {
            byte[] bytes = new byte[1 + random.nextInt(5_000)];
            random.nextBytes(bytes);
            return bytes;
        };
        return Stream.concat(
                Stream.of(randomBytes),
                List.of(
                                "",
                                "\r\n",
                                "+OK\r\n",
                                "-ERR no\r\n",
                                ":1\r\n",
                                "$-1\r\n$-1\r\n",
                                "$2147483647\r\n",
                                "$-7\r\n",
                                "$5\r\nvalue\r\n",
                                "*2147483647\r\n",
                                "*1\r\n".repeat(300_000),
                                "%1\r\n".repeat(300_000),
                                "END\r\n",
                                "ERROR\r\n",
                                "STORED\r\n",
                                "SERVER_ERROR out of memory\r\n",
                                "VALUE logtraffic:namespace 0 2147483647 1\r\n",
                                "VALUE logtraffic:namespace 0 -1 1\r\n",
                                "VALUE logtraffic:namespace 0 1 1\r\n1\r\nEND\r\n",
                                "VALUE logtraffic:namespace 0 3 1\r\n1\r\nEND\r\n",
                                "VALUE a b c\r\n",
                                "endless".repeat(100_000),
                                "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")
                        .stream()
                        .map(text -> () -> text.getBytes(US_ASCII)));
    }

    @ParameterizedTest
    @EnumSource
    void somethingElse(StoreProtocol protocol) throws Exception {
        for (TroubleServer.Answer answer : garbage().toList()) {
            try (TroubleServer server = TroubleServer.answering(answer);
                    GuardedStore store = open(protocol.at(server.port()))) {
                for (int i = 0; i < 5; i++) {
                    assertThat(store.get("a")).isNull();
                    store.put("a", value("a", 100), FOR_EVER);
                }
            }
        }
    }

    /** What commands see that the user has asked for. */
    @ParameterizedTest
    @EnumSource
    void somethingElseIsNoMoreThanAnErrorWithoutAGuard(StoreProtocol protocol) throws Exception {
        for (TroubleServer.Answer answer : garbage().toList()) {
            try (TroubleServer server = TroubleServer.answering(answer);
                    ResultStore store =
                            protocol.at(server.port()).open(InstantSource.system(), Duration.ofMillis(50))) {
                fails(store::stat);
                fails(() -> store.names(""));
                fails(() -> store.get("a"));
            }
        }
    }

    private interface Question {
        @Nullable
        Object ask() throws IOException;
    }

    private static void fails(Question question) {
        try {
            Object found = question.ask();
            assertThat(found == null || found.equals(List.of()) || found instanceof StoreStat)
                    .isTrue();
        } catch (IOException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
