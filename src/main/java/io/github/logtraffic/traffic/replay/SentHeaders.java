package io.github.logtraffic.traffic.replay;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The headers of requests.
 *
 * @param host what to say in {@code Host}
 * @param hostName that name, when it is to be a certain one
 * @param others those that were asked for, by name; one of the usual ones takes its place, but for the mark in the user agent
 */
public record SentHeaders(Host host, @Nullable String hostName, Map<String, String> others) {
    /** What {@code Host} says. */
    public enum Host {
        /** The host of the log's entry, the target's where it has none. */
        ORIGINAL,
        /** The target's. */
        TARGET,
        /** A certain one. */
        NAMED
    }

    /** The usual ones. */
    public static final SentHeaders USUAL = new SentHeaders(Host.TARGET, null, Map.of());

    /** Keeps a copy. */
    public SentHeaders {
        others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }
}
