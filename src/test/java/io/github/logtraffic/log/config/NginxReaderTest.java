package io.github.logtraffic.log.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.log.config.ServerConfig.Escape;
import io.github.logtraffic.log.config.ServerConfig.Format;
import io.github.logtraffic.log.config.ServerConfig.Log;
import io.github.logtraffic.log.config.ServerConfig.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** nginx's configurations say what nginx would write. */
class NginxReaderTest {
    /** Debian's, without what is commented out there. */
    private static final String DEBIAN = """
            user www-data;
            pid /run/nginx.pid;
            include @ROOT@/modules-enabled/*.conf;

            events {
            \tworker_connections 768;
            \t# multi_accept on;
            }

            http {
            \tsendfile on;
            \tinclude @ROOT@/mime.types;
            \tssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3; # Dropping SSLv3, ref: POODLE

            \t##
            \t# Logging Settings
            \t##
            \taccess_log /var/log/nginx/access.log;

            \tinclude @ROOT@/conf.d/*.conf;
            \tinclude @ROOT@/sites-enabled/*;
            }

            #mail {
            #\tserver {
            """;

    @TempDir
    Path temporary;

    private ConfigFolder folder;

    @BeforeEach
    void makeFolder() {
        folder = new ConfigFolder(temporary);
        folder.write("mime.types", "types {\n  text/html html htm;\n  access_log off;\n}\n");
    }

    @Test
    void debiansConfigurationWritesCombined() throws Exception {
        ServerConfig config = folder.read("nginx.conf", DEBIAN);
        assertThat(config.server()).isEqualTo(Server.NGINX);
        assertThat(config.formats()).extracting(Format::name).containsExactly("combined");
        assertThat(config.formats().get(0).text())
                .isEqualTo("$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent"
                        + " \"$http_referer\" \"$http_user_agent\"");
        assertThat(config.logs())
                .containsExactly(new Log(
                        Path.of("/var/log/nginx/access.log"),
                        "combined",
                        config.formats().get(0)));
    }

    @Test
    void formatsOfConfDAreThoseOfSites() throws Exception {
        folder.write("conf.d/10-formats.conf", "log_format timed '$remote_addr $request_time';\n");
        folder.write(
                "sites-enabled/default",
                "server {\r\n listen [::]:80;\r\n location / { access_log logs/shop.log timed; }\r\n}\r\n");
        folder.write("sites-enabled/.hidden", "}");
        ServerConfig config = folder.read("nginx.conf", DEBIAN);
        assertThat(config.logs()).extracting(Log::reference).containsExactly("combined", "timed");
        assertThat(config.logs().get(1).path()).isEqualTo(temporary.resolve("logs/shop.log"));
        assertThat(config.formatOf(Path.of("/elsewhere/shop.log.1")))
                .contains(new Format("timed", "$remote_addr $request_time", Escape.DEFAULT));
    }

    @Test
    void aFormatMayHaveManyPiecesAndBothKindsOfQuotes() throws Exception {
        assertThat(format("""
                log_format  main  '$remote_addr - $remote_user [$time_local] "$request" '
                                  '$status $body_bytes_sent "$http_referer" ' # a comment; not the end
                                  "\\"$http_user_agent\\" \\'\\t\\\\\\x22" $pipe;
                """))
                .isEqualTo(new Format(
                        "main",
                        "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent"
                                + " \"$http_referer\" \"$http_user_agent\" '\t\\\\x22$pipe",
                        Escape.DEFAULT));
    }

    @Test
    void aVariableEndsWithItsPiece() {
        assertThat(NginxReader.join(List.of("$status", "ms", "$a", "", "b", "$c", " d")))
                .isEqualTo("${status}ms${a}b$c d");
        assertThat(NginxReader.join(List.of("cost", "s", "$", "a"))).isEqualTo("costs$a");
    }

    @Test
    void jsonFormatsKeepTheirBraces() throws Exception {
        assertThat(format("log_format json escape=json '{\"time\":\"$time_iso8601\",' '\"status\":$status}';"))
                .isEqualTo(new Format("json", "{\"time\":\"$time_iso8601\",\"status\":$status}", Escape.JSON));
        assertThat(format("log_format j escape=none u=${uri}|$args;").text()).isEqualTo("u=${uri}|$args");
    }

    private Format format(String statement) throws Exception {
        return folder.read("formats.conf", statement).formats().get(0);
    }

    @Test
    void logsMayBeOffOrServicesOrOfParameters() throws Exception {
        ServerConfig config = folder.read("one.conf", """
                log_format timed '$request_time';
                access_log off;
                access_log syslog:server=unix:/dev/log,tag=x TIMED;
                access_log /var/log/$host/${server_name}.log timed buffer=32k flush=5s if=$loggable;
                access_log /var/log/other.log elsewhere;
                """);
        Format timed = config.formats().get(0);
        assertThat(config.logs())
                .containsExactly(
                        new Log(null, "TIMED", timed),
                        new Log(Path.of("/var/log/*/*.log"), "timed", timed),
                        new Log(Path.of("/var/log/other.log"), "elsewhere", null));
    }

    @Test
    void wordsOfOtherBlocksAreNotMistaken() throws Exception {
        ServerConfig config = folder.read("nginx.conf", """
                stream {
                  log_format basic '$protocol $bytes_sent';
                  server { access_log /var/log/stream.log basic; include missing.conf; }
                }
                http {
                  map $uri $is { access_log 1; include missing.map; }
                  server { if ($slow) { access_log slow.log; } }
                }
                """);
        assertThat(config.formats()).hasSize(1);
        assertThat(config.logs()).extracting(Log::path).containsExactly(temporary.resolve("slow.log"));
    }

    @Test
    void luaIsSkipped() throws Exception {
        ServerConfig config = folder.read("nginx.conf", """
                http {
                  init_by_lua_block {
                    -- it's a { comment
                    local s, t = "}", '\\'}' --[[ } ]]
                    for k in pairs({ { } }) do access_log = [[}]] end
                  }
                  access_log /after.log;
                }
                """);
        assertThat(config.logs()).hasSize(1);
    }

    @Test
    void aSiteAloneIsReadWithItsRootAbove() throws Exception {
        folder.write("nginx.conf", "http { }");
        folder.write("snippets/log.conf", "access_log /var/log/site.log;");
        ServerConfig config = folder.read("sites-available/shop", "server {\n include snippets/log.conf;\n}\n");
        assertThat(config.logs()).extracting(Log::path).containsExactly(Path.of("/var/log/site.log"));
    }

    @Test
    void logsOfAnNginxBuiltFromSourceAreBesideItsConfFolder() throws Exception {
        ServerConfig config = folder.read("conf/nginx.conf", "http { access_log logs/access.log; }");
        assertThat(config.logs().get(0).path()).isEqualTo(temporary.resolve("logs/access.log"));
    }

    @Test
    void aFormatMayBeDefinedAgainOnlyAsItWas() throws Exception {
        assertThat(folder.read("a.conf", "log_format a '$uri';\nlog_format a '$uri';")
                        .formats())
                .hasSize(2);
        folder.problemOf("a.conf", "log_format a '$uri';\nlog_format a '$args';")
                .hasMessage(temporary.resolve("a.conf") + ":2: the log_format a was defined before, differently");
    }

    @Test
    void whatIsIncludedAndNotThereIsNamed() throws Exception {
        folder.write("odd.d/.hidden.conf", "");
        ServerConfig config = folder.read(
                "nginx.conf", "http {\n include no.conf;\n include sites/*.conf;\n include odd.d;\n access_log a;\n}");
        String place = temporary.resolve("nginx.conf") + ":";
        assertThat(config.gaps())
                .containsExactly(
                        place + "2: cannot include no.conf: no such file",
                        place + "3: cannot include sites/*.conf: no file matches",
                        place + "4: cannot include " + temporary.resolve("odd.d/*") + ": no file matches");
        assertThat(config.formatOf(Path.of("/copied/a"))).isPresent();
        assertThat(folder.read("nginx.conf", "include no.conf;\n".repeat(100)).gaps())
                .hasSize(20);
    }

    @Test
    void mistakesAreNamedWithFileAndLine() {
        problem("include /dev/null;", ":1: cannot include /dev/null: not a regular file");
        problem("http {\n server {\n }\n", ":4: the file ends within a block: expected '}'");
        problem("http {\n}\n}\n", ":3: unexpected '}'");
        problem("http {\n listen }\n;", ":2: unexpected '}'");
        problem("http {\n ;}", ":2: unexpected ';'");
        problem("http {\n\n listen 80", ":3: the statement does not end: expected ';' or '{'");
        problem("http {\n log_format a\n 'abc;\n}", ":3: a quote is not closed");
        problem("http {\n log_format a 'b'c;\n}", ":2: unexpected 'c' after a quote");
        problem("http {\n log_format a;\n}", ":2: log_format needs more than 1 arguments");
        problem("http {\n log_format a escape=xml b;\n}", ":2: escape=xml is not default, json or none");
        problem("http {\n access_log;\n}", ":2: access_log needs more than 0 arguments");
        problem("http {\n access_log a\0b;\n}", ":2: not a path: Nul character not allowed");
        problem("http {\n access_log " + "a".repeat(5000) + ";\n}", ":2: a path is longer than 4096 characters");
        problem("http {\n content_by_lua_block {{\n}", ":2: the block of Lua does not end");
    }

    private void problem(String text, String message) {
        folder.problemOf("nginx.conf", text).hasMessage(temporary.resolve("nginx.conf") + message);
    }

    @Test
    void circlesAndDeepIncludesAreNamed() throws Exception {
        Path real = temporary.toRealPath();
        folder.write("b.conf", "\ninclude a.conf;");
        folder.problemOf("a.conf", "include b.conf;")
                .hasMessage(temporary.resolve("b.conf") + ":2: a file includes itself: " + real.resolve("a.conf")
                        + " → " + real.resolve("b.conf") + " → " + real.resolve("a.conf"));
        for (int i = 0; i < 20; i++) {
            folder.write("deep" + i, "include deep" + (i + 1) + ";");
        }
        folder.problemOf("main", "include deep0;")
                .hasMessageStartingWith(temporary.resolve("deep14") + ":1: more than 16 files deep: " + real);
    }

    @Test
    void tooManyAndTooLargeFilesAreRefused() throws Exception {
        folder.write("empty", "");
        folder.problemOf("many.conf", "include empty;\n".repeat(10_000))
                .hasMessageEndingWith(":10000: more than 10000 files");
        byte[] large = new byte[(16 << 20) + 1];
        Path file = Files.write(temporary.resolve("large.conf"), large);
        folder.problemOf("one.conf", "include large.conf;")
                .hasMessageEndingWith(":1: " + file + " is larger than 16 MiB");
    }
}
