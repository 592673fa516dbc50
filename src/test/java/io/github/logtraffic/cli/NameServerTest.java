package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.logtraffic.identity.DnsResolver;
import io.github.logtraffic.log.entry.ClientAddress;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Names of clients as a real name server knows them; asks a dnsmasq on loopback, and is skipped where there is none. */
@Timeout(60)
class NameServerTest {
    private static final Path DNSMASQ = Path.of("/usr/sbin/dnsmasq");

    /** Knows its own names only, so it asks nobody. */
    private static final List<String> OPTIONS = List.of(
            "--keep-in-foreground",
            "--conf-file=/dev/null",
            "--pid-file=",
            "--no-resolv",
            "--no-hosts",
            "--listen-address=127.0.0.1",
            "--bind-interfaces",
            "--local=/example/",
            "--local=/in-addr.arpa/",
            "--local=/ip6.arpa/");

    private static final List<String> RECORDS = List.of(
            "--host-record=One.example,192.0.2.1,2001:db8::1", // and back from both addresses
            "--ptr-record=2.2.0.192.in-addr.arpa,bank.example",
            "--host-record=bank.example,198.51.100.1",
            "--ptr-record=3.2.0.192.in-addr.arpa,nowhere.example",
            "--ptr-record=4.2.0.192.in-addr.arpa,bank.example",
            "--ptr-record=4.2.0.192.in-addr.arpa,four.example",
            "--host-record=four.example,192.0.2.4");

    private static final String LOG = String.join(
            "",
            line("192.0.2.1"),
            line("192.0.2.2"),
            line("192.0.2.3"),
            line("192.0.2.4"),
            line("192.0.2.5"),
            line("2001:db8::1"),
            line("2001:db8::2"));

    private static String line(String client) {
        return client + " - - [23/Nov/2026:10:00:01 +0000] \"GET / HTTP/1.1\" 200 5120\n";
    }

    private static Map<String, String> names(CommandRun run) throws IOException {
        Map<String, String> names = new TreeMap<>();
        for (JsonNode row : new ObjectMapper().readTree(run.out()).at("/topTalkers/rows")) {
            if (row.has("name")) {
                names.put(row.get("client").asText(), row.get("name").asText());
            }
        }
        return names;
    }

    @Test
    void namesCountWhoseAddressesConfirmThem(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(DNSMASQ), "there is no dnsmasq");
        try (DatagramSocket silent = silentServer()) {
            int port = freePort();
            Process dnsmasq = start(port, folder);
            for (int again = 0; again < 5 && !answers(dnsmasq, port); again++) { // somebody else has taken the port
                port = freePort();
                dnsmasq = start(port, folder);
            }
            try {
                assertThat(dnsmasq.isAlive())
                        .as(Files.readString(folder.resolve("output")))
                        .isTrue();
                String server = "dns://127.0.0.1:" + port;
                assertNames(CommandRun.of(LOG, new DnsResolver(server), "analyze", "--json", "--resolve"));
                String both = "dns://127.0.0.1:" + silent.getLocalPort() + " " + server;
                assertNames(CommandRun.of(LOG, new DnsResolver(both), "analyze", "--json", "--resolve"));
            } finally {
                dnsmasq.destroy();
                assertThat(dnsmasq.waitFor(10, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    private static Process start(int port, Path folder) throws IOException {
        List<String> command = new ArrayList<>(List.of(DNSMASQ.toString(), "--port=" + port));
        command.add("--user=" + System.getProperty("user.name")); // else root's becomes another who may not exist
        command.addAll(OPTIONS);
        command.addAll(RECORDS);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }

    private static void assertNames(CommandRun run) throws IOException {
        assertThat(run.err()).isEmpty();
        assertThat(names(run))
                .isEqualTo(
                        Map.of("192.0.2.1", "one.example", "192.0.2.4", "four.example", "2001:db8::1", "one.example"));
    }

    /** Waits until it answers; false when it has ended. */
    private static boolean answers(Process dnsmasq, int port) throws InterruptedException {
        DnsResolver resolver = new DnsResolver("dns://127.0.0.1:" + port);
        ClientAddress any = ClientAddress.ofAddress(0, 0xFFFF_C000_0201L);
        for (int tries = 0; tries < 100; tries++) {
            if (!dnsmasq.isAlive()) {
                return false;
            }
            try {
                resolver.names(any);
                return true;
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(50); // it is not there yet
            }
        }
        throw new AssertionError("dnsmasq does not answer");
    }

    @Test
    void aServerThatNeverAnswersIsWaitedForNoLongerThanSaid() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 1; i <= 200; i++) {
            log.append(line("192.0.2." + i));
        }
        try (DatagramSocket silent = silentServer()) {
            DnsResolver resolver = new DnsResolver("dns://127.0.0.1:" + silent.getLocalPort());
            long begin = System.nanoTime();
            CommandRun run = CommandRun.of(log.toString(), resolver, "analyze", "--json", "--resolve", "-n", "0");
            Duration taken = Duration.ofNanos(System.nanoTime() - begin);
            assertThat(run.exit()).isZero();
            assertThat(run.err())
                    .isEqualTo(
                            "logtraffic: --resolve: no answer within 2 s for 200 addresses; can a name server be reached?\n");
            assertThat(names(run)).isEmpty();
            assertThat(taken).isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(6)); // the rest is slack
        }
    }

    private static DatagramSocket silentServer() throws IOException {
        return new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = silentServer()) {
            return socket.getLocalPort();
        }
    }
}
