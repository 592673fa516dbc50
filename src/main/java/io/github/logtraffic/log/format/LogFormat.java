package io.github.logtraffic.log.format;

import java.util.List;
import java.util.Optional;

/** A log format: its name, its fields, and the parsers that read it. */
public abstract sealed class LogFormat permits TextFormat, KeyedFormat, W3cFormat, PrefixedFormat {
    private final String formatName;

    LogFormat(String formatName) {
        this.formatName = formatName;
    }

    /** The name that users type and reports show. */
    public final String formatName() {
        return formatName;
    }

    /** The names of the fields that a line has, in the order of the line; of a request also its parts. */
    public abstract List<String> fieldNames();

    /** The same for lines behind comments that say this; other formats than those of {@link #hasHeader} have no use for it. */
    public List<String> fieldNames(Header header) {
        return fieldNames();
    }

    /** Whether a line may have a field, as far as the format alone can tell. */
    public boolean mayHave(String field) {
        return fieldNames().contains(field);
    }

    /**
     * A new parser, for one thread.
     *
     * @param plan what entries are to hold
     */
    public abstract LineParser newParser(EntryPlan plan);

    /** Whether comments say how the lines behind them are to be read, see {@link LineParser#comment}. */
    public boolean hasHeader() {
        return false;
    }

    /** Whether the time of an entry is that of its request's beginning; otherwise it is that of its end. */
    public boolean isStampedAtStart() {
        return KnownFormats.STAMPED_AT_START.contains(formatName);
    }

    /** Whether an entry's bytes are those of its whole response, headers too, as far as the format alone can tell. */
    public boolean countsHeaders() {
        return KnownFormats.COUNTING_HEADERS.contains(formatName);
    }

    /** What stands around lines of the format, or some of them. */
    public Optional<LinePrefix> prefix() {
        return Optional.empty();
    }

    @Override
    public final String toString() {
        return formatName;
    }
}
