package io.github.logtraffic.traffic.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.logtraffic.traffic.cache.CacheCounts;
import io.github.logtraffic.traffic.cache.CacheOutcome;
import io.github.logtraffic.traffic.cache.CachePolicy;
import io.github.logtraffic.traffic.cache.CacheSettings;
import io.github.logtraffic.traffic.cache.ObjectRules;
import io.github.logtraffic.traffic.cache.OriginLoad;
import io.github.logtraffic.traffic.cache.QueryRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written for caches passes the servers' own tests, whatever the objects and the texts in it. */
class EmittedCachesTest {
    private static final Path VARNISH = Path.of("/usr/sbin/varnishd");
    private static final long MANY = 5_000_000;

    private static final List<QueryRule> QUERIES = List.of(
            QueryRule.ALL,
            QueryRule.NONE,
            new QueryRule(false, List.of("id")),
            new QueryRule(false, List.of("id", "p_2")));

    private static final List<List<String>> PATTERNS = List.of(
            List.of(),
            List.of("!/cart"),
            List.of("/a.b$", "*.png", "~\\.(?:png|jpe?g)$"),
            List.of("\"; } evil {", "!~^/[\"'\\\\;{}$]+$", "!ü\\", "!~a{2,3}|#"));

    private static List<CacheToEmit> caches(long size, CacheSettings settings) {
        List<CacheToEmit> caches = new ArrayList<>();
        for (QueryRule query : QUERIES) {
            for (List<String> patterns : PATTERNS) {
                caches.add(cache("cache" + caches.size(), query, patterns, size, settings));
            }
        }
        return caches;
    }

    private static CacheToEmit cache(
            String name, QueryRule query, List<String> patterns, long size, CacheSettings settings) {
        CacheCounts counts = new CacheCounts(10, 5, 1, 100, 50, 10);
        return new CacheToEmit(
                name,
                query,
                patterns.stream().map(PathPattern::of).toList(),
                600,
                List.of(new CacheToEmit.Ttl("/a; } evil \"", 5), new CacheToEmit.Ttl("!~x$", 3_600)),
                settings,
                new CacheOutcome(
                        CachePolicy.NGINX_PROXY_CACHE,
                        size,
                        counts,
                        counts,
                        new OriginLoad(5, 5, 1, 1, 1, 1),
                        0.5,
                        0.01,
                        0),
                20,
                MANY,
                EmittedConfigurationsTest.HOSTILE);
    }

    @Test
    void nginxTakesEveryCache(@TempDir Path directory) throws Exception {
        StringBuilder servers = new StringBuilder();
        for (CacheToEmit cache : caches(1L << 40, CacheSettings.DEFAULT)) {
            NginxProxyCache.check(cache.query(), cache.ttlSeconds());
            String text =
                    NginxProxyCache.text(cache).replace("/var/cache/nginx_", "").replaceFirst(":1250m", ":1m");
            // The rest may be in a server as well: so there can be many.
            int split = text.indexOf("proxy_cache_key");
            servers.append(text, 0, split)
                    .append("server { listen unix:")
                    .append(cache.name())
                    .append(".sock;\n")
                    .append(text, split, text.length())
                    .append("location / { proxy_cache ")
                    .append(cache.name())
                    .append("; proxy_pass http://127.0.0.1:1; } }\n");
        }
        EmittedConfigurationsTest.testNginx(directory, servers.toString());
    }

    @Test
    void varnishTakesEveryCache(@TempDir Path directory) throws Exception {
        assumeTrue(Files.isExecutable(VARNISH), "there is no varnish: apt-get install varnish");
        List<CacheToEmit> caches = new ArrayList<>(caches(1L << 40, CacheSettings.DEFAULT));
        QueryRule odd = new QueryRule(false, List.of("a\" b", "ü[]"));
        caches.add(cache("odd", odd, List.of(), 1, new CacheSettings(600, 1, 0)));
        for (CacheToEmit cache : caches) {
            VarnishVcl.check(cache.ttls().stream().map(CacheToEmit.Ttl::typed).toList());
            Path vcl = Files.writeString(directory.resolve(cache.name() + ".vcl"), VarnishVcl.text(cache));
            EmittedConfigurationsTest.test(
                    directory,
                    VARNISH.toString(),
                    "-j",
                    "none",
                    "-n",
                    directory.resolve("varnish").toString(),
                    "-C",
                    "-f",
                    vcl.toString());
        }
    }

    @Test
    void commentsCannotEnd() {
        for (CacheToEmit cache : caches(1_000, CacheSettings.DEFAULT)) {
            for (String text : List.of(NginxProxyCache.text(cache), VarnishVcl.text(cache))) {
                assertThat(text).contains("}\\u{A}evil").doesNotContain("\u001b", "\r", "\u2028", "\u202e");
                assertThat(text.lines())
                        .filteredOn(line -> line.contains("evil") && !line.contains("\\x20evil\\x20"))
                        .allMatch(line -> line.startsWith("#"));
            }
        }
    }

    @Test
    void theZoneHasRoomForTheKeys() {
        CacheSettings often = new CacheSettings(600, 2, 10);
        assertThat(zone(1L << 40, CacheSettings.DEFAULT)).isEqualTo("keys_zone=z:1250m max_size=1024g");
        assertThat(zone(8_000 * 4_096L + 4_096, CacheSettings.DEFAULT)).isEqualTo("keys_zone=z:2m max_size=32004k");
        assertThat(zone(1_000_000, CacheSettings.DEFAULT)).isEqualTo("keys_zone=z:1m max_size=1000000");
        assertThat(zone(1_000_000, often)).isEqualTo("keys_zone=z:1250m max_size=1000000");
    }

    private static String zone(long size, CacheSettings settings) {
        String text = NginxProxyCache.text(cache("z", QueryRule.ALL, List.of(), size, settings));
        return text.substring(text.indexOf("keys_zone="), text.indexOf(" inactive="));
    }

    @Test
    void whatAServerCannotDoIsRefused() {
        assertThatThrownBy(() -> NginxProxyCache.check(QueryRule.ALL, ObjectRules.FOR_EVER))
                .hasMessageContaining("--ttl 10m");
        assertThatThrownBy(() -> NginxProxyCache.check(new QueryRule(false, List.of("a b")), 60))
                .hasMessageContaining("no variable");
        assertThatThrownBy(() -> VarnishVcl.check(List.of("~(?i)x"))).hasMessageContaining("another way");
        assertThatThrownBy(() -> cache("a;b", QueryRule.ALL, List.of(), 1, CacheSettings.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
