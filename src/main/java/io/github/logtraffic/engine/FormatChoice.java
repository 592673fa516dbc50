package io.github.logtraffic.engine;

import io.github.logtraffic.log.format.LogFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The formats that logs are said to be in. Of several, a log is in the one that fits its first lines; of one, it is in that.
 *
 * @param ofAll the formats of logs that have none of their own; empty to detect each one's among the known ones, and to
 *     follow it when it changes
 * @param bySource formats by the names of logs
 */
public record FormatChoice(List<LogFormat> ofAll, Map<String, List<LogFormat>> bySource) {
    /** Nothing is said. */
    public static final FormatChoice DETECTED = new FormatChoice(List.of(), Map.of());

    /** Keeps copies. */
    public FormatChoice {
        ofAll = List.copyOf(ofAll);
        Map<String, List<LogFormat>> copies = new HashMap<>();
        bySource.forEach((source, formats) -> copies.put(source, List.copyOf(formats)));
        bySource = Map.copyOf(copies);
    }

    /** The same format for all logs. */
    public static FormatChoice of(LogFormat format) {
        return new FormatChoice(List.of(format), Map.of());
    }

    /** The formats that a log may be in, none to detect it. */
    public List<LogFormat> of(String source) {
        return bySource.getOrDefault(source, ofAll);
    }
}
