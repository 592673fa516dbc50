package io.github.logtraffic.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.Seeds;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** Which network an address belongs to. */
class NetworkPrefixTest {
    private static final long IPV4 = 0xFFFF_0000_0000L;

    @Test
    void aNetworkIsTheAddressWithItsOtherBitsCleared() {
        Seeds.each(500, random -> {
            int bits = random.nextInt(129);
            long high = random.nextLong();
            long low = random.nextLong();
            NetworkPrefix prefix = new NetworkPrefix(32, bits);
            BigInteger network = address(prefix.high(high, low), prefix.low(high, low));
            assertThat(network)
                    .isEqualTo(address(high, low).shiftRight(128 - bits).shiftLeft(128 - bits));
        });
    }

    @Test
    void anIpv4AddressHasItsOwnPrefix() {
        for (int bits = 0; bits <= 32; bits++) {
            NetworkPrefix prefix = new NetworkPrefix(bits, 0);
            long network = 0xFFFF_FFFFL << (32 - bits) & 0xFFFF_FFFFL;
            assertThat(prefix.low(0, IPV4 | 0xFFFF_FFFFL)).isEqualTo(IPV4 | network);
            assertThat(prefix.high(0, IPV4 | 0xFFFF_FFFFL)).isZero();
        }
    }

    @Test
    void maskingTwiceIsMaskingOnceAndNeverMakesAnIpv4Address() {
        Seeds.each(2_000, random -> {
            NetworkPrefix prefix = new NetworkPrefix(random.nextInt(33), random.nextInt(129));
            long high = random.nextBoolean() ? 0 : random.nextLong();
            long low =
                    random.nextBoolean() ? random.nextLong() >>> random.nextInt(64) : IPV4 ^ 1L << random.nextInt(64);
            long maskedHigh = prefix.high(high, low);
            long maskedLow = prefix.low(high, low);
            assertThat(prefix.high(maskedHigh, maskedLow)).isEqualTo(maskedHigh);
            assertThat(prefix.low(maskedHigh, maskedLow)).isEqualTo(maskedLow);
            assertThat(ClientAddress.isIpv4(maskedHigh, maskedLow)).isEqualTo(ClientAddress.isIpv4(high, low));
        });
    }

    @Test
    void networksAreWrittenWithTheirLengthAndSingleAddressesAndNamesWithout() {
        NetworkPrefix prefix = new NetworkPrefix(24, 128);
        assertThat(prefix.text(ClientAddress.ofAddress(0, IPV4 | 0x0A000100))).isEqualTo("10.0.1.0/24");
        assertThat(prefix.text(ClientAddress.ofAddress(0, IPV4 | 0x0A000107))).isEqualTo("10.0.1.0/24");
        assertThat(prefix.text(ClientAddress.ofAddress(0, 1))).isEqualTo("::1");
        assertThat(prefix.text(ClientAddress.ofName(Latin1.bytes("-"), 0, 1))).isEqualTo("-");
        assertThat(new NetworkPrefix(32, 0).text(ClientAddress.ofAddress(0, 0))).isEqualTo("::/0");
    }

    @Test
    void longerPrefixesThanAddressesAreRefused() {
        assertThatThrownBy(() -> new NetworkPrefix(33, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NetworkPrefix(0, 129)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NetworkPrefix(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static BigInteger address(long high, long low) {
        return new BigInteger(Long.toUnsignedString(high)).shiftLeft(64).or(new BigInteger(Long.toUnsignedString(low)));
    }
}
