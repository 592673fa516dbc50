package io.github.logtraffic.log.format;

/**
 * A set of bytes.
 *
 * @param low a bit for each of the bytes 0 to 63
 * @param high a bit for each of the bytes 64 to 127
 * @param beyondAscii whether all other bytes belong to it
 */
record ByteClass(long low, long high, boolean beyondAscii) {
    /** No byte. */
    static final ByteClass NONE = new ByteClass(0, 0, false);

    private static final String DIGITS = "0123456789";
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /** What numbers with a fraction, and {@code -}, are written with. */
    static final ByteClass NUMBER = of(DIGITS + ".-");

    /** What addresses and host names are written with. */
    static final ByteClass HOST = of(DIGITS + LETTERS + ".:-_[]%");

    /** What methods are written with. */
    static final ByteClass METHOD = of(LETTERS + DIGITS + "_-");

    /** What times and protocols are written with, but for blanks. */
    static final ByteClass WORD = of(DIGITS + LETTERS + ".:-_+/,");

    /** These bytes. */
    static ByteClass of(String ascii) {
        long low = 0;
        long high = 0;
        for (int i = 0; i < ascii.length(); i++) {
            char c = ascii.charAt(i);
            if (c < 64) {
                low |= 1L << c;
            } else {
                high |= 1L << (c - 64);
            }
        }
        return new ByteClass(low, high, false);
    }

    /** All bytes that are not in this class. */
    ByteClass inverted() {
        return new ByteClass(~low, ~high, !beyondAscii);
    }

    /** The bytes of this class but for those of the other. */
    ByteClass without(ByteClass other) {
        return new ByteClass(low & ~other.low, high & ~other.high, beyondAscii && !other.beyondAscii);
    }

    /** The only byte that is not in this class; 0 when it is not so. */
    byte onlyMissing() {
        boolean isOne = beyondAscii && Long.bitCount(~low) + Long.bitCount(~high) == 1;
        int missing = ~low == 0 ? 64 + Long.numberOfTrailingZeros(~high) : Long.numberOfTrailingZeros(~low);
        return isOne ? (byte) missing : 0;
    }
}
