package io.github.logtraffic.log.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.ReferenceClients;
import io.github.logtraffic.reference.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How clients are written, ordered and told apart. */
class ClientAddressTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, ::",
        "0, 1, ::1",
        "20010db800000000, 1, 2001:db8::1",
        "20010db800000000, 0001000000000001, 2001:db8::1:0:0:1", // the first of equal runs
        "20010db800000001, 0001000100010001, 2001:db8:0:1:1:1:1:1", // one group alone is not shortened
        "20010db800000000, 0000000000000000, 2001:db8::",
        "2001000000000001, 0000000000000001, 2001:0:0:1::1", // the longest run
        "0001000000000000, 0000000000000000, 1::",
        "0000000000000000, 0001000000000000, ::1:0:0:0",
        "ffffffffffffffff, ffffffffffffffff, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "0, 0000ffff01020304, 1.2.3.4",
        "0, 0000ffff00000000, 0.0.0.0",
        "0, 0000fffeffffffff, ::fffe:ffff:ffff",
        "1, 0000ffff01020304, ::1:0:ffff:102:304",
    })
    void writesAddressesAsRfc5952Asks(String high, String low, String text) {
        assertThat(address(high, low)).hasToString(text);
    }

    @Test
    void textAndOrderAreThoseOfTheReference() {
        Seeds.each(300, random -> {
            ClientAddress one = any(random);
            ClientAddress other = any(random);
            assertThat(ReferenceClients.canonical(Latin1.utf8(one.toString()))).isEqualTo(one.toString());
            assertThat(Integer.signum(one.compareTo(other)))
                    .as("%s, %s", one, other)
                    .isEqualTo(Integer.signum(ReferenceClients.order().compare(one.toString(), other.toString())));
            assertThat(one.equals(other)).isEqualTo(one.toString().equals(other.toString()));
        });
    }

    @Test
    void equalsHaveEqualHashCodes() {
        assertThat(address("1", "2")).isEqualTo(address("1", "2")).hasSameHashCodeAs(address("1", "2"));
        assertThat(name("a")).isEqualTo(name("a")).hasSameHashCodeAs(name("a")).isNotEqualTo(name("b"));
    }

    @Test
    void aNameIsNoAddressEvenIfItLooksLikeOne() {
        assertThat(name("1.2.3.4")).isNotEqualTo(address("0", "ffff01020304"));
        assertThat(name("1.2.3.4").isIpv4()).isFalse();
    }

    @Test
    void ipv4ComesBeforeIpv6AndIpv6BeforeNames() {
        List<ClientAddress> inOrder = List.of(
                address("0", "ffff09000000"),
                address("0", "ffff0a000000"),
                address("0", "ffffffffffff"),
                address("0", "0"),
                address("0", "ffffffffffffffff"),
                address("1", "0"),
                address("ffffffffffffffff", "0"),
                name("-"),
                name("a"),
                name("a1"),
                name("b"),
                ClientAddress.ofName(Latin1.bytes(Latin1.utf8("é")), 0, 2));
        List<ClientAddress> sorted = new ArrayList<>(inOrder);
        sorted.sort(Comparator.comparing(Object::toString));
        sorted.sort(null);
        assertThat(sorted).isEqualTo(inOrder);
    }

    private static ClientAddress any(Random random) {
        long groups = 0;
        for (int group = 0; group < 4; group++) {
            groups = groups << 16 | (random.nextInt(3) * 0x7FFFL + random.nextInt(2));
        }
        return switch (random.nextInt(4)) {
            case 0 -> ClientAddress.ofAddress(0, 0xFFFF_0000_0000L | random.nextInt(1 << 10));
            case 1 -> ClientAddress.ofAddress(0, groups);
            case 2 -> ClientAddress.ofAddress(groups, random.nextInt(2));
            default -> name("h" + random.nextInt(100));
        };
    }

    private static ClientAddress address(String high, String low) {
        return ClientAddress.ofAddress(Long.parseUnsignedLong(high, 16), Long.parseUnsignedLong(low, 16));
    }

    private static ClientAddress name(String name) {
        return ClientAddress.ofName(Latin1.bytes(name), 0, name.length());
    }
}
