package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.value.AnyTime;
import io.github.logtraffic.log.value.ClfTime;
import io.github.logtraffic.log.value.SyslogTime;
import org.jspecify.annotations.Nullable;

/** Reads lines behind a prefix; a line that has none is read as it stands. */
final class PrefixedParser implements LineParser {
    private final LineParser inner;
    private final LinePrefix prefix;
    private final SyslogTime syslogTime;
    private final AnyTime anyTime = new AnyTime();
    private final PrefixedMessage message = new PrefixedMessage();
    private int failedAt;

    PrefixedParser(LineParser inner, LinePrefix prefix, long nowEpochSecond) {
        this.inner = inner;
        this.prefix = prefix;
        this.syslogTime = new SyslogTime(nowEpochSecond);
    }

    @Override
    public @Nullable MalformedReason parse(byte[] bytes, int from, int to, AccessLogEntry entry) {
        int messageFrom = prefix.messageFrom(bytes, from, to);
        if (messageFrom == from) {
            inner.assumeTime(ClfTime.INVALID);
            return parseInner(bytes, from, to, entry);
        }
        inner.assumeTime(time(bytes, from, to));
        message.take(prefix, bytes, messageFrom, to);
        MalformedReason malformed = inner.parse(message.bytes(), message.from(), message.to(), entry);
        // Of an unescaped text or a little behind: it is no longer than with its escapes.
        failedAt = inner.failedAt() - message.from() + messageFrom;
        return malformed;
    }

    private @Nullable MalformedReason parseInner(byte[] bytes, int from, int to, AccessLogEntry entry) {
        MalformedReason malformed = inner.parse(bytes, from, to, entry);
        failedAt = inner.failedAt();
        return malformed;
    }

    private long time(byte[] bytes, int from, int to) {
        int timeFrom = prefix.timeFrom(bytes, from, to);
        if (timeFrom < 0) {
            return ClfTime.INVALID;
        }
        int timeTo = LinePrefix.timeTo(bytes, timeFrom, to);
        return bytes[timeFrom] >= 'A'
                ? syslogTime.parse(bytes, timeFrom, timeTo)
                : anyTime.parse(bytes, timeFrom, timeTo);
    }

    @Override
    public boolean isDoubtful(byte[] bytes, int from, int to) {
        return prefix.messageFrom(bytes, from, to) == from && inner.isDoubtful(bytes, from, to);
    }

    @Override
    public boolean isExact(byte[] bytes, int from, int to) {
        int messageFrom = prefix.messageFrom(bytes, from, to);
        if (messageFrom == from) {
            return inner.isExact(bytes, from, to);
        }
        message.take(prefix, bytes, messageFrom, to);
        return inner.isExact(message.bytes(), message.from(), message.to());
    }

    @Override
    public int failedAt() {
        return failedAt;
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
    public void start(Header header) {
        inner.start(header);
    }
}
