package io.github.logtraffic.log.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.Seeds;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client behind proxies is whom nginx takes for it; asks a real one, and is skipped where there is none. */
class NginxRealIpTest {
    private static final Path NGINX = Path.of("/usr/sbin/nginx");
    private static final Networks TRUSTED =
            Networks.of(List.of(Network.parse("10.0.0.0/8"), Network.parse("fd00::/8")));
    private static final String NO_ADDRESS = "unix:";
    private static final String CONFIGURATION = """
            daemon off;
            master_process off;
            pid nginx.pid;
            events { }
            http {
                access_log off;
                client_body_temp_path temp; proxy_temp_path temp; fastcgi_temp_path temp; uwsgi_temp_path temp; scgi_temp_path temp;
                server {
                    listen unix:%s;
                    set_real_ip_from unix:;
                    set_real_ip_from 10.0.0.0/8;
                    set_real_ip_from fd00::/8;
                    real_ip_header X-Forwarded-For;
                    real_ip_recursive on;
                    return 200 $remote_addr;
                }
            }
            """;

    @Test
    void agreesWithNginx(@TempDir Path directory) throws Exception {
        assumeTrue(Files.isExecutable(NGINX), "there is no nginx");
        Path socket = directory.resolve("socket");
        Path configuration = Files.writeString(directory.resolve("nginx.conf"), CONFIGURATION.formatted(socket));
        Process nginx = new ProcessBuilder(
                        NGINX.toString(), "-p", directory.toString(), "-e", "errors", "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        try {
            awaitSocket(nginx, socket);
            Seeds.each(2_000, random -> {
                String chain = chain(random);
                assertThat(client(chain)).as(chain).isEqualTo(canonical(askNginx(socket, chain)));
            });
        } finally {
            nginx.destroy();
            assertThat(nginx.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void awaitSocket(Process nginx, Path socket) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!Files.exists(socket) && System.nanoTime() < end) {
            assertThat(nginx.isAlive()).isTrue();
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static String askNginx(Path socket, String chain) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(ByteBuffer.wrap(Latin1.bytes("GET / HTTP/1.0\r\nX-Forwarded-For: " + chain + "\r\n\r\n")));
            String response = Latin1.text(Channels.newInputStream(channel).readAllBytes());
            assertThat(response).startsWith("HTTP/1.1 200 ");
            return response.substring(response.indexOf("\r\n\r\n") + 4);
        }
    }

    private static String canonical(String answer) {
        byte[] bytes = Latin1.bytes(answer);
        ClientKey client = new ClientKey();
        return ClientField.readAddressAndPort(bytes, 0, bytes.length, client) ? Clients.text(client) : answer;
    }

    private static String client(String chain) {
        byte[] bytes = Latin1.bytes(chain);
        ClientKey client = new ClientKey();
        return ForwardedFor.lastUntrusted(bytes, 0, bytes.length, TRUSTED, client) ? Clients.text(client) : NO_ADDRESS;
    }

    /** No tabs, quotes, leading zeros, ports beyond 65535 and brackets without a port, which nginx reads otherwise. */
    private static String chain(Random random) {
        StringBuilder chain = new StringBuilder();
        for (int entries = random.nextInt(6); entries > 0; entries--) {
            chain.append(entry(random));
            if (entries > 1 || random.nextInt(4) == 0) {
                chain.append(one(random, ", ", ", ", ",", " , ", " ", ",,", ", , "));
            }
        }
        return chain.toString();
    }

    private static String entry(Random random) {
        String ipv4 = one(random, "10.0.0." + random.nextInt(300), "1.2.3." + random.nextInt(300));
        String ipv6 =
                one(random, "fd00::" + Integer.toHexString(random.nextInt(0x10000)), "2001:DB8::1", "::ffff:10.0.0.1");
        int port = 1 + random.nextInt(65_535);
        String other = one(random, "unknown", "_hidden", "-", "1.2.3", "x=1.2.3.4", "fe80::1%eth0", "1:2", "\"");
        return one(random, ipv4, ipv4, ipv6, ipv6, ipv4 + ":" + port, "[" + ipv6 + "]:" + port, other);
    }

    private static String one(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
