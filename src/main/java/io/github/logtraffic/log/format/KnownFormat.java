package io.github.logtraffic.log.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A format that is known by name. It is made when it is needed first. */
public final class KnownFormat {
    private final String formatName;
    private final FormatSpec spec;
    private final String description;
    private final String example;
    private final List<String> aliases;
    private @Nullable LogFormat format;

    /**
     * @param formatName the name that users type and reports show
     * @param spec what the format is made of
     * @param description who writes it, in a few words
     * @param example a line of it
     * @param aliases other names by which users may call it
     */
    KnownFormat(String formatName, FormatSpec spec, String description, String example, List<String> aliases) {
        this.formatName = formatName;
        this.spec = spec;
        this.description = description;
        this.example = example;
        this.aliases = List.copyOf(aliases);
    }

    /** The name that users type and reports show. */
    public String formatName() {
        return formatName;
    }

    /** The format; always the same object. Any thread may ask. */
    public synchronized LogFormat format() {
        LogFormat made = format;
        if (made == null) {
            made = spec.make(formatName);
            format = made;
        }
        return made;
    }

    /** Whether the format may read a line, see {@link FormatSpec#mayRead}. */
    public boolean mayRead(Header header, byte[] bytes, int from, int to) {
        return spec.mayRead(header, bytes, from, to);
    }

    /** See {@link LogFormat#hasHeader}. */
    boolean hasHeader() {
        return spec.hasHeader();
    }

    /** Who writes the format, in a few words. */
    public String description() {
        return description;
    }

    /** A line of the format. */
    public String example() {
        return example;
    }

    /** Other names by which users may call it. */
    public List<String> aliases() {
        return aliases;
    }

    @Override
    public String toString() {
        return formatName;
    }
}
