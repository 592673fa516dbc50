package io.github.logtraffic.engine;

import io.github.logtraffic.log.format.LogFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The formats that logs are said to be in.
 *
 * @param ofAll the format of logs that have none of their own; null to detect each one's, and to follow it when it changes
 * @param bySource formats by the names of logs
 */
public record FormatChoice(@Nullable LogFormat ofAll, Map<String, LogFormat> bySource) {
    /** Nothing is said. */
    public static final FormatChoice DETECTED = new FormatChoice(null, Map.of());

    /** Keeps a copy. */
    public FormatChoice {
        bySource = Map.copyOf(bySource);
    }

    /** The same format for all logs. */
    public static FormatChoice of(LogFormat format) {
        return new FormatChoice(format, Map.of());
    }

    /** The format of a log, null to detect it. */
    @Nullable
    LogFormat of(String source) {
        LogFormat own = bySource.get(source);
        return own == null ? ofAll : own;
    }
}
