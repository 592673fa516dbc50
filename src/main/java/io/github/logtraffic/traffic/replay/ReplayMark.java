package io.github.logtraffic.traffic.replay;

import io.github.logtraffic.log.entry.AccessLogEntry;
import java.nio.charset.StandardCharsets;

/** What tells requests of a replay from others: a header, and, since few logs have that, the last word of the user agent. */
public final class ReplayMark {
    /** The header. */
    public static final String HEADER = "X-Logtraffic-Replay";

    /** The name of a log's field that holds the header, if it has one. */
    public static final String FIELD = "x_logtraffic_replay";

    /** The word in the user agent. */
    public static final String AGENT = "logtraffic-replay/1";

    private static final byte[] AGENT_BYTES = AGENT.getBytes(StandardCharsets.US_ASCII);

    private ReplayMark() {}

    /** Whether an entry is that of a replay, as far as its log shows that. */
    static boolean isOn(AccessLogEntry entry, EntrySlots slots) {
        return entry.hasText(slots.mark())
                || contains(
                        entry.textBytes(slots.userAgent()),
                        entry.textFrom(slots.userAgent()),
                        entry.textTo(slots.userAgent()));
    }

    private static boolean contains(byte[] bytes, int from, int to) {
        for (int at = to - AGENT_BYTES.length; at >= from; at--) { // from the end, where it is
            int matched = 0;
            while (matched < AGENT_BYTES.length && bytes[at + matched] == AGENT_BYTES[matched]) {
                matched++;
            }
            if (matched == AGENT_BYTES.length) {
                return true;
            }
        }
        return false;
    }
}
