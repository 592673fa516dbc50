package io.github.logtraffic.traffic.replay;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.traffic.balance.KeyReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes requests of entries, and counts those that it makes none of. */
final class RequestReader {
    private static final byte[] NONE = {};
    private static final int MOST_METHOD_BYTES = 32;
    private static final int MOST_DECODINGS = 2;
    private static final int MOST_AGENT_BYTES = 1_024;

    private final EntrySlots slots;
    private final RequestRules rules;
    private final KeyReader keys;
    private final ClientSample sample;
    private final ClientKey key = new ClientKey();
    private final Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
    private long masked;

    RequestReader(EntrySlots slots, RequestRules rules, KeyReader keys) {
        this.slots = slots;
        this.rules = rules;
        this.keys = keys;
        this.sample = new ClientSample(rules.sample());
    }

    /** The request of an entry; null when it is not to be sent, which is counted. */
    @Nullable
    ReplayRequest read(AccessLogEntry entry) {
        if (!sample.contains(entry.client())) {
            return skip(SkipReason.SAMPLE);
        }
        if (ReplayMark.isOn(entry, slots)) {
            return skip(SkipReason.REPLAYED);
        }
        String method = method(entry);
        if (method.isEmpty() || !entry.hasText(slots.target())) {
            return skip(SkipReason.MALFORMED);
        }
        if (!rules.methods().contains(method)) {
            return skip(SkipReason.METHOD);
        }
        return rules.onlyCacheable() && !RequestRules.isCacheable(entry.status())
                ? skip(SkipReason.UNCACHEABLE)
                : read(entry, method);
    }

    private @Nullable ReplayRequest read(AccessLogEntry entry, String method) {
        byte[] logged = RequestTarget.unescaped(
                entry.textBytes(slots.target()), entry.textFrom(slots.target()), entry.textTo(slots.target()));
        if (logged.length > RequestTarget.MOST_BYTES) {
            return skip(SkipReason.TOO_LONG);
        }
        byte[] target = RequestTarget.originForm(logged);
        if (target.length == 0) {
            return skip(SkipReason.MALFORMED);
        }
        if (isDenied(target)) {
            return skip(SkipReason.DENIED);
        }
        byte[] shown = SecretMask.mask(target);
        byte[] sent = rules.keepsSecrets() ? target : shown;
        byte[] body = RequestRules.hasBody(method) ? rules.body().of(sent) : NONE;
        if (RequestRules.hasBody(method) && body.length == 0) {
            return skip(SkipReason.BODY);
        }
        masked += sent == target ? 0 : 1;
        return new ReplayRequest(
                method,
                sent,
                shown,
                host(entry),
                userAgent(entry),
                body,
                key(entry),
                entry.status(),
                entry.countsHeaders() ? 0 : entry.bodyBytes());
    }

    /** Servers look at what escapes stand for, some of them twice. */
    private boolean isDenied(byte[] target) {
        byte[] form = target;
        for (int i = 0; i < MOST_DECODINGS && !rules.denied().holds(form); i++) {
            byte[] decoded = RequestTarget.percentDecoded(form);
            if (decoded == form) {
                return false;
            }
            form = decoded;
        }
        return rules.denied().holds(form);
    }

    private @Nullable ReplayRequest skip(SkipReason reason) {
        skipped.merge(reason, 1L, Long::sum);
        return null;
    }

    /** The method, empty when there is none. */
    private String method(AccessLogEntry entry) {
        int slot = slots.method();
        int length = entry.textTo(slot) - entry.textFrom(slot);
        for (String usual : rules.methods()) {
            if (isText(entry, slot, usual)) {
                return usual; // without a copy
            }
        }
        return length <= 0 || length > MOST_METHOD_BYTES
                ? ""
                : new String(entry.textBytes(slot), entry.textFrom(slot), length, StandardCharsets.ISO_8859_1);
    }

    private static boolean isText(AccessLogEntry entry, int slot, String text) {
        byte[] bytes = entry.textBytes(slot);
        int from = entry.textFrom(slot);
        boolean isSame = entry.textTo(slot) - from == text.length();
        for (int i = 0; isSame && i < text.length(); i++) {
            isSame = bytes[from + i] == text.charAt(i);
        }
        return isSame;
    }

    private byte[] host(AccessLogEntry entry) {
        byte[] host = copy(entry, slots.host());
        for (byte value : host) {
            if (!Character.isLetterOrDigit(value) && ".-_:[]".indexOf(value) < 0) {
                return NONE;
            }
        }
        return host;
    }

    private byte[] userAgent(AccessLogEntry entry) {
        int slot = slots.userAgent();
        byte[] agent = RequestTarget.unescaped(entry.textBytes(slot), entry.textFrom(slot), entry.textTo(slot));
        for (byte value : agent) {
            if ((value >= 0 && value < ' ') || value == 0x7F) {
                return NONE;
            }
        }
        return agent.length > MOST_AGENT_BYTES ? NONE : agent;
    }

    private static byte[] copy(AccessLogEntry entry, int slot) {
        return entry.hasText(slot)
                ? Arrays.copyOfRange(entry.textBytes(slot), entry.textFrom(slot), entry.textTo(slot))
                : NONE;
    }

    /** A copy of what balancers hash: of what was logged, as the balancer of the simulation takes it. */
    private @Nullable ClientKey key(AccessLogEntry entry) {
        if (!keys.read(entry, key)) {
            return null;
        }
        ClientKey copy = new ClientKey();
        if (key.isName()) {
            byte[] name = Arrays.copyOfRange(key.nameBytes(), key.nameFrom(), key.nameTo());
            copy.setName(name, 0, name.length);
        } else {
            copy.setAddress(key.high(), key.low());
        }
        return copy;
    }

    /** How many entries were skipped, by reason; reasons that did not occur are left out. */
    SortedMap<SkipReason, Long> skipped() {
        return new TreeMap<>(skipped);
    }

    /** How many requests lost a secret. */
    long masked() {
        return masked;
    }
}
