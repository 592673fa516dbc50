package io.github.logtraffic.traffic.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.traffic.emit.HaproxyBackend;
import io.github.logtraffic.traffic.emit.NginxUpstream;
import io.github.logtraffic.traffic.emit.PolicyToEmit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each pick is that of an nginx or HAProxy that runs with the configuration written for it; skipped where they are not installed.
 * One request at a time: of policies that look at connections only what they do with idle backends.
 */
class LiveBalancersTest {
    private static final int[][] WEIGHTS = {{1, 1, 1}, {5, 1, 1}, {5, 3, 2}, {3, 1, 8}, {256, 100, 7}};
    private static final int BACKENDS = 5;
    private static final int REQUESTS = 60;
    private static final PolicySettings SETTINGS = new PolicySettings(2, 600, 150);
    private static final long NOW = 1_000_000_000_000_000L;

    /** Of backends, of the balancer, and one that nobody listens at. */
    private final int[] ports = LiveServer.freePorts(BACKENDS + 2);

    private final List<Method> methods = new ArrayList<>();

    LiveBalancersTest() throws IOException {}

    /** A way to balance that is asked for; of some the first backend is dead. */
    private record Method(
            String host, BalancePolicy policy, @Nullable RequestKey key, List<Integer> weights, boolean firstIsDead) {
        /** A host of its own, for all hosts that end so are. */
        String hostOf(Random random) {
            String part = Integer.toString(random.nextInt(1 << 20), 36);
            return (random.nextBoolean() ? part : part.toUpperCase(Locale.ROOT)) + "." + host;
        }
    }

    private void add(BalancePolicy policy, @Nullable String key, int[] weights, boolean firstIsDead) {
        List<Integer> list = Arrays.stream(weights).boxed().toList();
        RequestKey wanted = key == null ? null : RequestKey.parse(key);
        methods.add(new Method("m" + methods.size(), policy, policy.key(wanted), list, firstIsDead));
    }

    private void addNginx(int[] weights, boolean firstIsDead) {
        add(BalancePolicy.NGINX_ROUND_ROBIN, null, weights, firstIsDead);
        for (String key : List.of("target", "client", "param:q", "param:Q", "path", "host")) {
            add(BalancePolicy.NGINX_HASH, key, weights, firstIsDead);
        }
        for (String key : List.of("path", "param:q", "host")) {
            add(BalancePolicy.NGINX_CONSISTENT, key, weights, firstIsDead);
        }
        add(BalancePolicy.NGINX_IP_HASH, null, weights, firstIsDead);
        if (!firstIsDead) {
            add(BalancePolicy.NGINX_LEAST_CONN, null, weights, false);
        }
    }

    private void addHaproxy(int[] weights) {
        add(BalancePolicy.HAPROXY_ROUNDROBIN, null, weights, false);
        add(BalancePolicy.HAPROXY_STATIC_RR, null, weights, false);
        add(BalancePolicy.HAPROXY_SOURCE, null, weights, false);
        for (String key : List.of("path", "target", "client", "host")) {
            add(BalancePolicy.HAPROXY_URI, key, weights, false);
        }
        add(BalancePolicy.HAPROXY_URL_PARAM, "param:q", weights, false);
        add(BalancePolicy.HAPROXY_URL_PARAM, "param:Q", weights, false);
        for (String key : List.of("path", "client", "param:q", "host")) {
            add(BalancePolicy.HAPROXY_CONSISTENT, key, weights, false);
        }
    }

    @Test
    void nginxPicksTheSame(@TempDir Path directory) throws Exception {
        for (int[] weights : WEIGHTS) {
            addNginx(weights, false);
            addNginx(weights, true);
        }
        String blocks = methods.stream().map(this::nginxBlocks).collect(Collectors.joining());
        try (LiveServer backends = backends(directory);
                LiveServer nginx = LiveServer.nginx(directory, blocks, ports[BACKENDS])) {
            assertThat(backends).isNotSameAs(nginx);
            compare();
        }
    }

    @Test
    void haproxyPicksTheSame(@TempDir Path directory) throws Exception {
        for (int[] weights : WEIGHTS) {
            addHaproxy(weights);
        }
        Random random = new Random(1);
        for (int i = 0; i < 10; i++) {
            int[] weights = random.ints(BACKENDS, 1, 10).toArray();
            add(BalancePolicy.HAPROXY_ROUNDROBIN, null, weights, false);
        }
        String sections =
                "frontend all\n  bind 127.0.0.1:" + ports[BACKENDS] + "\n  use_backend %[req.hdr(host),field(-1,.)]\n"
                        + methods.stream().map(this::haproxySection).collect(Collectors.joining());
        try (LiveServer backends = backends(directory);
                LiveServer haproxy = LiveServer.haproxy(directory, sections, ports[BACKENDS])) {
            assertThat(backends).isNotSameAs(haproxy);
            compare();
        }
    }

    /** Servers that answer with their ports. */
    private LiveServer backends(Path directory) throws IOException, InterruptedException {
        String servers = IntStream.range(0, BACKENDS)
                .mapToObj(i -> "server { listen 127.0.0.1:" + ports[i] + "; return 200 $server_port; }\n")
                .collect(Collectors.joining());
        return LiveServer.nginx(Files.createDirectory(directory.resolve("backends")), servers, ports[BACKENDS - 1]);
    }

    private String nginxBlocks(Method method) {
        return NginxUpstream.text(toEmit(method)) + "server { listen 127.0.0.1:" + ports[BACKENDS] + "; server_name ."
                + method.host + "; location / { proxy_pass http://" + method.host + "; } }\n";
    }

    private String haproxySection(Method method) {
        return HaproxyBackend.text(toEmit(method));
    }

    private PolicyToEmit toEmit(Method method) {
        return EmittedPolicies.of(method.host, method.policy, method.key, SETTINGS, backends(method));
    }

    private String[] backends(Method method) {
        return IntStream.range(0, method.weights.size())
                .mapToObj(i -> address(method, i) + "*" + method.weights.get(i))
                .toArray(String[]::new);
    }

    private String address(Method method, int backend) {
        return "127.0.0.1:" + (method.firstIsDead && backend == 0 ? ports[BACKENDS + 1] : ports[backend]);
    }

    private void compare() throws IOException {
        for (Method method : methods) {
            String[] backends = backends(method);
            Picker picker = Picks.of(method.policy, SETTINGS, backends).picker;
            List<String> picked = new ArrayList<>();
            List<String> seen = new ArrayList<>();
            Random random = new Random(ports[0]);
            for (int i = 0; i < REQUESTS; i++) {
                String client =
                        "127." + random.nextInt(3) + "." + random.nextInt(200) + "." + (1 + random.nextInt(200));
                String target = target(random, i);
                String host = method.hostOf(random);
                if (method.policy.isNginx() && i % 3 == 0) {
                    host += "."; // which $host has not
                }
                ClientKey key = key(method, client, host, target);
                picked.add(address(method, answering(picker, key, method)));
                seen.add("127.0.0.1:" + LiveServer.get(client, ports[BACKENDS], host, target));
            }
            assertThat(picked).as(method.toString()).isEqualTo(seen);
        }
    }

    /** Of some the parameter q is missing, empty, or has another name. */
    private static String target(Random random, int number) {
        String path = "/" + Integer.toString(random.nextInt(1 << 20), 36) + (number % 4 == 0 ? "/%C3%BC" : "/x.html");
        int value = random.nextInt(5_000);
        return path
                + switch (number % 7) {
                    case 0 -> "";
                    case 1 -> "?q=";
                    case 2 -> "?page=2&Q=" + value;
                    case 3 -> "?page=2&Q=&q=" + value;
                    case 4 -> "?q&qq=1&q=" + value + "&q=2";
                    default -> "?page=2&q=" + value + "&z";
                };
    }

    /** The key as the server reads it, null when there is none. */
    private static @Nullable ClientKey key(Method method, String client, String host, String target) {
        if (method.key == null) {
            return null;
        }
        if (method.key.source() == RequestKey.Source.CLIENT) {
            return Picks.address(client);
        }
        int mark = target.indexOf('?');
        String text = switch (method.key.source()) {
            case PATH -> mark < 0 ? target : target.substring(0, mark);
            case TARGET -> target;
            case HOST -> host;
            case PARAMETER -> mark < 0 ? "" : target.substring(mark + 1);
            case CLIENT -> throw new AssertionError("is no text");
        };
        byte[] bytes = Latin1.bytes(text);
        AccessLogEntry entry = new AccessLogEntry(1);
        entry.setText(0, bytes, 0, bytes.length);
        ClientKey key = new ClientKey();
        return new KeyReader(KeyAsRead.by(method.policy, method.key), 0).read(entry, key) ? key : null;
    }

    /** The backend that a request ends at. */
    private static int answering(Picker picker, @Nullable ClientKey key, Method method) {
        int backend = picker.pick(key, NOW);
        while (method.firstIsDead && backend == 0) {
            picker.failed(backend, NOW);
            backend = picker.retry(NOW);
        }
        picker.ended(backend, NOW, 0);
        return backend;
    }
}
