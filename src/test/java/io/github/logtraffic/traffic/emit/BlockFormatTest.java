package io.github.logtraffic.traffic.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.logtraffic.count.DurationSketch;
import io.github.logtraffic.log.value.Network;
import io.github.logtraffic.traffic.limit.LimitModel;
import io.github.logtraffic.traffic.limit.LimitOutcome;
import io.github.logtraffic.traffic.limit.LimitRate;
import io.github.logtraffic.traffic.limit.LimitSetting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lists are what nginx, HAProxy and nft take; those that are not there are skipped. */
class BlockFormatTest {
    private static final Path NGINX = Path.of("/usr/sbin/nginx");
    private static final Path HAPROXY = Path.of("/usr/sbin/haproxy");
    private static final Path NFT = Path.of("/usr/sbin/nft");

    private static final List<String> CIDRS =
            List.of("192.0.2.0/25", "192.0.2.128/27", "198.51.100.7", "2001:db8::/64", "2001:db8:1::7");

    /** What a name of a file may hold. */
    private static final String HOSTILE = "a.log\ndeny all;\r\n} flush ruleset # \u001B[31m\u2028 \u202E { \\";

    @TempDir
    Path folder;

    private static String text(BlockFormat format, List<String> cidrs) {
        LimitSetting setting = new LimitSetting(LimitModel.NGINX, "client", LimitRate.parse("5r/s"), 20, 0);
        LimitOutcome outcome = new LimitOutcome(
                setting, 100, new DurationSketch().counts(), 20, 25, 20, 10, 4, 0, List.of(), 5, 1_000);
        LeftOut left = new LeftOut(Network.parse("10.0.0.1"), 7, LeftOut.Reason.NOT_PUBLIC);
        BlockList list = new BlockList(
                new SmallestCover.Cover(cidrs.stream().map(Network::parse).toList(), false),
                new BlockList.Offenders(5, 6, true, 70, 800, 15),
                new BlockList.Others(2, 9),
                10L,
                List.of(left),
                false,
                1,
                false);
        BlockedLog log = new BlockedLog(
                List.of(HOSTILE, "x".repeat(40_000), "c", "d", "e", "f"), null, null, HOSTILE, 120, 8, 3, true);
        return format.text(list, outcome, log);
    }

    @ParameterizedTest
    @EnumSource
    void nothingLeavesItsComment(BlockFormat format) {
        String text = text(format, CIDRS);
        assertThat(text.chars()).allMatch(c -> c == '\n' || c == '\t' || (c >= ' ' && c <= '~'));
        assertThat(text.lines())
                .allMatch(line -> line.length() < 1_000)
                .noneMatch(line -> line.endsWith("\\"))
                .contains("# and 1 more logs");
        assertThat(text.lines().filter(line -> !line.startsWith("# ")))
                .noneMatch(line -> line.contains("deny all") || line.contains("flush"));
        assertThat(CIDRS).allMatch(text::contains);
    }

    @Test
    void aListOfHaproxyHasNothingButAddresses() {
        assertThat(text(BlockFormat.HAPROXY_ACL, CIDRS).lines().filter(line -> !line.startsWith("#")))
                .isEqualTo(CIDRS);
    }

    @Test
    void nginxTakesIt() throws Exception {
        assumeTrue(Files.isExecutable(NGINX), "there is no nginx");
        for (List<String> cidrs : List.of(CIDRS, List.<String>of())) {
            Path list = Files.writeString(folder.resolve("deny.conf"), text(BlockFormat.NGINX_DENY, cidrs));
            Path configuration = Files.writeString(folder.resolve("nginx.conf"), """
                    pid nginx.pid;
                    events { }
                    http {
                        access_log off;
                        client_body_temp_path t; proxy_temp_path t; fastcgi_temp_path t; uwsgi_temp_path t; scgi_temp_path t;
                        include %s;
                        server { listen 127.0.0.1:8080; location / { return 204; } }
                    }
                    """.formatted(list));
            assertAccepted(
                    run(NGINX.toString(), "-t", "-q", "-p", folder.toString(), "-e", "e", "-c", "" + configuration));
        }
    }

    @Test
    void haproxyTakesIt() throws Exception {
        assumeTrue(Files.isExecutable(HAPROXY), "there is no haproxy");
        for (List<String> cidrs : List.of(CIDRS, List.<String>of())) {
            String text = text(BlockFormat.HAPROXY_ACL, cidrs);
            Path list = Files.writeString(folder.resolve("block.acl"), text);
            String usage = Stream.of("# acl ", "# http-request deny")
                    .flatMap(begin -> text.lines().filter(line -> line.startsWith(begin)))
                    .map(line -> "    " + line.substring(2).replace("FILE", list.toString()) + "\n")
                    .reduce("", String::concat);
            Path configuration = Files.writeString(folder.resolve("haproxy.cfg"), """
                    defaults
                        mode http
                        timeout connect 5s
                        timeout client 20s
                        timeout server 20s
                    frontend web
                        bind 127.0.0.1:8080
                    """ + usage);
            assertThat(usage).contains(list.toString());
            assertAccepted(run(HAPROXY.toString(), "-c", "-q", "-f", configuration.toString()));
        }
    }

    @Test
    void nftLoadsItAgainAndAgainAndTouchesNothingElse() throws Exception {
        assumeTrue(Files.isExecutable(NFT), "there is no nft");
        List<String> apart = List.of("unshare", "--map-root-user", "--net", "sh", "-e", "-c");
        assumeTrue(
                run(Stream.concat(apart.stream(), Stream.of(NFT + " list ruleset")))
                                .exit()
                        == 0,
                "nft may not be used in a namespace of its own");
        Path empty = Files.writeString(folder.resolve("empty"), text(BlockFormat.NFTABLES, List.of()));
        Path wider = Files.writeString(folder.resolve("wider"), text(BlockFormat.NFTABLES, List.of("192.0.2.0/24")));
        Path list = Files.writeString(folder.resolve("list"), text(BlockFormat.NFTABLES, CIDRS));
        String script =
                "%1$s add table inet mine; %1$s -f %2$s; %1$s -f %3$s; %1$s -f %4$s; %1$s -f %4$s; %1$s list ruleset"
                        .formatted(NFT, empty, wider, list);
        Run run = run(Stream.concat(apart.stream(), Stream.of(script)));
        assertAccepted(run);
        assertThat(run.output()).contains("table inet mine").doesNotContain("192.0.2.0/24");
        assertThat(CIDRS).allMatch(run.output()::contains);
        assertThat(run.output().lines().filter(line -> line.contains("ip saddr @block4")))
                .hasSize(1);
        assertThat(run.output().lines().filter(line -> line.contains("ip6 saddr @block6")))
                .hasSize(1);
    }

    private record Run(int exit, String output) {}

    private static void assertAccepted(Run run) {
        assertThat(run.exit()).as(run.output()).isZero();
    }

    private static Run run(String... command) throws IOException, InterruptedException {
        return run(Stream.of(command));
    }

    private static Run run(Stream<String> command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command.toList()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }
}
