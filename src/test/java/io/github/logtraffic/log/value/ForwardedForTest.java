package io.github.logtraffic.log.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.reference.Corruption;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.ReferenceForwarded;
import io.github.logtraffic.reference.Seeds;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is behind the proxies; 10.0.0.0/8 and fd00::/8 are trusted. */
class ForwardedForTest {
    private static final Networks TRUSTED =
            Networks.of(List.of(Network.parse("10.0.0.0/8"), Network.parse("fd00::/8")));
    private static final String PEER = "10.255.255.255";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.2.3.4 | 1.2.3.4",
                "6.6.6.6, 1.2.3.4 | 1.2.3.4",
                "6.6.6.6, 1.2.3.4, 10.0.0.1, 10.0.0.2 | 1.2.3.4",
                "6.6.6.6,1.2.3.4,10.0.0.1 | 1.2.3.4",
                "6.6.6.6 1.2.3.4 10.0.0.1 | 1.2.3.4",
                "1.2.3.4 ,\t10.0.0.1\t, | 1.2.3.4",
                ", ,1.2.3.4,,, 10.0.0.1,, | 1.2.3.4",
                "1.2.3.4:5678, 10.0.0.1:1 | 1.2.3.4",
                "[2001:DB8::1]:443, [fd00::1] | 2001:db8::1",
                "2001:DB8:0::1, fd00::1 | 2001:db8::1",
                "::ffff:1.2.3.4, ::ffff:10.0.0.1 | 1.2.3.4",
                "\"1.2.3.4\", \"10.0.0.1\" | 1.2.3.4",
                "\\\"1.2.3.4\\\", \\\"10.0.0.1\\\" | 1.2.3.4",
                "\\x22[2001:db8::1]:4711\\x22, \\x2210.0.0.1\\x22 | 2001:db8::1",
            })
    void theLastAddressThatIsNotTrustedIsTheClient(String field, String client) {
        assertThat(lastUntrusted(field)).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.3, 10.0.0.2, 10.0.0.1 | 10.0.0.3",
                ", 10.0.0.1 | 10.0.0.1",
                "for=10.0.0.3, for=10.0.0.2 | 10.0.0.3",
            })
    void theLeftmostAddressIsTheClientWhereAllAreTrusted(String field, String client) {
        assertThat(lastUntrusted(field)).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.2.3.4, unknown, 10.0.0.2, 10.0.0.1 | 10.0.0.2",
                "1.2.3.4, _hidden, 10.0.0.1 | 10.0.0.1",
                "1.2.3.4, -, 10.0.0.1 | 10.0.0.1",
                "1.2.3.4, 1.2.3.4.5, 10.0.0.1 | 10.0.0.1",
                "1.2.3.4, for=6.6.6.6, 10.0.0.1 | 10.0.0.1",
                "1.2.3.4, 5.6.7.8\", 10.0.0.1 | 10.0.0.1",
                "1.2.3.4, \"5.6.7.8\\\", 10.0.0.1 | 10.0.0.1",
                "for=1.2.3.4, for=unknown, for=10.0.0.1 | 10.0.0.1",
                "for=1.2.3.4, 6.6.6.6, for=10.0.0.1 | 10.0.0.1",
                "for=1.2.3.4, by=6.6.6.6, for=10.0.0.1 | 10.0.0.1",
            })
    void theWalkEndsAtWhatIsNoAddress(String field, String client) {
        assertThat(lastUntrusted(field)).isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                " ",
                ",",
                " , ,",
                "unknown",
                "_hidden",
                "www.example.com",
                "1.2.3.4, unknown",
                "1.2.3.4, 1.2.3",
                "1.2.3.4:123456",
                "1.2.3.4:",
                "[1.2.3.4",
                "fe80::1%eth0",
                "\"\"",
                "\"",
                "\\",
                "\\x22",
                "\\x2\"",
                "\"1.2.3.4\\\"",
                "=",
                ";",
                "for",
                "for=",
                "for=unknown",
                "for=_hidden;proto=http",
                "proto=http;by=1.2.3.4",
                "xfor=1.2.3.4",
            })
    void thePeerStaysTheClientWhereTheLastEntryIsNoAddress(String field) {
        assertThat(lastUntrusted(field)).isEqualTo(PEER);
        assertThat(last(field)).isEqualTo(PEER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=192.0.2.60;proto=http;by=203.0.113.43, for=\"[2001:db8:cafe::17]:4711\" | 2001:db8:cafe::17",
                "for=192.0.2.60;proto=http;by=203.0.113.43, for=10.0.0.1 | 192.0.2.60",
                "for=\"_gazonk\", For=\"[2001:DB8:cafe::17]:4711\" | 2001:db8:cafe::17",
                "for=192.0.2.43, for=\"[fd00::17]:1\" | 192.0.2.43",
                "proto=https;by=203.0.113.43;FOR=192.0.2.60 | 192.0.2.60",
                "proto=https ; for = 192.0.2.60 ; by=\"x\" | 192.0.2.60",
                ";;for=192.0.2.60;; | 192.0.2.60",
                "for=192.0.2.60:80 | 192.0.2.60",
                "for=192.0.2.60;proto=http; by= 203.0.113.43 | 192.0.2.60",
                "for=2001:db8::1 | 2001:db8::1",
                "for=[2001:db8::1];host=\"a, b; c\" | 2001:db8::1",
                "for=\\\"[2001:db8::1]:1\\\";host=\\\"a, b\\\",for=\\\"10.0.0.1\\\" | 2001:db8::1",
                "for=\\x22[2001:db8::1]:1\\x22;host=\\x22a, b\\x22,for=\\x2210.0.0.1\\x22 | 2001:db8::1",
            })
    void readsTheHeaderOfRfc7239(String field, String client) {
        assertThat(lastUntrusted(field)).isEqualTo(client);
    }

    /** A trusted proxy at 10.0.0.1 appends what it must; the rest is an attacker's, who would be 6.6.6.6. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "for=6.6.6.6, for=10.0.0.1;for=6.6.6.6",
                "for=6.6.6.6, for=10.0.0.1;host=\"x\\\",for=6.6.6.6;a=\\\"\"",
                "for=6.6.6.6, for=10.0.0.1;host=\\\"x\\\\\\\",for=6.6.6.6;a=\\\\\\\"\\\"",
                "for=6.6.6.6, for=10.0.0.1;host=\\x22x\\x5C\\x22,for=6.6.6.6;a=\\x5C\\x22\\x22",
                "for=6.6.6.6;a=\", for=10.0.0.1;host=\";c=\\\",b\"",
                "6.6.6.6, for=10.0.0.1;host=\"",
            })
    void noQuoteWithinQuotesSmugglesInAnElement(String field) {
        assertThat(lastUntrusted(field)).isEqualTo(PEER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"for=6.6.6.6, 10.0.0.1 | 10.0.0.1",
                "for=\"6.6.6.6, for=10.0.0.1 | 10.0.0.1",
                "for=6.6.6.6, 1.2.3.4 | 1.2.3.4",
                "6.6.6.6, for=1.2.3.4 | 1.2.3.4",
                "for=6.6.6.6 1.2.3.4 | 1.2.3.4",
            })
    void whatStandsBeforeItDoesNotHideWhatTheNearestProxyWrote(String field, String client) {
        assertThat(lastUntrusted(field)).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "6.6.6.6, 10.0.0.1 | 10.0.0.1",
                "6.6.6.6, 1.2.3.4:5, | 1.2.3.4",
                "for=6.6.6.6, for=\"[fd00::1]\";proto=http | fd00::1",
            })
    void theLastAddressIsTakenWhetherTrustedOrNot(String field, String client) {
        assertThat(last(field)).isEqualTo(client);
    }

    @Test
    void agreesWithTheReferenceOnRandomAndCorruptedChains() {
        Seeds.each(4_000, random -> {
            String chain = chain(random);
            assertAgrees(chain);
            assertAgrees(Corruption.of(random, chain));
            assertAgrees(soup(random));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "6.6.6.6, 1.2.3.4 ,10.0.0.1:80",
                "1.2.3.4, \"[fd00::1]:80\"",
                "for=1.2.3.4;by=\"a\", For=\"[fd00::1]:80\"",
                "for=1.2.3.4,for=\\\"10.0.0.1\\\";a=\\\",\\\"",
                "for=1.2.3.4,for=\\x2210.0.0.1\\x22",
            })
    void agreesWithTheReferenceWhateverOneByteBecomes(String chain) {
        for (int at = 0; at < chain.length(); at++) {
            for (char any = 0; any < 256; any++) {
                assertAgrees(chain.substring(0, at) + any + chain.substring(at + 1));
            }
        }
    }

    /** A way that takes time by the square of the length would take minutes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1, ",
                "10.0.0.1 ",
                ",",
                " ",
                "\"",
                "\\x22",
                "\\",
                "=",
                ";",
                "1",
                ":",
                "[",
                "[fd00::1]:1,",
                "for=10.0.0.1,",
                "for=\"10.0.0.1\",",
                "a=b;",
                "a=\"b\";",
                "for=\",",
                "\",=",
            })
    void aChainOfAMegabyteTakesLinearTime(String part) {
        String chain = part.repeat(1_000_000 / part.length());
        for (String end : new String[] {"", "10.0.0.1", ",for=10.0.0.1"}) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> assertThat(lastUntrusted(chain + end)).isNotEmpty());
        }
    }

    private static void assertAgrees(String field) {
        String expected = ReferenceForwarded.lastUntrusted(field, ForwardedForTest::isTrusted);
        assertThat(lastUntrusted(field)).as(field).isEqualTo(expected == null ? PEER : expected);
        String expectedLast = ReferenceForwarded.lastUntrusted(field, address -> false);
        assertThat(last(field)).as(field).isEqualTo(expectedLast == null ? PEER : expectedLast);
    }

    private static boolean isTrusted(String address) {
        return address.startsWith("10.") || (address.startsWith("fd") && address.indexOf(':') == 4);
    }

    private static String chain(Random random) {
        boolean isForwarded = random.nextBoolean();
        StringBuilder chain = new StringBuilder();
        for (int entries = 1 + random.nextInt(5); entries > 0; entries--) {
            chain.append(isForwarded ? element(random) : quoted(random, node(random)));
            if (entries > 1 || random.nextInt(10) == 0) {
                chain.append(one(random, ", ", ", ", ",", " , ", " ", "\t,", ",,"));
            }
        }
        return chain.toString();
    }

    private static String element(Random random) {
        StringBuilder element = new StringBuilder();
        for (int pairs = random.nextInt(3); pairs > 0; pairs--) {
            element.append(one(random, "by=", "proto=", "host=", "for=", "x"))
                    .append(quoted(random, one(random, "http", "a, b", ";for=6.6.6.6", "", "\\\"", "\\x5C\\x22,")))
                    .append(one(random, ";", ";", " ; ", ","));
        }
        String name = one(random, "for=", "for=", "For=", " FOR =", "");
        return element + name + quoted(random, node(random)) + one(random, "", "", ";", ";proto=http", ";a=\"b,c\"");
    }

    private static String node(Random random) {
        String address = one(
                random,
                "10.0.0." + random.nextInt(300),
                "1.2.3." + random.nextInt(300),
                "::ffff:10.1.1.1",
                "FD00::" + Integer.toHexString(random.nextInt()),
                "2001:db8::1",
                "unknown",
                "_hidden",
                "");
        String bracketed = address.contains(":") && random.nextBoolean() ? "[" + address + "]" : address;
        return bracketed + (random.nextInt(4) == 0 ? ":" + random.nextInt(200_000) : "");
    }

    private static String quoted(Random random, String text) {
        String quote = one(random, "", "", "\"", "\\\"", "\\x22");
        return quote + text + quote;
    }

    private static String soup(Random random) {
        StringBuilder soup = new StringBuilder();
        for (int parts = random.nextInt(12); parts > 0; parts--) {
            soup.append(
                    one(random, "\"", "\\", "\\x22", ",", ";", "=", " ", "for=", "10.0.0.1", "1.2.3.4", "[::1]", "a"));
        }
        return soup.toString();
    }

    private static String one(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static String last(String field) {
        byte[] bytes = surrounded(field);
        ClientKey client = peer();
        boolean isFound = ForwardedFor.last(bytes, 1, 1 + field.length(), client);
        return text(client, isFound);
    }

    private static String lastUntrusted(String field) {
        byte[] bytes = surrounded(field);
        ClientKey client = peer();
        boolean isFound = ForwardedFor.lastUntrusted(bytes, 1, 1 + field.length(), TRUSTED, client);
        return text(client, isFound);
    }

    private static byte[] surrounded(String field) {
        return Latin1.bytes("1" + field + "22\",7.7.7.7");
    }

    private static ClientKey peer() {
        ClientKey peer = new ClientKey();
        peer.setIpv4(0x0AFF_FFFF);
        return peer;
    }

    private static String text(ClientKey client, boolean isFound) {
        String text = Clients.text(client);
        assertThat(text.equals(PEER)).isEqualTo(!isFound);
        return text;
    }
}
