package io.github.logtraffic.log.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.logtraffic.log.config.ServerConfig.Format;
import io.github.logtraffic.reference.Seeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which log has which format, and that nothing which is no configuration does harm. */
class ServerConfigTest {
    private static final List<String> PIECES = List.of(
            "http {",
            "server {",
            "}",
            ";",
            "{",
            "log_format a ",
            "access_log ",
            "include ",
            "*.conf",
            "\"",
            "'",
            "\\",
            "\n",
            "#",
            " ",
            "$a",
            "${",
            "x_by_lua_block {",
            "[[",
            "--",
            "LogFormat ",
            "CustomLog ",
            "TransferLog ",
            "Include ",
            "Define A ",
            "${A}",
            "<VirtualHost",
            "</IfModule>",
            "ServerRoot ",
            "<Valve className='AccessLogValve' ",
            "/>",
            "<Server>",
            "</Server>",
            "<!--",
            "&e;",
            "<![CDATA[",
            "<?xml",
            "[",
            "]",
            "?",
            "*",
            "é",
            "\0",
            "%h");

    @TempDir
    Path temporary;

    private ConfigFolder folder;

    @BeforeEach
    void makeFolder() {
        folder = new ConfigFolder(temporary);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "access.log", "access.log.1", "access.log.2.gz", "access.log-20260101", "access.log-20260101.gz",
                "access-20260101.log", "access.3.log.zst", "access.log-2026-01-31_12.xz", "access.log.old",
                        "access.log.1.bz2"
            })
    void aRotatedLogIsTheLogThatItWas(String name) throws Exception {
        ServerConfig config = folder.read(
                "nginx.conf", "http { log_format t '$uri'; access_log @ROOT@/access.log t; access_log /x/other.log; }");
        assertThat(config.formatOf(temporary.resolve(name))).map(Format::name).contains("t");
        assertThat(config.formatOf(Path.of("/copied", name))).map(Format::name).contains("t");
        assertThat(config.formatOf(Path.of(name))).map(Format::name).contains("t");
        assertThat(config.formatOf(Path.of("/copied", "my" + name))).isEmpty();
    }

    @Test
    void pathsCountMoreThanNamesAndNamesMoreThanStars() throws Exception {
        ServerConfig config = folder.read("nginx.conf", """
                http {
                  log_format a '$a'; log_format b '$b'; log_format c '$c';
                  access_log @ROOT@/a/access.log a;
                  access_log @ROOT@/b/access.log b;
                  access_log @ROOT@/$host.log c;
                  access_log @ROOT@/own.log a;
                }
                """);
        assertThat(config.formatOf(temporary.resolve("a/access.log.1")))
                .map(Format::name)
                .contains("a");
        assertThat(config.formatOf(temporary.resolve("b/../b/access.log")))
                .map(Format::name)
                .contains("b");
        assertThat(config.formatOf(Path.of("/copied/access.log"))).as("a or b").isEmpty();
        assertThat(config.formatOf(Path.of("/copied/own.log")))
                .map(Format::name)
                .contains("a");
        assertThat(config.formatOf(Path.of("/copied/www.example.com.log.1")))
                .map(Format::name)
                .contains("c");
        assertThat(config.formatOf(Path.of("/"))).isEmpty();
    }

    @Test
    void linksAreFollowed() throws Exception {
        Path logs = Files.createDirectory(temporary.resolve("logs"));
        Path link = Files.createSymbolicLink(temporary.resolve("link"), logs);
        ServerConfig config = folder.read(
                "nginx.conf",
                "http { log_format t '$uri'; access_log @ROOT@/logs/access.log t; access_log /other/access.log; }");
        assertThat(config.formatOf(link.resolve("access.log")))
                .map(Format::name)
                .contains("t");
    }

    @Test
    void namesThatWriteTheSameAreNotAmbiguous() throws Exception {
        ServerConfig config = folder.read(
                "nginx.conf",
                "http { log_format a '$a'; log_format b '$a'; access_log /a/x.log a; access_log /b/x.log b; }");
        assertThat(config.formatOf(Path.of("x.log"))).map(Format::text).contains("$a");
    }

    @Test
    void allFormatsAreOnceEachThoseOfLogsFirst() throws Exception {
        ServerConfig config = folder.read(
                "a.conf",
                "LogFormat \"%a\" a\nLogFormat \"%b\" b\nLogFormat \"%b\" c\nCustomLog x \"%s\"\nCustomLog y c");
        assertThat(config.allFormats()).extracting(Format::text).containsExactly("%s", "%b", "%a");
        assertThat(config.allFormats()).extracting(Format::name).containsExactly("", "c", "a");
    }

    @Test
    void aLogOfAnUnknownFormatMakesItsNameAmbiguous() throws Exception {
        ServerConfig config = folder.read("nginx.conf", "http { access_log /a/x.log; access_log /b/x.log unknown; }");
        assertThat(config.formatOf(Path.of("x.log"))).isEmpty();
        assertThat(config.formatOf(Path.of("/a/x.log"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "hello\n", "server web1 10.0.0.1:80\n", "include \"a\"\n", "<html></html>", "# LogFormat x y"
            })
    void whatIsNoConfigurationIsToldWhatWasLookedFor(String text) {
        folder.problemOf("x", text)
                .hasMessageStartingWith(
                        temporary.resolve("x") + ":1: no web server's configuration: found neither 'http {'");
    }

    @Test
    void whatCannotBeReadIsAnIoException() {
        assertThatThrownBy(() -> ServerConfig.read(temporary.resolve("none"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> ServerConfig.read(temporary))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("is a directory");
    }

    @Test
    void starsSetsAndQuestionMarksFitAsInShells() {
        assertThat(List.of("*", "a*c", "*b*", "?bc", "a[a-c]c", "a[!x]c", "[]a]bc", "abc*", "a**c"))
                .allMatch(pattern -> Wildcard.matches(pattern, "abc"));
        assertThat(List.of("", "a", "*b", "??", "a[!a-c]c", "a[xy]c", "abcd", "[abc", "a*d", "A*"))
                .noneMatch(pattern -> Wildcard.matches(pattern, "abc"));
        assertThat(Wildcard.matches("a[b", "a[b")).isTrue();
        assertThat(Wildcard.matches("a*".repeat(50) + "b", "a".repeat(255))).isFalse();
    }

    @Test
    void garbageEndsInOneOfTheTwoExceptionsAtWorst() throws Exception {
        Path file = temporary.resolve("garbage.conf");
        Seeds.each(3_000, random -> {
            Files.write(
                    file, random.nextBoolean() ? bytes(random) : pieces(random).getBytes(StandardCharsets.UTF_8));
            readAnything(file);
        });
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String pieces(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(60); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static void readAnything(Path file) {
        try {
            ServerConfig config = ServerConfig.read(file);
            assertThat(config.formatOf(Path.of("access.log.1"))).isNotNull();
        } catch (IOException | ServerConfigException e) {
            assertThat(e).hasMessageContaining("garbage.conf");
        }
    }

    @Test
    void megabytesOfOnePieceTakeLinearTime() throws Exception {
        Path file = temporary.resolve("garbage.conf");
        for (String start : List.of("http {\n", "access_log x ", "LogFormat ", "<Valve>", "log_format a ")) {
            for (String piece : List.of(
                    "{",
                    "}",
                    "\"",
                    "'",
                    "\\",
                    "\\\n",
                    "a ",
                    "a {",
                    "$a b ",
                    "[",
                    "[[",
                    "--",
                    "${",
                    "${A",
                    "$a",
                    "<a>",
                    "\n",
                    "x_by_lua_block {",
                    "access_log x;",
                    "LogFormat %h x\n",
                    "CustomLog x x\n",
                    "<VirtualHost>\n",
                    "#",
                    "''")) {
                Files.writeString(file, start + piece.repeat((1 << 20) / piece.length()));
                assertTimeoutPreemptively(Duration.ofSeconds(20), () -> readAnything(file), start + piece);
            }
        }
    }
}
