package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.AccessLogEntry;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Reads lines of the extended log file format, by the columns that the comments before them named. */
final class W3cParser implements LineParser {
    private final Header assumed;
    private final String mark;
    private final EntryPlan plan;

    private Header header = Header.NONE;
    private @Nullable TextParser ofBlanks;
    private @Nullable TextParser ofTabs;
    private int failedAt;
    private String expected = "a line of the columns that #Fields names";

    /**
     * @param assumed the columns of a log that does not say
     * @param mark a column without which the header is of another dialect; empty for none
     */
    W3cParser(Header assumed, String mark, EntryPlan plan) {
        this.assumed = assumed;
        this.mark = mark;
        this.plan = plan;
        start(Header.NONE);
    }

    @Override
    public void start(Header header) {
        if (this.header.equals(header) && ofBlanks != null) {
            return;
        }
        this.header = header;
        Header columns = header.columns().isEmpty() ? assumed : header;
        boolean isOurs = mark.isEmpty() || columns.columns().contains(mark);
        ofBlanks = isOurs ? parser(columns, (byte) ' ') : null;
        ofTabs = isOurs ? parser(columns, (byte) '\t') : null;
    }

    private @Nullable TextParser parser(Header columns, byte separator) {
        TextParser parser = W3cColumns.parser(columns.columns(), separator, plan);
        LocalDate date = header.date();
        if (parser != null && date != null) {
            parser.values().parts().defaultDate(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
        }
        return parser;
    }

    @Override
    public void comment(byte[] bytes, int from, int to) {
        Header next = header.with(bytes, from, to);
        if (!next.equals(header)) {
            start(next);
        }
    }

    @Override
    public @Nullable MalformedReason parse(byte[] bytes, int from, int to, AccessLogEntry entry) {
        TextParser parser = isOfTabs(bytes, from, to) ? ofTabs : ofBlanks;
        if (parser == null) {
            failedAt = from;
            return MalformedReason.SHAPE;
        }
        MalformedReason malformed = parser.parse(bytes, from, to, entry);
        if (malformed != null) {
            failedAt = parser.failedAt();
            expected = parser.expected();
        }
        return malformed;
    }

    /** Whether the first separator of the line is a tab. */
    private static boolean isOfTabs(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != ' ' && bytes[at] != '\t') {
            at++;
        }
        return at < to && bytes[at] == '\t';
    }

    @Override
    public boolean isExact(byte[] bytes, int from, int to) {
        TextParser parser = isOfTabs(bytes, from, to) ? ofTabs : ofBlanks;
        return parser != null && parser.isExact(bytes, from, to);
    }

    @Override
    public int failedAt() {
        return failedAt;
    }

    @Override
    public String expected() {
        return expected;
    }
}
