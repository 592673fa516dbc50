package io.github.logtraffic.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that no longer say who they are. */
class AnonymizerTest {
    private static final PseudonymKey KEY = PseudonymKey.of(Latin1.bytes("a key of the tests"));
    private static final AddressMask MASK = new AddressMask(AddressMask.IPV4_BITS, AddressMask.IPV6_BITS);

    private static String applied(Anonymizer anonymizer, String client) {
        ClientKey key = Addresses.key(client);
        anonymizer.apply(key);
        return ClientAddress.of(key).toString();
    }

    @Test
    void masksClearTheLastBits() {
        assertThat(applied(MASK, "203.0.113.7")).isEqualTo("203.0.0.0");
        assertThat(applied(MASK, "2001:db8:1:2:3:4:5:6")).isEqualTo("2001:db8:1::");
        assertThat(applied(MASK, "host-203-0-113-7.example")).isEqualTo("anonymous");
        assertThat(applied(MASK, "-")).isEqualTo("-");
        assertThat(applied(new AddressMask(8, 64), "203.0.113.7")).isEqualTo("203.0.113.0");
        assertThat(applied(new AddressMask(8, 64), "2001:db8:1:2:3:4:5:6")).isEqualTo("2001:db8:1:2::");
        assertThat(applied(new AddressMask(32, 128), "203.0.113.7")).isEqualTo("0.0.0.0");
        assertThat(applied(new AddressMask(32, 128), "2001:db8::1")).isEqualTo("::");
        assertThat(MASK.kept()).isEqualTo(new NetworkPrefix(16, 48));
        assertThatThrownBy(() -> new AddressMask(0, 80)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AddressMask(33, 80)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pseudonymsAreTheSameForeverWithTheSameKey() {
        Pseudonymizer pseudonymizer = new Pseudonymizer(KEY);
        String first = applied(pseudonymizer, "203.0.113.7");
        assertThat(first).matches("c-[0-9a-f]{16}");
        assertThat(applied(new Pseudonymizer(KEY), "203.0.113.7")).isEqualTo(first);
        assertThat(applied(pseudonymizer, "::ffff:203.0.113.7")).isEqualTo(first);
        assertThat(applied(new Pseudonymizer(PseudonymKey.of(Latin1.bytes("another key"))), "203.0.113.7"))
                .isNotEqualTo(first);
        assertThat(applied(pseudonymizer, "-")).isEqualTo("-");
        // What was written once must come out in all later versions: pseudonyms of many years are compared.
        assertThat(first).isEqualTo("c-f46a4016b972fff0");
        assertThat(applied(pseudonymizer, "2001:db8::1")).isEqualTo("c-798fd8943f501436");
        assertThat(applied(pseudonymizer, "host.example")).isEqualTo("c-99b0af73c00532ba");
    }

    @Test
    void clientsKeepBeingDifferent() {
        Pseudonymizer pseudonymizer = new Pseudonymizer(KEY);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            assertThat(seen.add(applied(pseudonymizer, "10.0." + (i >>> 8) + "." + (i & 0xFF))))
                    .isTrue();
            assertThat(seen.add(applied(pseudonymizer, "2001:db8::" + Integer.toHexString(i))))
                    .isTrue();
            assertThat(seen.add(applied(pseudonymizer, "h" + i + ".example"))).isTrue();
        }
        byte[] sixteen = Latin1.bytes("\0\0\0\0\0\0\0\0\0\0\u00ff\u00ff\n\0\0\0"); // as 10.0.0.0 is hashed
        ClientKey name = new ClientKey();
        name.setName(sixteen, 0, 16);
        pseudonymizer.apply(name);
        assertThat(seen).doesNotContain(ClientAddress.of(name).toString());
    }

    @Test
    void theHashIsThatOfItsAuthors() {
        // Appendix A of the paper: the key 00 01 … 0f, the message 00 01 … 0e.
        SipHash hash = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
        byte[] message = new byte[17];
        for (int i = 0; i < message.length; i++) {
            message[i] = (byte) (i - 1);
        }
        assertThat(hash.of(message, 1, 16)).isEqualTo(0xa129ca6149be45e5L);
        assertThat(hash.of(message, 1, 1)).isEqualTo(0x726fdb47dd0e0e31L);
    }

    @Test
    void keysAreFilesOfEnoughBytes(@TempDir Path folder) throws Exception {
        Path plain = Files.write(folder.resolve("plain"), Latin1.bytes("a key of the tests"));
        Path withEnd = Files.write(folder.resolve("end"), Latin1.bytes("a key of the tests\r\n"));
        assertThat(applied(new Pseudonymizer(PseudonymKey.read(plain)), "10.0.0.1"))
                .isEqualTo(applied(new Pseudonymizer(KEY), "10.0.0.1"))
                .isEqualTo(applied(new Pseudonymizer(PseudonymKey.read(withEnd)), "10.0.0.1"));
        assertRefused(folder, "");
        assertRefused(folder, "123456789012345\n");
        assertRefused(folder, "x".repeat(65_537));
        assertThatThrownBy(() -> PseudonymKey.read(folder.resolve("missing"))).isInstanceOf(NoSuchFileException.class);
    }

    private static void assertRefused(Path folder, String content) throws IOException {
        Path file = Files.write(folder.resolve("refused"), Latin1.bytes(content));
        assertThatThrownBy(() -> PseudonymKey.read(file))
                .isInstanceOf(DataFileException.class)
                .hasMessageStartingWith(file + ": expected a key of 16 to 65536 bytes");
    }

    private static String text(String field) {
        byte[] bytes = Latin1.bytes("x" + field + "x");
        return new AnonymizedText(MASK).of(bytes, 1, bytes.length - 1);
    }

    @Test
    void fieldsThatListAddressesLoseThemToo() {
        assertThat(text("203.0.113.7, 198.51.100.2")).isEqualTo("203.0.0.0, 198.51.0.0");
        assertThat(text("203.0.113.7:1234,[2001:db8:1:2::5]:80,2001:db8:1:2::5"))
                .isEqualTo("203.0.0.0,2001:db8:1::,2001:db8:1::");
        assertThat(text("unknown, host.example, -")).isEqualTo("anonymous, anonymous, -");
        assertThat(text("for=203.0.113.7;proto=https;by=\"[2001:db8:1:2::5]:80\", For=\"_hidden\";host=me.example"))
                .isEqualTo("for=203.0.0.0;proto=https;by=\"2001:db8:1::\", for=\"anonymous\";host=anonymous");
        assertThat(text("proto=203.0.113.7;proto=http")).isEqualTo("proto=?;proto=http");
        assertThat(text("203.0.113.7=1; x")).isEqualTo("?=anonymous; anonymous");
        assertThat(text("")).isEmpty();
    }

    @Test
    void noFieldLetsAnAddressThrough() {
        Seeds.each(20_000, random -> {
            StringBuilder field = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                String[] parts = {
                    "203.0.113.77",
                    ", ",
                    ";",
                    "=",
                    "\"",
                    "for=",
                    "by=",
                    "proto",
                    "x",
                    "_y",
                    "[",
                    "]",
                    ":80",
                    " ",
                    "\u00e9"
                };
                field.append(parts[random.nextInt(parts.length)]);
            }
            assertThat(text(field.toString())).as(field.toString()).doesNotContain("113.77");
        });
    }

    private static String withoutAddresses(String field) {
        byte[] bytes = Latin1.bytes("x" + field + "x");
        return new AnonymizedText(MASK).withoutAddresses(bytes, 1, bytes.length - 1);
    }

    @Test
    void fieldsThatMayHoldAnythingLoseAddressesOnly() {
        assertThat(withoutAddresses("203.0.113.7")).isEqualTo("203.0.0.0");
        assertThat(withoutAddresses("[\"203.0.113.7:80\", 'x']")).isEqualTo("[\"203.0.0.0:80\", 'x']");
        assertThat(withoutAddresses("ip:203.0.113.7.")).isEqualTo("ip:203.0.0.0.");
        assertThat(withoutAddresses("ip:2001:db8:1:2::5: [::ffff:203.0.113.7]:80"))
                .isEqualTo("ip:2001:db8:1::: [203.0.0.0]:80");
        assertThat(withoutAddresses("2001:db8:1:2:3:4:5:6:443")).isEqualTo("2001:db8:1:::443");
        assertThat(withoutAddresses("203.0.113.7.dsl.example")).isEqualTo("203.0.0.0.dsl.example");
        for (String other : new String[] {
            "", "TLSv1.3", "22/Nov/2026:10:00:00 +0000", "1.2.3", "caf\u00e9", "host.example", "a:b", "::::"
        }) {
            assertThat(withoutAddresses(other)).isEqualTo(other);
        }
    }

    @Test
    void noTextLetsAnAddressThrough() {
        Seeds.each(20_000, random -> {
            StringBuilder field = new StringBuilder();
            String[] others = {", ", "=", "\"", "for=", "x", "_", "[", "]", " ", "(", "|", "-", "\u00e9", "\n", ";"};
            for (int i = random.nextInt(12); i > 0; i--) {
                field.append(others[random.nextInt(others.length)]);
                field.append(random.nextBoolean() ? "203.0.113.77" : "2001:db8:1:2::113:77");
            }
            assertThat(withoutAddresses(field.toString())).as(field.toString()).doesNotContain("113");
        });
    }
}
