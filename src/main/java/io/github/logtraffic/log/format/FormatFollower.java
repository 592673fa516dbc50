package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.AccessLogEntry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines that a log's own format cannot read, because the log changed its format on the way: a line that is
 * exactly in another known format is an entry of that format. Decided line by line, so that it comes out the same however
 * a log is split.
 */
public final class FormatFollower {
    private final EntryPlan plan;
    private final long nowEpochSecond;
    private final PrefixedMessage message = new PrefixedMessage();
    private final List<Other> others = new ArrayList<>();

    /** A format, and its parsers when a line has needed them. */
    private static final class Other {
        final KnownFormat known;
        private @Nullable LineParser shape;
        private @Nullable LineParser parser;
        private final Map<LinePrefix, LineParser> prefixed = new EnumMap<>(LinePrefix.class);

        Other(KnownFormat known) {
            this.known = known;
        }

        boolean isExact(byte[] bytes, int from, int to) {
            if (!known.mayRead(Header.NONE, bytes, from, to)) {
                return false;
            }
            LineParser ofShape = shape;
            if (ofShape == null) {
                ofShape = known.format().newParser(EntryPlan.SHAPE);
                shape = ofShape;
            }
            return ofShape.isExact(bytes, from, to);
        }

        LineParser parser(EntryPlan plan) {
            LineParser made = parser;
            if (made == null) {
                made = plan.newParser(known.format());
                parser = made;
            }
            return made;
        }

        LineParser parser(EntryPlan plan, LinePrefix prefix, long nowEpochSecond) {
            return prefixed.computeIfAbsent(prefix, seen -> new PrefixedParser(parser(plan), seen, nowEpochSecond));
        }
    }

    /**
     * @param plan what entries are to hold
     * @param nowEpochSecond what times without a year are not much later than
     */
    public FormatFollower(EntryPlan plan, long nowEpochSecond) {
        this.plan = plan;
        this.nowEpochSecond = nowEpochSecond;
    }

    private void addOthers() {
        for (KnownFormat known : KnownFormats.all()) {
            if (!known.hasHeader()) { // its lines mean nothing without the header of their log
                others.add(new Other(known));
            }
        }
    }

    /**
     * Reads a line that is malformed in the format of its log, or doubtful; it may be one of that format behind a prefix.
     *
     * @param entry is filled; undefined when no format fits
     * @return the format that the line is in, null when there is none
     */
    public @Nullable LogFormat follow(byte[] bytes, int from, int to, AccessLogEntry entry) {
        if (others.isEmpty()) {
            addOthers();
        }
        LinePrefix prefix = LinePrefix.of(bytes, from, to);
        if (prefix != null) {
            LogFormat behind = followBehind(prefix, bytes, from, to, entry);
            if (behind != null) {
                return behind;
            }
        }
        for (int i = 0; i < others.size(); i++) {
            Other other = others.get(i);
            if (other.isExact(bytes, from, to) && other.parser(plan).parse(bytes, from, to, entry) == null) {
                return other.known.format();
            }
        }
        return null;
    }

    private @Nullable LogFormat followBehind(LinePrefix prefix, byte[] bytes, int from, int to, AccessLogEntry entry) {
        message.take(prefix, bytes, prefix.messageFrom(bytes, from, to), to);
        for (int i = 0; i < others.size(); i++) {
            Other other = others.get(i);
            if (other.isExact(message.bytes(), message.from(), message.to())
                    && other.parser(plan, prefix, nowEpochSecond).parse(bytes, from, to, entry) == null) {
                return other.known.format();
            }
        }
        return null;
    }
}
