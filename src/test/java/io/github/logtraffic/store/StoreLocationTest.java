package io.github.logtraffic.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreLocationTest {
    private static final String SECRET = "s3cret";

    private static StoreLocation parse(String text, String... environment) {
        return StoreLocation.parse(
                text,
                environment.length == 0
                        ? Map.of("HOME", "/home/ann")
                        : Map.of("HOME", "/home/ann", environment[0], environment[1]));
    }

    private static RedisLocation redis(String text, String... environment) {
        return (RedisLocation) parse(text, environment);
    }

    @Test
    void theUsualDirectoryIsThatOfCaches() {
        assertThat(parse("dir").shown()).isEqualTo("/home/ann/.cache/logtraffic");
        assertThat(parse("dir", "XDG_CACHE_HOME", "/var/caches").shown()).isEqualTo("/var/caches/logtraffic");
        assertThat(parse("dir", "XDG_CACHE_HOME", "relative").shown()).isEqualTo("/home/ann/.cache/logtraffic");
        assertThatThrownBy(() -> StoreLocation.parse("dir", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("HOME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/var/lib/store", "store", "./dir", "a:b", "./a:1", "redis/cache", "here/and://there"})
    void anythingElseIsAPath(String path) {
        assertThat(parse(path))
                .isEqualTo(new DirectoryLocation(Path.of(path)))
                .hasToString(Path.of(path).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "redis://cache, redis://cache:6379/0",
        "redis://cache:7000, redis://cache:7000/0",
        "redis://cache/, redis://cache:6379/0",
        "redis://cache:7000/3, redis://cache:7000/3",
        "rediss://cache.example.com/3, rediss://cache.example.com:6379/3",
        "redis://[::1]:7000/3, redis://[::1]:7000/3",
        "redis://under_score/3, redis://under_score:6379/3",
        "redis://:s3cret@cache/1, redis://cache:6379/1",
        "redis://ann:s3cret@cache/1, redis://cache:6379/1",
        "redis://ann:s3cret@more@cache/1, redis://cache:6379/1",
        "memcached://one, memcached://one:11211",
        "'memcached://one:1,two:2', 'memcached://one:1,two:2'",
        "'memcached://[::1]:1,two:2,two:2/', 'memcached://[::1]:1,two:2'",
    })
    void serversAreShownWithoutSecrets(String text, String shown) {
        StoreLocation location = parse(text);
        assertThat(location.shown()).isEqualTo(shown);
        assertThat(location).hasToString(shown);
    }

    @Test
    void userAndPasswordAreReadOutOfTheUrl() throws IOException {
        RedisLocation location = redis("redis://ann:a%2Fb+c%25:d@cache/1");
        assertThat(location.user()).isEqualTo("ann");
        assertThat(location.password().read()).isEqualTo("a/b+c%:d");
        assertThat(redis("redis://:pass@cache").user()).isEmpty();
        assertThat(redis("redis://:pass@cache").password().read()).isEqualTo("pass");
        assertThat(redis("redis://cache").password().read()).isNull();
    }

    @Test
    void thePasswordMayComeFromTheEnvironment() throws IOException {
        String variable = "LOGTRAFFIC_STORE_PASSWORD";
        assertThat(redis("redis://cache", variable, SECRET).password().read()).isEqualTo(SECRET);
        assertThat(redis("redis://ann@cache", variable, SECRET).password().read())
                .isEqualTo(SECRET);
        assertThat(redis("redis://ann@cache", variable, SECRET).user()).isEqualTo("ann");
        assertThat(redis("redis://ann:own@cache", variable, SECRET).password().read())
                .isEqualTo("own");
    }

    @Test
    void thePasswordMayComeFromAFile(@TempDir Path folder) throws IOException {
        String variable = "LOGTRAFFIC_STORE_PASSWORD_FILE";
        Path file = Files.writeString(folder.resolve("password"), SECRET + "\nanything\n");
        assertThat(redis("redis://cache", variable, file.toString()).password().read())
                .isEqualTo(SECRET);
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        for (Path wrong : new Path[] {empty, folder.resolve("none"), folder}) {
            RedisLocation location = redis("redis://cache", variable, wrong.toString());
            assertThatThrownBy(location.password()::read)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(variable + ": " + wrong);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://cache",
                "postgres://ann:s3cret@cache/1",
                "redis:s3cret@cache",
                "redis//s3cret@cache",
                "Redis//s3cret@cache",
                "ann:s3cret@cache:6379",
                "127.0.0.1:6379/0",
                "rediss:/s3cret@cache",
                "memcached:cache",
                "redis://",
                "redis:///1",
                "redis://s3cret@cache",
                "redis://:s3cret@cache:port/1",
                "redis://:s3cret@cache:0/1",
                "redis://:s3cret@cache:70000/1",
                "redis://:s3cret@cache/one",
                "redis://:s3cret@cache/12345678",
                "redis://:s3cret/@ca che/1",
                "redis://:s3cret%zz@cache/1",
                "memcached://ann:s3cret@cache",
                "memcached://one,,two",
                "memcached://one two",
                "memcached://"
            })
    void whatIsNoLocationIsRefusedWithoutRepeatingSecrets(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected")
                .hasNoCause()
                .satisfies(e -> assertThat(e.toString()).doesNotContain(SECRET));
    }

    @Test
    void openingNeitherLooksNorConnects(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("store");
        for (String text : new String[] {path.toString(), "redis://nowhere.invalid", "memcached://nowhere.invalid"}) {
            parse(text).open(InstantSource.system()).close();
        }
        assertThat(path).doesNotExist();
    }
}
