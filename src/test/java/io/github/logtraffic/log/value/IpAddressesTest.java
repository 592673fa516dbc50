package io.github.logtraffic.log.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.reference.Corruption;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.RandomLines;
import io.github.logtraffic.reference.ReferenceClients;
import io.github.logtraffic.reference.Seeds;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts are addresses, and which addresses they are. */
class IpAddressesTest {
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0",
        "1.2.3.4, 16909060",
        "127.0.0.1, 2130706433",
        "128.0.0.0, 2147483648",
        "255.255.255.255, 4294967295",
    })
    void readsDottedNumbers(String text, long number) {
        assertThat(ipv4(text)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2.3",
                "1.2.3.",
                "1.2.3.4.",
                ".1.2.3",
                "1..2.3",
                "1.2.3.4.5",
                "256.0.0.0",
                "1.2.3.256",
                "01.2.3.4",
                "1.2.3.00",
                "1.2.3.0004",
                "1.2.3.a",
                "1.2.3.4 ",
                " 1.2.3.4",
                "+1.2.3.4",
                "0x1.2.3.4",
                "1.2.3.99999999999",
                "1,2,3,4",
                "1.2.3.\u00b2",
                "::"
            })
    void refusesEverythingElseAsIpv4(String text) {
        assertThat(ipv4(text)).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "0:0:0:0:0:0:0:0, ::",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "1:2:3:4::5:6:7, 1:2:3:4:0:5:6:7",
        "1:2:3::8, 1:2:3::8",
        "1:2:3:4::, 1:2:3:4::",
        "1:2:3:4:5::8, 1:2:3:4:5::8",
        "1:2:3:4:5:6::, 1:2:3:4:5:6::",
        "0001:0002::000A, 1:2::a",
        "ABCD:ef01::, abcd:ef01::",
        "::1.2.3.4, ::102:304",
        "::ffff:1.2.3.4, 1.2.3.4",
        "::FFFF:102:304, 1.2.3.4",
        "64:ff9b::1.2.3.4, 64:ff9b::102:304",
        "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304",
        "1:2:3:4:5::1.2.3.4, 1:2:3:4:5:0:102:304",
        "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    })
    void readsEverySpellingOfIpv6(String text, String canonical) {
        assertThat(ipv6(text)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":::",
                "1",
                "1:",
                ":1",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "1:2:3:4::5:6:7:8",
                "1::2::3",
                "1:::2",
                "::1:",
                ":1::",
                "12345::",
                "00001::",
                "::g",
                "1.2.3.4",
                "::1.2.3",
                "::1.2.3.4.5",
                "::256.1.1.1",
                "::1.2.3.4:5",
                "1.2.3.4::",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::01.2.3.4",
                "::a.2.3.4",
                "fe80::1%eth0",
                "[::1]",
                "::1/64",
                "::\u00b9",
                "1:2:3:4:5:6:7:8:1:2:3:4:5:6:7:8:1:2:3:4:5:6:7:8"
            })
    void refusesEverythingElseAsIpv6(String text) {
        assertThat(ipv6(text)).isEqualTo("none");
    }

    @Test
    void agreesWithJavaOnWhateverJavaWrites() {
        Seeds.each(500, random -> {
            long high = random.nextBoolean() ? random.nextLong() : random.nextInt(2);
            long low = random.nextLong() & -1L >>> random.nextInt(64);
            ClientKey client = new ClientKey();
            byte[] text = Latin1.bytes(javaText(high, low));
            assertThat(IpAddresses.readIpv6(text, 0, text.length, client)).isTrue();
            assertThat(client.high()).isEqualTo(high);
            assertThat(client.low()).isEqualTo(low);
        });
    }

    @Test
    void agreesWithTheReferenceOnRandomAndCorruptedSpellings() {
        Seeds.each(3_000, random -> {
            String text = new RandomLines(random, false, false).client();
            assertAgrees(text);
            assertAgrees(Corruption.of(random, text));
            assertAgrees(soup(random));
        });
    }

    private static void assertAgrees(String text) {
        String expected =
                ReferenceClients.isAddress(text.toLowerCase(Locale.ROOT)) ? ReferenceClients.canonical(text) : "none";
        long ipv4 = ipv4(text);
        ClientAddress address = ClientAddress.ofAddress(0, 0xFFFF_0000_0000L | ipv4);
        assertThat(ipv4 >= 0 ? address.toString() : ipv6(text)).as(text).isEqualTo(expected);
    }

    private static String soup(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(20); length >= 0; length--) {
            text.append("::.1f0".charAt(random.nextInt(6)));
        }
        return text.toString();
    }

    private static String javaText(long high, long low) throws UnknownHostException {
        byte[] bytes = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
        InetAddress address = InetAddress.getByAddress(bytes);
        return ClientAddress.isIpv4(high, low) ? "::ffff:" + address.getHostAddress() : address.getHostAddress();
    }

    private static long ipv4(String text) {
        byte[] surrounded = Latin1.bytes("1" + text + "1");
        return IpAddresses.ipv4(surrounded, 1, surrounded.length - 1);
    }

    private static String ipv6(String text) {
        byte[] surrounded = Latin1.bytes("1" + text + ":1");
        ClientKey client = new ClientKey();
        return IpAddresses.readIpv6(surrounded, 1, surrounded.length - 2, client)
                ? ClientAddress.ofAddress(client.high(), client.low()).toString()
                : "none";
    }
}
