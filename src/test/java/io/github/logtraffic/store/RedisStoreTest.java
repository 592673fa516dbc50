package io.github.logtraffic.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** What is Redis's own. */
@Timeout(60)
class RedisStoreTest {
    private static final byte[] VALUE = "value".getBytes(UTF_8);

    private final Path folder;
    private final SetClock clock = new SetClock();

    RedisStoreTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private interface Check {
        void of(ResultStore store, RedisServer raw) throws Exception;
    }

    private void withRedis(Check check) throws Exception {
        try (LiveStore server = LiveStore.redis(folder);
                ResultStore store = server.location().open(clock);
                RedisServer raw = new RedisServer((RedisLocation) server.location(), StoreLocation.PATIENCE)) {
            check.of(store, raw);
        }
    }

    private static Object ask(RedisServer raw, Command command, Object... arguments) throws IOException {
        return String.valueOf(raw.ask(new CommandArguments(command).addObjects(arguments)));
    }

    private static void set(RedisServer raw, String key, byte[] bytes) throws IOException {
        raw.ask(new CommandArguments(Command.SET).add(key).add(bytes));
    }

    private static byte[] kept(RedisServer raw, String key) throws IOException {
        return raw.ask(new CommandArguments(Command.GET).add(key)) instanceof byte[] bytes ? bytes : new byte[0];
    }

    @Test
    void redisItselfThrowsOutWhatIsExpired() throws Exception {
        withRedis((store, raw) -> {
            store.put("a", VALUE, Duration.ofSeconds(100));
            store.put("b", VALUE, Duration.ofDays(40_000));
            store.put("c", VALUE, Duration.ofMillis(1));
            store.put("d", VALUE, Duration.ZERO);
            assertThat(ask(raw, Command.TTL, "logtraffic:a")).isIn("101", "100", "99", "98");
            assertThat(ask(raw, Command.TTL, "logtraffic:b").toString()).hasSizeGreaterThan(9);
            assertThat(ask(raw, Command.TTL, "logtraffic:d")).isEqualTo("-1");
            store.put("a", VALUE, Duration.ZERO);
            assertThat(ask(raw, Command.TTL, "logtraffic:a")).isEqualTo("-1");
        });
    }

    @Test
    void keysOfOthersAreNeitherSeenNorTouched() throws Exception {
        withRedis((store, raw) -> {
            set(raw, "mine", VALUE);
            set(raw, "logtraffics:a", VALUE);
            ask(raw, Command.LPUSH, "logtraffic:list", "one");
            set(raw, "logtraffic:text", VALUE);
            store.put("a", VALUE, Duration.ZERO);
            assertThat(store.stat().entries()).isEqualTo(2); // with the text, which some version may know
            assertThat(store.get("text")).isNull();
            assertThatThrownBy(() -> store.get("list"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("WRONGTYPE");
            assertThat(store.get("a")).isEqualTo(VALUE);
            clock.advance(Duration.ofDays(100));
            assertThat(store.prune(Duration.ofDays(1))).isEqualTo(1);
            assertThat(store.clear()).isEqualTo(2); // what is under our prefix, of whatever kind
            assertThat(kept(raw, "mine")).isEqualTo(VALUE);
            assertThat(kept(raw, "logtraffics:a")).isEqualTo(VALUE);
        });
    }

    @Test
    void whatIsDamagedOrMovedIsNoValue() throws Exception {
        withRedis((store, raw) -> {
            store.put("a", VALUE, Duration.ZERO);
            byte[] sealed = kept(raw, "logtraffic:a");
            for (int at = 0; at < sealed.length; at++) {
                byte[] corrupted = sealed.clone();
                corrupted[at] ^= 0x40;
                set(raw, "logtraffic:a", corrupted);
                assertThat(store.get("a")).isNull();
            }
            set(raw, "logtraffic:b", sealed);
            assertThat(store.get("b")).isNull();
            set(raw, "logtraffic:a", sealed);
            assertThat(store.get("a")).isEqualTo(VALUE);
        });
    }

    @Test
    void databasesAreApart() throws Exception {
        try (LiveStore server = LiveStore.redis(folder, "--databases", "4")) {
            String url = "redis://127.0.0.1:" + server.port() + "/";
            try (ResultStore one = StoreLocation.parse(url + 1, Map.of()).open(clock);
                    ResultStore two = StoreLocation.parse(url + 2, Map.of()).open(clock);
                    ResultStore none = StoreLocation.parse(url + 4, Map.of()).open(clock)) {
                one.put("name:a", VALUE, Duration.ZERO);
                assertThat(one.names("")).isEqualTo(List.of("a"));
                assertThat(two.names("")).isEmpty();
                assertThatThrownBy(() -> none.get("a"))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("DB index is out of range");
            }
        }
    }

    @Test
    void usersLogInAndErrorsShowNoPassword() throws Exception {
        try (LiveStore server = LiveStore.redis(folder, "--user", "ann", "on", ">s3cret", "~*", "&*", "+@all")) {
            String place = "@127.0.0.1:" + server.port();
            try (ResultStore right = StoreLocation.parse("redis://ann:s3cret" + place, Map.of())
                            .open(clock);
                    ResultStore wrong = StoreLocation.parse("redis://ann:s3cret2" + place, Map.of())
                            .open(clock)) {
                right.put("a", VALUE, Duration.ZERO);
                assertThat(right.get("a")).isEqualTo(VALUE);
                assertThatThrownBy(() -> wrong.get("a"))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("WRONGPASS")
                        .satisfies(e -> assertThat(e.toString() + e.getCause()).doesNotContain("s3cret"));
            }
        }
    }
}
