package io.github.logtraffic.traffic.limit;

import io.github.logtraffic.count.DurationSketch;
import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.value.ClientField;
import io.github.logtraffic.traffic.emit.KeyPart;
import io.github.logtraffic.traffic.emit.LimitToEmit;
import io.github.logtraffic.traffic.emit.Prediction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Limits by all kinds of keys, whose configuration real servers are given, and what their models say of the same requests. */
final class EmittedLimits {
    private static final int MICROS = 1_000;

    /** A request that a server is sent; no agent is an empty one. */
    record Sent(String address, String target, String agent) {
        static Sent random(Random random) {
            String address = switch (random.nextInt(5)) {
                case 0 -> "2001:db8::" + Integer.toHexString(random.nextInt(64)) + ":0:0:" + random.nextInt(3);
                case 1 -> "2001:db8:0:" + Integer.toHexString(random.nextInt(64)) + "::" + random.nextInt(3);
                case 2 -> "::ffff:192.0." + random.nextInt(48) + "." + random.nextInt(3);
                case 3 -> "10.10." + (10 + random.nextInt(16)) + ".10";
                default -> "192.0." + random.nextInt(48) + "." + random.nextInt(3);
            };
            String target = "/" + random.nextInt(2)
                    + List.of("", "/", "/a", "/a/b", "//", "/%61").get(random.nextInt(6))
                    + List.of("", "?x=/y", "?").get(random.nextInt(3));
            return new Sent(address, target, List.of("", "a|b", "one, two", "c").get(random.nextInt(4)));
        }

        private String network(int ipv4Bits, int ipv6Bits) {
            byte[] bytes = address.getBytes(StandardCharsets.US_ASCII);
            ClientKey key = new ClientKey();
            ClientField.readAddressAndPort(bytes, 0, bytes.length, key);
            return new NetworkPrefix(ipv4Bits, ipv6Bits).text(ClientAddress.of(key));
        }

        private String path() {
            return target.replaceFirst("\\?.*", "");
        }

        /** The same by another way: split at slashes. */
        private String segments(int count) {
            String[] words = path().substring(1).split("/", -1);
            return "/" + String.join("/", List.of(words).subList(0, Math.min(count, words.length)));
        }

        @Nullable
        String value(KeyPart part) {
            if (part instanceof KeyPart.Client client) {
                return network(client.ipv4Bits(), client.ipv6Bits());
            }
            if (part instanceof KeyPart.Segments segments) {
                return segments(segments.count());
            }
            return part.equals(new KeyPart.Field("path")) ? path() : agent.isEmpty() ? null : agent;
        }
    }

    /** A limit and what its model remembers. */
    static final class Limit {
        final String name;
        final LimitSetting setting;
        private final List<KeyPart> key;
        private final Map<String, long[]> states = new HashMap<>();

        Limit(String name, LimitSetting setting, KeyPart... key) {
            this.name = name;
            this.setting = setting;
            this.key = List.of(key);
        }

        LimitToEmit toEmit() {
            Prediction prediction = new Prediction("0", List.of("a\nlog\r;}"), "", 0, 0, List.of("a note\n} evil;"));
            LimitOutcome outcome =
                    new LimitOutcome(setting, 0, new DurationSketch().counts(), 0, 0, 0, 0, 0, 0, List.of(), 0, 0);
            return new LimitToEmit(name, key, null, outcome, new KeysAtOnce.Most(1_000, 16_000), prediction);
        }

        /** What the model decides. */
        long decide(Sent sent, long millis) {
            List<String> values =
                    key.stream().map(sent::value).map(String::valueOf).toList();
            if (key.size() == 1 && sent.value(key.get(0)) == null) {
                return 0;
            }
            return setting.model()
                    .limiter(setting)
                    .decide(states.computeIfAbsent(String.join("\n", values), any -> new long[2]), 0, millis * MICROS);
        }
    }

    /** Limits by all kinds of keys, with settings in turn. */
    static List<Limit> all(LimitSetting... settings) {
        KeyPart agent = new KeyPart.Field("user_agent");
        KeyPart[][] keys = {
            {agent},
            {new KeyPart.Client(8, 40)},
            {new KeyPart.Client(20, 59)},
            {new KeyPart.Segments(1)},
            {new KeyPart.Segments(2)},
            {new KeyPart.Field("path")},
            {new KeyPart.Client(9, 60), new KeyPart.Segments(1)},
            {new KeyPart.Client(0, 0), agent},
            {new KeyPart.Client(16, 48), agent, new KeyPart.Segments(1)},
        };
        Limit[] limits = new Limit[keys.length];
        for (int i = 0; i < keys.length; i++) {
            limits[i] = new Limit("limit" + i, settings[i % settings.length], keys[i]);
        }
        return List.of(limits);
    }

    private EmittedLimits() {}
}
