package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.value.ForwardedFor;
import io.github.logtraffic.log.value.Networks;
import org.jspecify.annotations.Nullable;

/** Reads lines whose client stands in a field that proxies filled. */
final class ForwardedParser implements LineParser {
    private final LineParser inner;
    private final boolean believesAnyPeer;
    private final Networks trusted;
    private final int slot;

    /**
     * @param slot of the rule's field
     */
    ForwardedParser(LineParser inner, ClientRule rule, int slot) {
        this.inner = inner;
        this.believesAnyPeer = rule.trusted() == null;
        this.trusted = rule.trusted() == null ? Networks.NONE : rule.trusted();
        this.slot = slot;
    }

    @Override
    public @Nullable MalformedReason parse(byte[] bytes, int from, int to, AccessLogEntry entry) {
        MalformedReason malformed = inner.parse(bytes, from, to, entry);
        if (malformed == null && entry.hasText(slot) && (believesAnyPeer || trusted.contains(entry.client()))) {
            ForwardedFor.lastUntrusted(
                    entry.textBytes(slot), entry.textFrom(slot), entry.textTo(slot), trusted, entry.client());
        }
        return malformed;
    }

    @Override
    public boolean isDoubtful(byte[] bytes, int from, int to) {
        return inner.isDoubtful(bytes, from, to);
    }

    @Override
    public boolean isExact(byte[] bytes, int from, int to) {
        return inner.isExact(bytes, from, to);
    }

    @Override
    public int failedAt() {
        return inner.failedAt();
    }

    @Override
    public String expected() {
        return inner.expected();
    }

    @Override
    public void comment(byte[] bytes, int from, int to) {
        inner.comment(bytes, from, to);
    }

    @Override
    public void assumeTime(long epochMicros) {
        inner.assumeTime(epochMicros);
    }

    @Override
    public void start(Header header) {
        inner.start(header);
    }
}
