package io.github.logtraffic.log.format;

import io.github.logtraffic.engine.FormatChoice;
import io.github.logtraffic.engine.PassOptions;
import java.util.Objects;

/** Formats by name, for tests. */
public final class Formats {
    public static final LogFormat COMMON = named("common");
    public static final LogFormat COMBINED = named("combined");
    public static final LogFormat VHOST_COMMON = named("vhost_common");
    public static final LogFormat VHOST_COMBINED = named("vhost_combined");

    private Formats() {}

    public static LogFormat named(String name) {
        return Objects.requireNonNull(KnownFormats.named(name), name);
    }

    /** A parser of what every entry has. */
    static LineParser parser(boolean afterVirtualHost, boolean quotedTail) {
        String name = (afterVirtualHost ? "vhost_" : "") + (quotedTail ? "combined" : "common");
        return named(name).newParser(EntryPlan.COUNTS);
    }

    /** Options of a pass over logs that are said to be in a format. */
    public static PassOptions options(int threads, int chunkBytes, int maxLineBytes, LogFormat format) {
        return new PassOptions(threads, chunkBytes, maxLineBytes, FormatChoice.of(format), EntryPlan.COUNTS, 0);
    }
}
