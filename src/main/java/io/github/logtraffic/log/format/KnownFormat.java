package io.github.logtraffic.log.format;

import java.util.List;

/**
 * A format that is known by name.
 *
 * @param format the format
 * @param description who writes it, in a few words
 * @param example a line of it
 * @param aliases other names by which users may call it
 */
public record KnownFormat(LogFormat format, String description, String example, List<String> aliases) {
    /** Keeps a copy. */
    public KnownFormat {
        aliases = List.copyOf(aliases);
    }
}
