package io.github.logtraffic.log.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.Seeds;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks as users type them, and sets of them. */
class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, ::a00:0, 104",
        "10.1.2.3/8, ::a00:0, 104",
        "0.0.0.0/0, ::, 96",
        "1.2.3.4, ::102:304, 128",
        "1.2.3.4/32, ::102:304, 128",
        "255.255.255.255/31, ::ffff:fffe, 127",
    })
    void readsNetworksOfIpv4(String typed, String lowest32, int bits) {
        Network network = Network.parse(typed);
        ClientKey lowest = key(lowest32);
        assertThat(network).isEqualTo(new Network(0, 0xFFFF_0000_0000L | lowest.low(), bits));
        assertThat(network.isIpv4()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8::/32, 2001:db8::, 32",
        "2001:db8:1::5/32, 2001:db8::, 32",
        "2001:db8::1, 2001:db8::1, 128",
        "::/0, ::, 0",
        "fe80::1/64, fe80::, 64",
        "fe80::1:0:0:3/65, fe80::, 65",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/127, ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe, 127",
    })
    void readsNetworksOfIpv6(String typed, String first, int bits) {
        Network network = Network.parse(typed);
        assertThat(ClientAddress.ofAddress(network.high(), network.low())).hasToString(first);
        assertThat(network.bits()).isEqualTo(bits);
        assertThat(network.isIpv4()).isFalse();
    }

    @Test
    void anIpv4NetworkMayBeWrittenAsItIsMappedToIpv6() {
        assertThat(Network.parse("::ffff:10.0.0.0/104")).isEqualTo(Network.parse("10.0.0.0/8"));
        assertThat(Network.parse("::ffff:0:0/96")).isEqualTo(Network.parse("0.0.0.0/0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/8",
                "10",
                "10.0.0/8",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/+8",
                "10.0.0.0/08x",
                "10.0.0.0/8/8",
                "10.0.0.0/255.0.0.0",
                "10.0.0.0/9999999999",
                "10.0.0.0/\u0668",
                "010.0.0.0/8",
                "10.0.0.0 /8",
                "2001:db8::/129",
                "2001:db8/32",
                "[2001:db8::]/32",
                "private",
                "example.com"
            })
    void saysWhatItExpected(String typed) {
        assertThatThrownBy(() -> Network.parse(typed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected an address or a network such as 10.0.0.0/8");
    }

    @Test
    void aNetworkOfIpv6HoldsNoIpv4Addresses() {
        assertThat(contains(Network.parse("::/0"), "1.2.3.4")).isFalse();
        assertThat(contains(Network.parse("::/0"), "::1.2.3.4")).isTrue();
        assertThat(contains(Network.parse("0.0.0.0/0"), "1.2.3.4")).isTrue();
        assertThat(contains(Network.parse("0.0.0.0/0"), "::1.2.3.4")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "9.255.255.255, false",
        "10.0.0.0, true",
        "10.255.255.255, true",
        "11.0.0.0, false",
        "172.15.255.255, false",
        "172.16.0.0, true",
        "172.31.255.255, true",
        "172.32.0.0, false",
        "192.167.255.255, false",
        "192.168.0.0, true",
        "192.168.255.255, true",
        "192.169.0.0, false",
        "126.255.255.255, false",
        "127.0.0.1, true",
        "127.255.255.255, true",
        "128.0.0.0, false",
        "169.253.255.255, false",
        "169.254.0.1, true",
        "169.255.0.0, false",
        "100.64.0.1, false", // RFC 6598, shared address space: a carrier's clients, not one's own proxies
        "::, false",
        "::1, true",
        "::2, false",
        "fbff::1, false",
        "fc00::, true",
        "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, true",
        "fe00::, false",
        "fe7f::1, false",
        "fe80::1, true",
        "febf:ffff::1, true",
        "fec0::, false",
        "::ffff:10.0.0.1, true",
    })
    void privateAreTheAddressesThatTheContractNames(String address, boolean isPrivate) {
        assertThat(Networks.PRIVATE.contains(key(address))).isEqualTo(isPrivate);
    }

    @ParameterizedTest
    @CsvSource({
        "104.16.0.1, true",
        "172.71.255.255, true",
        "172.72.0.0, false",
        "2606:4700::1, true",
        "151.101.1.1, true",
        "2a04:4e42::1, true",
        "64.252.64.1, true",
        "15.158.0.1, true",
        "23.32.0.1, true",
        "8.8.8.8, false",
        "192.0.2.1, false",
        "2001:db8::1, false",
    })
    void someContentDeliveryNetworksAreKnown(String address, boolean isKnown) {
        assertThat(Networks.CDN.contains(key(address))).isEqualTo(isKnown);
    }

    @Test
    void aNameIsInNoNetwork() {
        Networks everything = Networks.of(List.of(Network.parse("0.0.0.0/0"), Network.parse("::/0")));
        ClientKey name = key("10.0.0.1");
        assertThat(everything.contains(name)).isTrue();
        byte[] bytes = Latin1.bytes("10.0.0.1");
        name.setName(bytes, 0, bytes.length);
        assertThat(everything.contains(name)).isFalse();
    }

    @Test
    void theEmptySetHoldsNothing() {
        assertThat(Networks.NONE.contains(key("::"))).isFalse();
        assertThat(Networks.NONE.contains(key("0.0.0.0"))).isFalse();
    }

    @Test
    void twoSetsTogetherHoldWhatEitherHolds() {
        Networks both = Networks.PRIVATE.and(Networks.of(List.of(Network.parse("192.0.2.0/24"))));
        assertThat(both.contains(key("192.0.2.9"))).isTrue();
        assertThat(both.contains(key("10.0.0.9"))).isTrue();
        assertThat(both.contains(key("192.0.3.9"))).isFalse();
    }

    @Test
    void aSetHoldsWhatAnyOfItsNetworksHoldsBitByBit() {
        Seeds.each(500, random -> {
            List<Network> networks = new ArrayList<>();
            for (int count = random.nextInt(20); count > 0; count--) {
                boolean isIpv4 = random.nextBoolean();
                int bits = isIpv4 ? 96 + random.nextInt(33) : random.nextInt(129);
                networks.add(new Network(high(random, isIpv4), low(random, isIpv4), bits));
            }
            Networks set = Networks.of(networks);
            for (int i = 0; i < 50; i++) {
                boolean isIpv4 = random.nextBoolean();
                long high = high(random, isIpv4);
                long low = low(random, isIpv4);
                assertThat(set.contains(high, low))
                        .isEqualTo(networks.stream().anyMatch(network -> slowContains(network, high, low)));
            }
        });
    }

    /** Few bits differ, so that networks meet. */
    private static long high(Random random, boolean isIpv4) {
        return isIpv4 ? 0 : ((long) random.nextInt(4) << 62) | random.nextInt(2);
    }

    private static long low(Random random, boolean isIpv4) {
        long few = ((long) random.nextInt(4) << 30) | random.nextInt(4);
        return isIpv4 ? 0xFFFF_0000_0000L | few : ((long) random.nextInt(4) << 62) | few;
    }

    private static boolean slowContains(Network network, long high, long low) {
        int dropped = 128 - network.bits();
        boolean isSameFamily = ClientAddress.isIpv4(high, low)
                == (network.bits() >= 96 && ClientAddress.isIpv4(network.high(), network.low()));
        return isSameFamily
                && number(high, low)
                        .shiftRight(dropped)
                        .equals(number(network.high(), network.low()).shiftRight(dropped));
    }

    private static BigInteger number(long high, long low) {
        return new BigInteger(Long.toUnsignedString(high)).shiftLeft(64).or(new BigInteger(Long.toUnsignedString(low)));
    }

    private static boolean contains(Network network, String address) {
        ClientKey key = key(address);
        return network.contains(key.high(), key.low());
    }

    private static ClientKey key(String address) {
        byte[] bytes = Latin1.bytes(address);
        ClientKey key = new ClientKey();
        assertThat(ClientField.readAddressAndPort(bytes, 0, bytes.length, key)).isTrue();
        return key;
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3/8, 10.0.0.0/8, 10.255.255.255",
        "1.2.3.4, 1.2.3.4, 1.2.3.4",
        "0.0.0.0/0, 0.0.0.0/0, 255.255.255.255",
        "2001:db8::1/32, 2001:db8::/32, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:db8::5/127, 2001:db8::4/127, 2001:db8::5",
        "::1, ::1, ::1",
        "::/0, ::/0, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    })
    void isWrittenAsItIsTypedAndEndsWithItsLastAddress(String typed, String cidr, String last) {
        Network network = Network.parse(typed);
        assertThat(network.cidr()).isEqualTo(cidr);
        assertThat(Network.parse(network.cidr())).isEqualTo(network);
        assertThat(ClientAddress.ofAddress(network.lastHigh(), network.lastLow()))
                .hasToString(last);
    }

    @Test
    void setsMeetNetworksThatHoldAnyOfTheirAddresses() {
        Networks set = Networks.of(List.of(Network.parse("192.0.2.64/26"), Network.parse("2001:db8::7")));
        assertThat(List.of("192.0.2.70", "192.0.2.0/24", "192.0.2.96/27", "0.0.0.0/0", "2001:db8::/64", "::/0"))
                .allMatch(typed -> set.meets(Network.parse(typed)));
        assertThat(List.of("192.0.2.63", "192.0.2.128/25", "2001:db8::8", "2001:db8:1::/64"))
                .noneMatch(typed -> set.meets(Network.parse(typed)));
    }
}
