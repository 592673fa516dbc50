package io.github.logtraffic.traffic.limit;

import io.github.logtraffic.count.key.EntryKey;
import io.github.logtraffic.count.key.NetworkKey;
import io.github.logtraffic.count.key.TextKey;
import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.OrderedConsumer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random requests with a client, a text and two times, in order. */
record Traffic(List<Request> requests) {
    static final EntryKey CLIENT = new NetworkKey(new NetworkPrefix(32, 128));
    static final EntryKey NETWORK = new NetworkKey(new NetworkPrefix(24, 64));
    static final EntryKey TEXT = new TextKey(0);

    /** A request; {@code client} is the last byte or two of an address, or a name when it is odd. */
    record Request(int client, String text, int status, long floorMicros, long evenMicros) {
        String clientText() {
            return client % 10 == 7 ? "host" + client : "10.0." + (client >> 8) + "." + (client & 0xFF);
        }
    }

    static Traffic random(Random random, int requests, int clients) {
        List<Request> all = new ArrayList<>();
        long second = 1_700_000_000L;
        while (all.size() < requests) {
            second += 1 + random.nextInt(random.nextInt(10) == 0 ? 300 : 3);
            int together = 1 + random.nextInt(random.nextInt(5) == 0 ? 60 : 8);
            for (int k = 0; k < together; k++) {
                int client = random.nextInt(1 + random.nextInt(clients));
                String text = random.nextInt(10) == 0 ? "" : "t" + random.nextInt(5);
                int status = random.nextBoolean() ? 200 : 404;
                all.add(new Request(
                        client, text, status, second * 1_000_000, second * 1_000_000 + k * 1_000L / together * 1_000));
            }
        }
        return new Traffic(all);
    }

    /** The same, with all requests of a stamp at its start. */
    Traffic atFloor() {
        return new Traffic(requests.stream()
                .map(r -> new Request(r.client, r.text, r.status, r.floorMicros, r.floorMicros))
                .toList());
    }

    void feed(OrderedConsumer consumer) {
        AccessLogEntry entry = new AccessLogEntry(1);
        for (Request request : requests) {
            if (request.clientText().startsWith("host")) {
                byte[] name = request.clientText().getBytes(StandardCharsets.UTF_8);
                entry.client().setName(name, 0, name.length);
            } else {
                entry.client().setIpv4(10 << 24 | request.client());
            }
            byte[] text = request.text().getBytes(StandardCharsets.UTF_8);
            entry.setText(0, text, 0, text.length);
            entry.set(request.floorMicros() / 1_000_000, request.status(), 1);
            consumer.accept(entry, request.floorMicros(), request.evenMicros());
        }
    }
}
