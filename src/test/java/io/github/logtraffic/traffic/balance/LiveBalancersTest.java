package io.github.logtraffic.traffic.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.log.entry.ClientKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each pick is that of a running nginx or HAProxy; skipped where they are not installed. */
class LiveBalancersTest {
    private static final int[][] WEIGHTS = {{1, 1, 1}, {5, 1, 1}, {5, 3, 2}, {3, 1, 8}, {256, 100, 7}};
    private static final int BACKENDS = 5;
    private static final int REQUESTS = 60;

    /** A way to balance that is asked for. */
    private record Method(
            String host, BalancePolicy policy, RequestKey.Source key, String directives, List<Integer> weights) {}

    @Test
    void nginxPicksTheSame(@TempDir Path directory) throws Exception {
        int[] ports = LiveServer.freePorts(BACKENDS + 1);
        List<Method> methods = new ArrayList<>();
        for (int[] weights : WEIGHTS) {
            add(methods, BalancePolicy.NGINX_ROUND_ROBIN, RequestKey.Source.PATH, "", weights);
            add(methods, BalancePolicy.NGINX_HASH, RequestKey.Source.TARGET, "hash $request_uri;", weights);
            add(methods, BalancePolicy.NGINX_HASH, RequestKey.Source.CLIENT, "hash $remote_addr;", weights);
            add(methods, BalancePolicy.NGINX_HASH, RequestKey.Source.PARAMETER, "hash $arg_q;", weights);
            add(methods, BalancePolicy.NGINX_CONSISTENT, RequestKey.Source.PATH, "hash $uri consistent;", weights);
            add(methods, BalancePolicy.NGINX_IP_HASH, RequestKey.Source.CLIENT, "ip_hash;", weights);
        }
        String blocks = methods.stream()
                .map(method ->
                        "upstream %s { %s %s }%nserver { listen 127.0.0.1:%d; server_name %s; location / { proxy_pass http://%s; } }%n"
                                .formatted(
                                        method.host,
                                        method.directives,
                                        servers(method, ports),
                                        ports[BACKENDS],
                                        method.host,
                                        method.host))
                .collect(Collectors.joining());
        try (LiveServer backends = backends(directory, ports);
                LiveServer nginx = LiveServer.nginx(directory, blocks, ports[BACKENDS])) {
            assertThat(backends).isNotSameAs(nginx);
            compare(methods, ports);
        }
    }

    @Test
    void haproxyPicksTheSame(@TempDir Path directory) throws Exception {
        int[] ports = LiveServer.freePorts(BACKENDS + 1);
        List<Method> methods = new ArrayList<>();
        for (int[] weights : WEIGHTS) {
            add(methods, BalancePolicy.HAPROXY_ROUNDROBIN, RequestKey.Source.PATH, "balance roundrobin", weights);
            add(methods, BalancePolicy.HAPROXY_STATIC_RR, RequestKey.Source.PATH, "balance static-rr", weights);
            add(methods, BalancePolicy.HAPROXY_SOURCE, RequestKey.Source.CLIENT, "balance source", weights);
            add(methods, BalancePolicy.HAPROXY_URI, RequestKey.Source.PATH, "balance uri", weights);
            add(methods, BalancePolicy.HAPROXY_URI, RequestKey.Source.TARGET, "balance uri whole", weights);
            add(methods, BalancePolicy.HAPROXY_URL_PARAM, RequestKey.Source.PARAMETER, "balance url_param q", weights);
            String consistent = "\n  hash-type consistent";
            add(methods, BalancePolicy.HAPROXY_CONSISTENT, RequestKey.Source.PATH, "balance uri" + consistent, weights);
            add(
                    methods,
                    BalancePolicy.HAPROXY_CONSISTENT,
                    RequestKey.Source.CLIENT,
                    "balance source" + consistent,
                    weights);
            add(
                    methods,
                    BalancePolicy.HAPROXY_CONSISTENT,
                    RequestKey.Source.PARAMETER,
                    "balance url_param q" + consistent,
                    weights);
        }
        Random random = new Random(1);
        for (int i = 0; i < 10; i++) {
            int[] weights = random.ints(BACKENDS, 1, 10).toArray();
            add(methods, BalancePolicy.HAPROXY_ROUNDROBIN, RequestKey.Source.PATH, "balance roundrobin", weights);
        }
        String blocks = "frontend all\n  bind 127.0.0.1:" + ports[BACKENDS] + "\n  use_backend %[req.hdr(host)]\n"
                + methods.stream()
                        .map(method ->
                                "backend " + method.host + "\n  " + method.directives + "\n" + lines(method, ports))
                        .collect(Collectors.joining());
        try (LiveServer backends = backends(directory, ports);
                LiveServer haproxy = LiveServer.haproxy(directory, blocks, ports[BACKENDS])) {
            assertThat(backends).isNotSameAs(haproxy);
            compare(methods, ports);
        }
    }

    private static void add(
            List<Method> methods, BalancePolicy policy, RequestKey.Source key, String directives, int[] weights) {
        methods.add(new Method(
                "m" + methods.size(),
                policy,
                key,
                directives,
                Arrays.stream(weights).boxed().toList()));
    }

    /** Servers that answer with their ports. */
    private static LiveServer backends(Path directory, int[] ports) throws IOException, InterruptedException {
        String servers = IntStream.range(0, BACKENDS)
                .mapToObj(i -> "server { listen 127.0.0.1:" + ports[i] + "; return 200 $server_port; }\n")
                .collect(Collectors.joining());
        return LiveServer.nginx(Files.createDirectory(directory.resolve("backends")), servers, ports[BACKENDS - 1]);
    }

    private static String servers(Method method, int[] ports) {
        return IntStream.range(0, method.weights.size())
                .mapToObj(i -> "server 127.0.0.1:" + ports[i] + " weight=" + method.weights.get(i) + ";")
                .collect(Collectors.joining(" "));
    }

    private static String lines(Method method, int[] ports) {
        return IntStream.range(0, method.weights.size())
                .mapToObj(i -> "  server s" + i + " 127.0.0.1:" + ports[i] + " weight " + method.weights.get(i) + "\n")
                .collect(Collectors.joining());
    }

    private static void compare(List<Method> methods, int[] ports) throws IOException {
        for (Method method : methods) {
            String[] backends = IntStream.range(0, method.weights.size())
                    .mapToObj(i -> "127.0.0.1:" + ports[i] + "*" + method.weights.get(i))
                    .toArray(String[]::new);
            Picker picker = Picks.of(method.policy, backends).picker;
            List<String> picked = new ArrayList<>();
            List<String> seen = new ArrayList<>();
            Random random = new Random(ports[0]);
            for (int i = 0; i < REQUESTS; i++) {
                String client =
                        "127." + random.nextInt(3) + "." + random.nextInt(200) + "." + (1 + random.nextInt(200));
                String path = "/" + Integer.toString(random.nextInt(1 << 20), 36) + (i % 4 == 0 ? "/ü" : "/x.html");
                String value = i % 5 == 0 ? "" : Integer.toString(random.nextInt(5_000));
                String query = "page=2" + (value.isEmpty() ? "" : "&q=" + value + "&z");
                String escaped = path.replace("ü", "%C3%BC");
                ClientKey key = switch (method.key) {
                    case CLIENT -> Picks.address(client);
                    case PATH -> Picks.text(method.policy.isNginx() ? path : escaped); // $uri is decoded
                    case TARGET -> Picks.text(escaped + "?" + query);
                    case HOST -> throw new AssertionError("is the method's name");
                    case PARAMETER -> Picks.text(value);
                };
                picked.add(backends[picker.pick(key, 0)].split("[:*]", -1)[1]);
                seen.add(LiveServer.get(client, ports[BACKENDS], method.host, escaped + "?" + query));
            }
            assertThat(picked)
                    .as("%s %s of %s", method.directives, method.key, method.weights)
                    .isEqualTo(seen);
        }
    }
}
