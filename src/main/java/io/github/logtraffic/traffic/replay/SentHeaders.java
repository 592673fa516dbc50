package io.github.logtraffic.traffic.replay;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The headers of requests.
 *
 * @param host what to say in {@code Host}
 * @param hostName that name, when it is to be a certain one
 * @param others those that were asked for, in this order, also several of one name; those of a usual one take its place, but for
 *     the mark in the user agent, of which there is one only
 */
public record SentHeaders(Host host, @Nullable String hostName, List<Header> others) {
    /**
     * A header.
     *
     * @param name in any case
     * @param value without what ends a line
     */
    public record Header(String name, String value) {
        /** Whether that is its name. */
        public boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

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
    public static final SentHeaders USUAL = new SentHeaders(Host.TARGET, null, List.of());

    /** Keeps a copy. */
    public SentHeaders {
        others = List.copyOf(others);
    }
}
