package io.github.logtraffic.traffic.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.logtraffic.count.DurationSketch;
import io.github.logtraffic.traffic.balance.Backend;
import io.github.logtraffic.traffic.balance.BackendOutcome;
import io.github.logtraffic.traffic.balance.BalancePolicy;
import io.github.logtraffic.traffic.balance.Peak;
import io.github.logtraffic.traffic.balance.PolicyOutcome;
import io.github.logtraffic.traffic.balance.PolicySettings;
import io.github.logtraffic.traffic.balance.RequestKey;
import io.github.logtraffic.traffic.limit.KeysAtOnce;
import io.github.logtraffic.traffic.limit.LimitModel;
import io.github.logtraffic.traffic.limit.LimitOutcome;
import io.github.logtraffic.traffic.limit.LimitRate;
import io.github.logtraffic.traffic.limit.LimitSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written passes the servers' own tests, whatever the key, the policy and the texts in it. */
class EmittedConfigurationsTest {
    private static final Path NGINX = Path.of("/usr/sbin/nginx");
    private static final Path HAPROXY = Path.of("/usr/sbin/haproxy");
    private static final Peak NONE = new Peak(0, 0);
    private static final Proxies PROXIES = new Proxies("x_forwarded_for", List.of("10.0.0.0/8", "2001:db8::/32"));

    static final Prediction HOSTILE = new Prediction(
            "1",
            IntStream.range(0, 9)
                    .mapToObj(i -> "}\nevil \u001b[2J\r\u2028\u202e '\"\\ " + "ü".repeat(5_000) + " $x")
                    .toList(),
            "",
            0,
            0,
            List.of("\nevil on;"));

    private static final List<String> FIELDS = List.of(
            "path", "target", "query", "host", "method", "protocol", "user_agent", "x_api_key", "cookie_a", "arg_b");

    private static List<List<KeyPart>> keys() {
        List<List<KeyPart>> keys = new ArrayList<>();
        for (int bits = 0; bits <= 32; bits++) {
            keys.add(List.of(new KeyPart.Client(bits, 4 * bits)));
        }
        keys.add(List.of(new KeyPart.Client(32, 127), new KeyPart.Client(24, 64), new KeyPart.Segments(1)));
        keys.add(List.of(new KeyPart.Segments(100), new KeyPart.Field("path")));
        FIELDS.forEach(field -> keys.add(List.of(new KeyPart.Field(field))));
        keys.add(FIELDS.stream().<KeyPart>map(KeyPart.Field::new).toList());
        return keys;
    }

    private static LimitToEmit limit(
            String name, LimitSetting setting, List<KeyPart> key, @Nullable Proxies proxies, long most) {
        LimitOutcome outcome =
                new LimitOutcome(setting, 0, new DurationSketch().counts(), 0, 0, 0, 0, 0, 0, List.of(), 0, 0);
        return new LimitToEmit(name, key, proxies, outcome, new KeysAtOnce.Most(most, 20 * most), HOSTILE);
    }

    @Test
    void nginxTakesEveryLimit(@TempDir Path directory) throws Exception {
        List<LimitSetting> settings = List.of(
                nginx("1r/m", 0, 0),
                nginx("100r/s", 5, LimitSetting.NODELAY),
                nginx("1000000000r/s", 1_000_000_000, 7));
        List<List<KeyPart>> keys = keys();
        StringBuilder servers = new StringBuilder();
        for (int i = 0; i < keys.size(); i++) {
            // The zone is in http, the limit may be in a server as well: so there can be many.
            LimitSetting setting = settings.get(i % settings.size());
            NginxLimit.check(setting.model(), keys.get(i), PROXIES);
            String text = NginxLimit.text(limit("limit" + i, setting, keys.get(i), i == 0 ? PROXIES : null, 1_000));
            int split = text.indexOf("\nlimit_req zone=") + 1;
            servers.append(text, 0, split)
                    .append("server { listen unix:x" + i + ".sock;\n")
                    .append(text, split, text.length())
                    .append("}\n");
        }
        testNginx(directory, servers.toString());
        testNginx(directory, NginxLimit.text(limit("logtraffic", settings.get(1), keys.get(24), PROXIES, 50_000)));
    }

    private static LimitSetting nginx(String rate, int burst, int delay) {
        return new LimitSetting(LimitModel.NGINX, "key", LimitRate.parse(rate), burst, delay);
    }

    @Test
    void haproxyTakesEveryLimit(@TempDir Path directory) throws Exception {
        List<LimitSetting> settings = List.of(haproxy("1r/s", 0), haproxy("1000000000r/2000000s", 1_000_000_000));
        List<List<KeyPart>> keys = keys();
        StringBuilder sections = new StringBuilder();
        for (int i = 0; i < keys.size(); i++) {
            LimitSetting setting = settings.get(i % settings.size());
            HaproxyLimit.check(setting.model(), keys.get(i), null);
            sections.append("frontend f" + i + "\n    bind unix@" + directory + "/f" + i + "\n")
                    .append(HaproxyLimit.text(limit("limit" + i, setting, keys.get(i), null, 10_000)));
        }
        testHaproxy(directory, sections.toString());
    }

    private static LimitSetting haproxy(String rate, int burst) {
        return new LimitSetting(LimitModel.HAPROXY, "key", LimitRate.parse(rate), burst, LimitSetting.NODELAY);
    }

    @Test
    void theZoneHasRoomForTheKeys() {
        LimitSetting setting = nginx("1r/s", 0, 0);
        List<KeyPart> client = List.of(new KeyPart.Client(24, 64));
        List<KeyPart> agent = List.of(new KeyPart.Field("user_agent"));
        assertThat(NginxLimit.text(limit("z", setting, client, null, 4_096))).contains("zone=z:1m");
        assertThat(NginxLimit.text(limit("z", setting, client, null, 1_000_000)))
                .contains("zone=z:245m");
        assertThat(NginxLimit.text(limit("z", setting, agent, null, 1_000_000))).contains("zone=z:382m");
    }

    @Test
    void serversTakeEveryPolicyOfTheirs(@TempDir Path directory) throws Exception {
        StringBuilder upstreams = new StringBuilder();
        StringBuilder backends = new StringBuilder();
        int number = 0;
        for (BalancePolicy policy : BalancePolicy.values()) {
            for (String key : List.of("client", "path", "target", "host", "param:id")) {
                PolicyToEmit wanted = policy("p" + number++, policy, policy.key(RequestKey.parse(key)));
                if (policy.isNginx()) {
                    NginxUpstream.check(policy, RequestKey.parse(key), PROXIES);
                    upstreams.append(NginxUpstream.text(wanted));
                    assertThatThrownBy(() -> HaproxyBackend.text(wanted)).hasMessageContaining("nginx's");
                } else if (policy.policyName().startsWith("haproxy-") || policy == BalancePolicy.BOUNDED_CONSISTENT) {
                    backends.append(HaproxyBackend.text(wanted));
                    assertThatThrownBy(() -> NginxUpstream.text(wanted)).hasMessageContaining(policy.policyName());
                }
            }
        }
        testNginx(directory, upstreams.toString());
        testHaproxy(directory, backends.toString());
    }

    private static PolicyToEmit policy(String name, BalancePolicy policy, @Nullable RequestKey key) {
        List<BackendOutcome> backends = IntStream.range(1, 64)
                .mapToObj(
                        i -> Backend.parse(i == 1 ? "127.0.0.1" : i == 2 ? "[::1]:82*256" : "127.0.0.1:" + i + "*" + i))
                .map(backend -> new BackendOutcome(backend, 1, 0.5, 0, List.of(), NONE, NONE, NONE, 0, 0, 0, 0))
                .toList();
        PolicyOutcome outcome = new PolicyOutcome(policy, key, 1, 1, 0, 3, backends, null, List.of());
        return new PolicyToEmit(name, PolicySettings.USUAL, null, outcome, HOSTILE);
    }

    @Test
    void whatAServerCannotDoIsRefused() {
        KeyPart evil = new KeyPart.Field("x_a; evil");
        assertThatThrownBy(() -> NginxLimit.check(LimitModel.NGINX, List.of(evil), null))
                .hasMessageContaining("nginx knows no");
        assertThatThrownBy(() -> HaproxyLimit.check(LimitModel.HAPROXY, List.of(evil), null))
                .hasMessageContaining("HAProxy knows no");
        assertThatThrownBy(() -> NginxLimit.check(LimitModel.TOKEN_BUCKET, List.of(new KeyPart.Segments(1)), null))
                .hasMessageContaining("--model nginx");
        Proxies forwarded = new Proxies("forwarded", List.of("10.0.0.0/8"));
        assertThatThrownBy(() -> NginxLimit.check(LimitModel.NGINX, keys().get(0), forwarded))
                .hasMessageContaining("--trusted-proxy");
        NginxLimit.check(LimitModel.NGINX, List.of(new KeyPart.Segments(1)), forwarded);
        RequestKey parameter = RequestKey.parse("param:a b");
        assertThatThrownBy(() -> NginxUpstream.check(BalancePolicy.NGINX_HASH, parameter, null))
                .hasMessageContaining("no variable");
        assertThatThrownBy(() -> HaproxyBackend.check(BalancePolicy.HAPROXY_URL_PARAM, parameter, null))
                .hasMessageContaining("no parameter");
        assertThatThrownBy(() -> limit("a;b", nginx("1r/s", 0, 0), List.of(), null, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void commentsCannotEnd() {
        String text = NginxUpstream.text(policy("p", BalancePolicy.NGINX_ROUND_ROBIN, null));
        assertThat(text).contains("}\\u{A}evil", "\\u{1B}[2J").doesNotContain("\u001b", "\r", "\u2028", "\u202e");
        assertThat(text.lines()).filteredOn(line -> line.contains("evil")).allMatch(line -> line.startsWith("#"));
        assertThat(text.lines()).allMatch(line -> line.length() < 600);
    }

    static void testNginx(Path directory, String http) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(NGINX), "there is no nginx: apt-get install nginx-light");
        Path configuration = Files.writeString(
                directory.resolve("nginx.conf"),
                "pid nginx.pid; events { }\nhttp {\n variables_hash_max_size 8192; access_log off; client_body_temp_path temp; proxy_temp_path temp; "
                        + "fastcgi_temp_path temp; uwsgi_temp_path temp; scgi_temp_path temp;\n" + http + "}\n");
        test(
                directory,
                NGINX.toString(),
                "-p",
                directory.toString(),
                "-e",
                "errors",
                "-t",
                "-c",
                configuration.toString());
    }

    private static void testHaproxy(Path directory, String sections) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(HAPROXY), "there is no haproxy: apt-get install haproxy");
        Path configuration = Files.writeString(
                directory.resolve("haproxy.cfg"),
                "defaults\n    mode http\n    timeout connect 1s\n    timeout client 1s\n    timeout server 1s\n"
                        + "frontend any\n    bind unix@" + directory + "/any\n" + sections);
        test(directory, HAPROXY.toString(), "-c", "-f", configuration.toString());
    }

    static void test(Path directory, String... command) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(output)).isZero();
        assertThat(Files.readString(output)).doesNotContain("[emerg]", "[ALERT]", "[WARNING]", "[warn]");
    }
}
