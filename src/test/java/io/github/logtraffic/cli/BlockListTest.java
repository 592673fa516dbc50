package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.identity.NameResolver;
import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.value.ClientField;
import io.github.logtraffic.log.value.Network;
import io.github.logtraffic.log.value.Networks;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.Seeds;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whom a block list hits, whatever the log. */
class BlockListTest {
    private static final Networks SPARED =
            Networks.PRIVATE.and(Networks.RESERVED).and(Networks.of(List.of(Network.parse("192.0.2.64/28"))));
    private static final Pattern COLLATERAL =
            Pattern.compile("# collateral: (\\d+) requests? of (\\d+) other clients?; .*");

    private static String lines(String client, String agent, int count) {
        return (client + " - - [23/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"" + agent + "\"\n")
                .repeat(count);
    }

    private static String address(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> "10.0.0." + random.nextInt(4);
            case 1 -> "2001:db8::" + Integer.toHexString(random.nextInt(32));
            case 2 -> "127.0.0." + random.nextInt(4);
            case 3 -> "100.64.0." + random.nextInt(4);
            default -> "192.0.2." + random.nextInt(128);
        };
    }

    private static CommandRun run(String log, NameResolver resolver, String... options) {
        String[] args = new String[options.length + 7];
        System.arraycopy(
                new String[] {"limit", "--rate", "1r/s", "--nodelay", "--burst", "2", "--emit=haproxy-acl"},
                0,
                args,
                0,
                7);
        System.arraycopy(options, 0, args, 7, options.length);
        return CommandRun.of(log, resolver, args);
    }

    private static final NameResolver NOBODY = new NameResolver() {
        @Override
        public List<String> names(ClientAddress address) {
            throw new AssertionError("nobody is asked unless wanted");
        }

        @Override
        public boolean hasAddress(String name, ClientAddress address) {
            throw new AssertionError("nobody is asked unless wanted");
        }

        @Override
        public boolean knows(String domain) {
            throw new AssertionError("nobody is asked unless wanted");
        }
    };

    private static List<Network> networks(CommandRun run) {
        assertThat(run.exit()).isZero();
        return run.out()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(Network::parse)
                .toList();
    }

    private static boolean covers(List<Network> networks, String client) {
        ClientKey key = new ClientKey();
        byte[] bytes = Latin1.bytes(client);
        assertThat(ClientField.readAddressAndPort(bytes, 0, bytes.length, key)).isTrue();
        return Networks.of(networks).contains(key);
    }

    @Test
    void nobodyIsHitWhoIsToBeSparedAndCollateralIsWhatItSays() {
        Seeds.each(30, random -> {
            Map<String, Integer> sent = new TreeMap<>();
            Map<String, String> agents = new TreeMap<>();
            StringBuilder log = new StringBuilder();
            for (int i = 0; i < 150; i++) {
                String client = address(random);
                agents.putIfAbsent(client, random.nextInt(12) == 0 ? "Googlebot/2.1" : "curl/8.0");
                int count = random.nextInt(3) == 0 ? 1 : 8;
                sent.merge(client, count, Integer::sum);
                log.append(lines(client, agents.get(client), count));
            }
            int bound = random.nextInt(20);
            CommandRun run = run(
                    log.toString(), NOBODY, "-n0", "--trusted-proxy=192.0.2.64/28", "--block-collateral", "" + bound);
            List<Network> networks = networks(run);
            assertThat(networks).isNotEmpty().noneMatch(SPARED::meets);
            int requests = 0;
            int clients = 0;
            for (Map.Entry<String, Integer> client : sent.entrySet()) {
                boolean isOther = client.getValue() <= 3; // what passes of a burst of 2 in a second
                boolean isSpared = isSpared(client.getKey(), agents);
                if (covers(networks, client.getKey())) {
                    assertThat(isSpared).as(client.getKey()).isFalse();
                    requests += isOther ? client.getValue() : 0;
                    clients += isOther ? 1 : 0;
                } else {
                    assertThat(isOther || isSpared).as(client.getKey()).isTrue();
                }
            }
            Matcher collateral = run.out()
                    .lines()
                    .map(COLLATERAL::matcher)
                    .filter(Matcher::matches)
                    .findFirst()
                    .orElseThrow();
            assertThat(collateral.group(1)).isEqualTo("" + requests);
            assertThat(collateral.group(2)).isEqualTo("" + clients);
            assertThat(requests).isLessThanOrEqualTo(bound);
        });
    }

    private static boolean isSpared(String client, Map<String, String> agents) {
        return SPARED.meets(Network.parse(client))
                || agents.getOrDefault(client, "").startsWith("Googlebot");
    }

    /** Knows one true crawler; of another there is no answer. */
    private static final class Names implements NameResolver {
        @Override
        public List<String> names(ClientAddress address) throws IOException {
            return switch (address.toString()) {
                case "192.0.2.1" -> List.of("crawl.googlebot.com");
                case "192.0.2.2" -> throw new IOException("no answer");
                default -> List.of();
            };
        }

        @Override
        public boolean hasAddress(String name, ClientAddress address) {
            return name.equals("crawl.googlebot.com") && address.toString().equals("192.0.2.1");
        }

        @Override
        public boolean knows(String domain) {
            return true;
        }
    }

    private static final String CLAIMS = lines("192.0.2.1", "Googlebot/2.1", 9)
            + lines("192.0.2.2", "Googlebot/2.1", 8)
            + lines("192.0.2.3", "Googlebot/2.1", 7)
            + lines("192.0.2.4", "GPTBot/1.1", 6)
            + lines("192.0.2.5", "Googlebot/2.1", 5);

    @Test
    void whoOnlyPretendsToBeACrawlerIsBlocked() {
        CommandRun run = run(CLAIMS, new Names(), "--resolve", "-n1");
        assertThat(networks(run)).containsExactly(Network.parse("192.0.2.3"));
        assertThat(run.out().lines())
                .contains(
                        "# left out: 192.0.2.1, 6 rejected: a verified crawler",
                        "# left out: 192.0.2.2, 5 rejected: claims to be a crawler, which was not checked")
                .noneMatch(line -> line.contains("192.0.2.4"));
        assertThat(run.err())
                .contains("--emit haproxy-acl: left out 1 verified as crawlers, 1 unchecked claims to be crawlers; "
                        + "--force blocks them, --resolve or --crawler-ranges checks claims\n");
        assertThat(networks(run(CLAIMS, new Names(), "--resolve", "-n0")))
                .containsExactly(Network.parse("192.0.2.3"), Network.parse("192.0.2.5"));
    }

    @Test
    void claimsAreBelievedWhenNobodyIsAsked() {
        CommandRun run = run(CLAIMS, NOBODY);
        assertThat(networks(run)).isEmpty();
        assertThat(run.err()).contains("left out 5 unchecked claims to be crawlers");
        assertThat(networks(run(CLAIMS, NOBODY, "--force"))).hasSize(3);
        assertThat(run(CLAIMS, NOBODY, "--force").err()).contains("blocks by force 5 unchecked claims to be crawlers");
    }

    @Test
    void aWiderNetworkNeverHoldsACrawler() {
        String log = lines("192.0.2.16", "curl", 9) + lines("192.0.2.19", "curl", 9);
        String[] options = {"--block-collateral=100"};
        assertThat(networks(run(log, NOBODY, options))).containsExactly(Network.parse("192.0.2.16/30"));
        String crawled = log + lines("192.0.2.17", "Googlebot/2.1", 1);
        assertThat(networks(run(crawled, NOBODY, options))).hasSize(2);
        assertThat(networks(run(crawled, new Names(), "--block-collateral=100", "--resolve")))
                .hasSize(2);
    }
}
