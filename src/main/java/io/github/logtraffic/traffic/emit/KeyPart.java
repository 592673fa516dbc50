package io.github.logtraffic.traffic.emit;

/** A part of what requests are limited by. */
public sealed interface KeyPart {
    /**
     * The client's address, or its network.
     *
     * @param ipv4Bits how many leading bits of an IPv4 address count, 0 to 32
     * @param ipv6Bits the same for IPv6, 0 to 128
     */
    record Client(int ipv4Bits, int ipv6Bits) implements KeyPart {
        private static final int IPV4_BITS = 32;
        private static final int IPV6_BITS = 128;

        /** Whether each address stands for itself. */
        boolean isWholeAddress() {
            return ipv4Bits == IPV4_BITS && ipv6Bits == IPV6_BITS;
        }
    }

    /**
     * The first segments of the path.
     *
     * @param count how many, at least 1
     */
    record Segments(int count) implements KeyPart {}

    /**
     * A field.
     *
     * @param name what it is called in logs
     */
    record Field(String name) implements KeyPart {}
}
