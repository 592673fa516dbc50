package io.github.logtraffic.log.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.Seeds;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A key table finds what was put in, and nothing else. */
class KeyTableTest {
    @Test
    void agreesWithAMapOnKeysThatHardlyDiffer() {
        Seeds.each(200, random -> {
            KeyTable table = new KeyTable();
            Map<String, KeyTable.Key> map = new HashMap<>();
            for (int i = random.nextInt(120); i > 0; i--) {
                String name = name(random);
                KeyTable.Key key = table.add(name);
                assertThat(map.getOrDefault(name, key)).isSameAs(key);
                map.put(name, key);
            }
            for (int i = 0; i < 300; i++) {
                String name = name(random);
                assertThat(find(table, name)).as(name).isSameAs(map.get(name));
            }
            map.forEach((name, key) -> assertThat(find(table, name)).isSameAs(key));
        });
    }

    @Test
    void keysOfOneHashAreToldApart() {
        // The hash takes the length, the first eight and the last eight bytes: these have all of them in common.
        KeyTable table = new KeyTable();
        String[] names = {"request_1_headers", "request_2_headers", "request_3_headers"};
        KeyTable.Key one = table.add(names[0]);
        KeyTable.Key two = table.add(names[1]);
        assertThat(one).isNotSameAs(two);
        assertThat(find(table, names[0])).isSameAs(one);
        assertThat(find(table, names[1])).isSameAs(two);
        assertThat(find(table, names[2])).isNull();
    }

    private static KeyTable.@Nullable Key find(KeyTable table, String name) {
        byte[] surrounded = Latin1.bytes("\"" + name + "\":\"x\"");
        return table.find(surrounded, 1, 1 + name.length());
    }

    private static String name(Random random) {
        String middle = String.valueOf((char) ('a' + random.nextInt(3))).repeat(random.nextInt(5));
        return switch (random.nextInt(4)) {
            case 0 -> middle;
            case 1 -> "time" + middle;
            case 2 -> "requests" + middle + "headers_";
            default -> "" + (char) random.nextInt(128) + middle;
        };
    }
}
