package io.github.logtraffic.log.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.Seeds;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A key table finds what was put in, and nothing else. */
class KeyTableTest {
    @Test
    void agreesWithAMapOnKeysThatHardlyDiffer() {
        Seeds.each(200, random -> {
            KeyTable table = new KeyTable("\"", "\":");
            Map<String, KeyTable.Key> map = new HashMap<>();
            for (int i = random.nextInt(120); i > 0; i--) {
                String name = name(random);
                KeyTable.Key key = table.add(name);
                assertThat(map.getOrDefault(name, key)).isSameAs(key);
                key.rank = 1;
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
        KeyTable table = new KeyTable("\"", "\":");
        String[] names = {"request_1_headers", "request_2_headers", "request_3_headers"};
        KeyTable.Key one = table.add(names[0]);
        KeyTable.Key two = table.add(names[1]);
        one.rank = 1;
        two.rank = 1;
        assertThat(one).isNotSameAs(two);
        assertThat(find(table, names[0])).isSameAs(one);
        assertThat(find(table, names[1])).isSameAs(two);
        assertThat(find(table, names[2])).isNull();
    }

    @Test
    void aKeyKnowsWhichOneCameNext() {
        KeyTable table = new KeyTable("\"", "\":");
        for (String name : List.of("", "t", "status", "body_bytes_sent", "a_key_of_more_than_two_words")) {
            byte[] member = Latin1.bytes("\"" + name + "\":1, and more");
            int length = name.length() + 3;
            KeyTable.Key key = table.find(table.start(), member, 1, 1 + name.length());
            assertThat(table.start().next).as(name).isSameAs(key);
            assertThat(key.length).as(name).isEqualTo(length);
            assertThat(key.isAt(member, 0, member.length)).as(name).isTrue();
            assertThat(key.isAt(member, 0, length)).as(name).isTrue();
            assertThat(key.isAt(member, 0, length - 1)).as(name).isFalse();
            assertThat(key.isAt(member, 1, member.length)).as(name).isFalse();
            for (int i = 0; i < length; i++) {
                byte[] changed = member.clone();
                changed[i]++;
                assertThat(key.isAt(changed, 0, changed.length))
                        .as("%s, byte %d", name, i)
                        .isFalse();
            }
        }
    }

    @Test
    void linesOfEverNewKeysDoNotFillIt() {
        KeyTable table = new KeyTable("", ":");
        Set<KeyTable.Key> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < 10_000; i++) {
            byte[] label = Latin1.bytes("key" + i + ":");
            seen.add(table.find(table.start(), label, 0, label.length - 1));
        }
        byte[] longLabel = Latin1.bytes("x".repeat(1_000));
        seen.add(table.find(table.start(), longLabel, 0, longLabel.length));
        assertThat(seen).hasSizeLessThan(100);
    }

    /** The key of the name among those that were put in, which have a rank. */
    private static KeyTable.@Nullable Key find(KeyTable table, String name) {
        byte[] surrounded = Latin1.bytes("\"" + name + "\":\"x\"");
        KeyTable.Key key = table.find(table.start(), surrounded, 1, 1 + name.length());
        return key.rank == 0 ? null : key;
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
