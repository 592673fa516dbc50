package io.github.logtraffic.traffic.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The most keys at once are those that a slow count of each moment finds. */
class KeysAtOnceTest {
    @Test
    void countsTheKeysOfTheBusiestTime() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            Traffic traffic = Traffic.random(random, 3_000, 1 << (1 + random.nextInt(12)));
            int seconds = 1 + random.nextInt(200);
            KeysAtOnce clients = new KeysAtOnce(new LimitedKey(Traffic.CLIENT, true, List.of()), seconds, seed);
            traffic.feed(clients);
            KeysAtOnce texts = new KeysAtOnce(new LimitedKey(Traffic.TEXT, false, List.of()), seconds, seed);
            traffic.feed(texts);
            assertThat(clients.most()).as("seed %d", seed).isEqualTo(most(traffic, seconds, false));
            assertThat(texts.most()).as("seed %d", seed).isEqualTo(most(traffic, seconds, true));
        }
    }

    private static KeysAtOnce.Most most(Traffic traffic, int seconds, boolean ofTexts) {
        Map<String, Long> lastSeen = new HashMap<>();
        long most = 0;
        long mostBytes = 0;
        for (Traffic.Request request : traffic.requests()) {
            String key = ofTexts ? request.text() : request.clientText();
            long now = Math.floorDiv(request.evenMicros(), 1_000_000L);
            if (!key.isEmpty()) {
                lastSeen.put(key, now);
            }
            lastSeen.values().removeIf(last -> last < now - seconds);
            most = Math.max(most, lastSeen.size());
            mostBytes = Math.max(
                    mostBytes,
                    lastSeen.keySet().stream()
                            .mapToLong(any -> ofTexts || any.startsWith("host") ? any.length() : 16)
                            .sum());
        }
        return new KeysAtOnce.Most(most, mostBytes);
    }
}
