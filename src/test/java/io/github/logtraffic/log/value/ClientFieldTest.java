package io.github.logtraffic.log.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.reference.Corruption;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.RandomLines;
import io.github.logtraffic.reference.ReferenceClients;
import io.github.logtraffic.reference.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients as logs spell them get their canonical names. */
class ClientFieldTest {
    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.1.2.3",
        "10.1.2.3:80, 10.1.2.3",
        "10.1.2.3:99999, 10.1.2.3",
        "[2001:DB8::1]:443, 2001:db8::1",
        "[2001:DB8::1], 2001:db8::1",
        "[::ffff:10.1.2.3]:1, 10.1.2.3",
        "[10.1.2.3]:1, 10.1.2.3",
        "::FFFF:10.1.2.3, 10.1.2.3",
        "0:0:0:0:0:0:0:1, ::1",
        "-, -",
        "WWW.Example.COM, www.example.com",
        "999.1.1.1:80, 999.1.1.1", // shaped like an address with a port
        "[CAFE]:80, cafe",
        "10.1.2.3:, 10.1.2.3:",
        "10.1.2.3:123456, 10.1.2.3:123456",
        "10.1.2.3:8x, 10.1.2.3:8x",
        "10.1.2:80, 10.1.2:80",
        "10.1.2.3456:80, 10.1.2.3456:80",
        "[::1, [::1",
        "[], []",
        "[::1]443, [::1]443",
        "[::1]:, [::1]:",
        "[Host]:80, [host]:80",
        "host:80, host:80",
        "caf\u00e9, caf\\xE9",
        "\u00c3\u0089, é",
        "\\XFF, \\xff", // what was written so in the log is not what a byte would be
    })
    void knowsClientsByTheirCanonicalNames(String text, String canonical) {
        assertThat(read(text)).isEqualTo(canonical);
        assertThat(readAny(text)).isEqualTo(canonical);
    }

    @Test
    void agreesWithTheReferenceOnRandomAndCorruptedClients() {
        Seeds.each(3_000, random -> {
            String client = new RandomLines(random, false, false).client();
            for (String text :
                    new String[] {client, "x" + Corruption.of(random, client), Corruption.of(random, client)}) {
                if (!text.isEmpty()) {
                    String expected = ReferenceClients.canonical(text);
                    assertThat(read(text)).as(text).isEqualTo(expected);
                    assertThat(readAny(text)).as(text).isEqualTo(expected);
                }
            }
        });
    }

    /** As a parser reads a client inside a line: an IPv4 address in one go, anything else when its end is known. */
    private static String read(String text) {
        byte[] surrounded = Latin1.bytes("[1" + text + " - - [and more");
        int end = 2 + text.length();
        ClientKey client = new ClientKey();
        if (ClientField.readIpv4(surrounded, 2, surrounded.length, (byte) ' ', client) != end) {
            ClientField.readAny(surrounded, 2, end, client);
        }
        return Clients.text(client);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2.3.4",
                "1.2.3.4\t- - [more and more",
                "01.2.3.4 - - [more and more",
                "1.2.3.256 - - [more and more",
                "1.2.3 - - [more and more and more",
                "1.2.3.4.5 - - [more and more",
                "1.2.3.4: - - [more and more",
                "1.2.3.1000 - - [more and more",
                ".2.3.4 - - [more and more",
                "1..3.4 - - [more and more"
            })
    void inOneGoOnlyAnIpv4AddressBeforeABlankIsRead(String line) {
        byte[] bytes = Latin1.bytes(line);
        assertThat(ClientField.readIpv4(bytes, 0, bytes.length, (byte) ' ', new ClientKey()))
                .isEqualTo(-1);
    }

    @Test
    void theBlankBehindAnIpv4AddressIsWhereItEnds() {
        byte[] bytes = Latin1.bytes("255.0.10.99 - - [more and more");
        ClientKey client = new ClientKey();
        assertThat(ClientField.readIpv4(bytes, 0, bytes.length, (byte) ' ', client))
                .isEqualTo("255.0.10.99".length());
        assertThat(Clients.text(client)).isEqualTo("255.0.10.99");
    }

    private static String readAny(String text) {
        byte[] bytes = Latin1.bytes(text);
        ClientKey client = new ClientKey();
        ClientField.readAny(bytes, 0, bytes.length, client);
        return Clients.text(client);
    }
}
