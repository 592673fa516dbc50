package io.github.logtraffic.traffic.replay;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.traffic.balance.BalancePolicy;
import io.github.logtraffic.traffic.balance.KeyReader;
import io.github.logtraffic.traffic.balance.RequestKey;
import java.util.List;
import java.util.Set;

/** Requests, and entries that they are made of. */
final class Requests {
    static final EntrySlots SLOTS = new EntrySlots(0, 1, 2, 3, 4);
    private static final int TEXTS = 5;

    /** What is sent unless a test says otherwise. */
    static final RequestRules RULES = rules(Set.of("GET", "HEAD"), FormBody.UNKNOWN);

    private Requests() {}

    static RequestRules rules(Set<String> methods, FormBody body) {
        return new RequestRules(methods, target -> Latin1.text(target).contains("logout"), 1, body, false);
    }

    static KeyReader keys() {
        return KeyReader.of(BalancePolicy.NGINX_HASH, RequestKey.TARGET, SLOTS.target());
    }

    /** An entry with these texts: method, target, host, user agent, and the header that marks replays. */
    static AccessLogEntry entry(String... texts) {
        AccessLogEntry entry = new AccessLogEntry(TEXTS);
        entry.client().setIpv4(0xCB00_7107);
        for (int slot = 0; slot < texts.length; slot++) {
            byte[] bytes = Latin1.bytes(texts[slot]);
            entry.setText(slot, bytes, 0, bytes.length);
        }
        return entry;
    }

    static ReplayRequest get(String target) {
        return read(RULES, "GET", target);
    }

    static ReplayRequest read(RequestRules rules, String... texts) {
        ReplayRequest request = new RequestReader(SLOTS, rules, keys()).read(entry(texts));
        if (request == null) {
            throw new IllegalArgumentException("is not sent: " + List.of(texts));
        }
        return request;
    }
}
