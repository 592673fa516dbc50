package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.Swar;
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
    private byte[] room = new byte[1024];
    private int failedAt;

    PrefixedParser(LineParser inner, LinePrefix prefix, long nowEpochSecond) {
        this.inner = inner;
        this.prefix = prefix;
        this.syslogTime = new SyslogTime(nowEpochSecond);
    }

    @Override
    public @Nullable MalformedReason parse(byte[] bytes, int from, int to, AccessLogEntry entry) {
        int message = prefix.messageFrom(bytes, from, to);
        if (message == from) {
            inner.assumeTime(ClfTime.INVALID);
            return parseInner(bytes, from, to, entry);
        }
        int messageTo = prefix.messageTo(bytes, message, to);
        inner.assumeTime(time(bytes, from, to));
        if (prefix != LinePrefix.DOCKER || Swar.indexOf(bytes, message, messageTo, (byte) '\\') == messageTo) {
            return parseInner(bytes, message, messageTo, entry);
        }
        MalformedReason malformed = inner.parse(room, 0, unescaped(bytes, message, messageTo), entry);
        failedAt = message + inner.failedAt(); // or a little behind: a text is no longer than with its escapes
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

    /** Docker's line as the container wrote it, into {@link #room}, without its line end; how long it is. */
    private int unescaped(byte[] bytes, int from, int to) {
        if (room.length < to - from) {
            room = new byte[Math.max(to - from, room.length * 2)];
        }
        int end = JsonText.unescape(bytes, from, to, room, 0);
        while (end > 0 && (room[end - 1] == '\n' || room[end - 1] == '\r')) {
            end--;
        }
        return end;
    }

    @Override
    public boolean isExact(byte[] bytes, int from, int to) {
        int message = prefix.messageFrom(bytes, from, to);
        if (message == from) {
            return inner.isExact(bytes, from, to);
        }
        int messageTo = prefix.messageTo(bytes, message, to);
        return prefix == LinePrefix.DOCKER
                ? inner.isExact(room, 0, unescaped(bytes, message, messageTo))
                : inner.isExact(bytes, message, messageTo);
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
