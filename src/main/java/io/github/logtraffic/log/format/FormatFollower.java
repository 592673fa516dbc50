package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.AccessLogEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines that a log's own format cannot read, because the log changed its format on the way: a line that is
 * exactly in another known format is an entry of that format. Decided line by line, so that it comes out the same however
 * a log is split.
 */
public final class FormatFollower {
    private final EntryPlan plan;
    private final List<Other> others = new ArrayList<>();

    private static final class Other {
        final LogFormat format;
        final LineParser shape;
        final LineParser parser;

        Other(LogFormat format, EntryPlan plan) {
            this.format = format;
            this.shape = format.newParser(EntryPlan.SHAPE);
            this.parser = plan.newParser(format);
        }
    }

    /**
     * @param plan what entries are to hold
     */
    public FormatFollower(EntryPlan plan) {
        this.plan = plan;
    }

    private void addOthers() {
        for (LogFormat format : LogFormats.known()) {
            if (!format.hasHeader()) { // its lines mean nothing without the header of their log
                others.add(new Other(format, plan));
            }
        }
    }

    /**
     * Reads a line that is malformed in the format of its log.
     *
     * @param entry is filled; undefined when no format fits
     * @return the format that the line is in, null when there is none
     */
    public @Nullable LogFormat follow(byte[] bytes, int from, int to, AccessLogEntry entry) {
        if (others.isEmpty()) {
            addOthers();
        }
        for (int i = 0; i < others.size(); i++) {
            Other other = others.get(i);
            if (other.shape.isExact(bytes, from, to) && other.parser.parse(bytes, from, to, entry) == null) {
                return other.format;
            }
        }
        return null;
    }
}
