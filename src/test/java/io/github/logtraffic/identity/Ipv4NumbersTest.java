package io.github.logtraffic.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.reference.Seeds;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Numbers of IPv4 addresses and networks. */
class Ipv4NumbersTest {
    @Test
    void aNetworkIsRememberedAsAWhole() {
        Ipv4Numbers numbers = new Ipv4Numbers();
        numbers.put(0xCB00_7107, 24, 5);
        numbers.put(0xC0A8_0101, 16, 6);
        numbers.put(0x0A00_0001, 25, 7);
        assertThat(numbers.get(0xCB00_71FF)).isEqualTo(5);
        assertThat(numbers.get(0xCB00_7100)).isEqualTo(5);
        assertThat(numbers.get(0xCB00_7200)).isZero();
        assertThat(numbers.get(0xC0A8_FFFF)).isEqualTo(6);
        assertThat(numbers.get(0xC0A9_0101)).isZero();
        assertThat(numbers.get(0x0A00_0001)).isEqualTo(7);
        assertThat(numbers.get(0x0A00_0002)).isZero();
        numbers.put(0xCB00_7100, 25, 8); // the first address of a network is not its network
        assertThat(numbers.get(0xCB00_7101)).isZero();
        assertThat(numbers.get(0xCB00_7100)).isEqualTo(8);
    }

    @Test
    void noAddressGetsTheNumberOfAnother() {
        Seeds.each(3, random -> {
            Ipv4Numbers numbers = new Ipv4Numbers();
            Map<Integer, Integer> all = new HashMap<>();
            int remembered = 0;
            for (int i = 0; i < 200_000; i++) {
                int address = random.nextInt();
                int number = 1 + random.nextInt(1 << 29);
                numbers.put(address, 25 + random.nextInt(8), number);
                all.put(address, number);
            }
            for (Map.Entry<Integer, Integer> one : all.entrySet()) {
                int number = numbers.get(one.getKey());
                assertThat(number).isIn(0, one.getValue());
                remembered += number == 0 ? 0 : 1;
            }
            assertThat(remembered).isGreaterThan(all.size() * 3 / 4);
        });
    }
}
