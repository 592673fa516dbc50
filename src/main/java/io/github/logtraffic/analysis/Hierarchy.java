package io.github.logtraffic.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of the address space that send much, from all clients over networks down to addresses, when what is reported
 * below them does not explain it.
 *
 * @param share of all requests: from which on what a part sends beyond the parts below it is reported
 * @param missedRequests how many requests are of clients that were not kept, so in no row but that of all clients
 * @param rows all clients first; each part is followed by the parts in it, those that send most beyond the parts below them
 *     first
 */
public record Hierarchy(double share, long missedRequests, List<Row> rows) {
    /** What a part of the address space is. */
    public enum Level {
        /** All clients, also those that are names. */
        ALL("all"),

        /** The networks that an autonomous system announces. */
        SYSTEM("asn"),

        /** A network: IPv4 of 24 or 16 bits, IPv6 of 64 or 48. */
        NETWORK("network"),

        /** One address. */
        ADDRESS("address");

        private final String levelName;

        Level(String levelName) {
            this.levelName = levelName;
        }

        /** The name that reports show. */
        public String levelName() {
            return levelName;
        }
    }

    /**
     * A part of the address space.
     *
     * @param depth in how many other rows it is
     * @param level what it is
     * @param network the address, or the network with its length; null for all clients and for systems
     * @param asn the number of the autonomous system; 0 when it is not known, and for all clients
     * @param asName the name of the autonomous system; null when it is not known
     * @param requests its requests, at least
     * @param requestsError how many requests more there may have been
     * @param share of all requests, 0 to 1, at least
     * @param bytes the bytes of the responses, at least
     * @param bytesError how many bytes more there may have been
     * @param unexplained those of its requests that are in no row below it; of all clients, those of clients that were not
     *     kept among them
     * @param unexplainedShare of all requests, 0 to 1
     */
    public record Row(
            int depth,
            Level level,
            @Nullable String network,
            long asn,
            @Nullable String asName,
            long requests,
            long requestsError,
            double share,
            long bytes,
            long bytesError,
            long unexplained,
            double unexplainedShare) {}

    /** Keeps a copy. */
    public Hierarchy {
        rows = List.copyOf(rows);
    }
}
