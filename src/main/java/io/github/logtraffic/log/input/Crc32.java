package io.github.logtraffic.log.input;

/** Arithmetic on CRC-32 (IEEE 802.3), that of gzip and of {@link java.util.zip.CRC32}. */
final class Crc32 {
    /** The polynomial, the bit of the highest power last. */
    private static final int POLYNOMIAL = 0xEDB88320;

    private static final int ONE = 1 << 31; // x^0

    private Crc32() {}

    /**
     * The CRC of two texts, one behind the other, from those of each.
     *
     * <p>To append n bytes multiplies the first one by x^8n modulo the polynomial (M. Adler, zlib's {@code crc32_combine}).
     *
     * @param otherBytes how long the second one is
     */
    static int combine(int one, int other, long otherBytes) {
        return product(power(otherBytes), one) ^ other;
    }

    /** x^8n modulo the polynomial, by squaring. */
    private static int power(long bytes) {
        int result = ONE;
        int square = ONE >>> Byte.SIZE; // x^8
        for (long rest = bytes; rest > 0; rest >>= 1) {
            if ((rest & 1) != 0) {
                result = product(square, result);
            }
            square = product(square, square);
        }
        return result;
    }

    private static int product(int one, int other) {
        int sum = 0;
        int shifted = other;
        for (int bit = ONE; bit != 0; bit >>>= 1) {
            sum ^= (one & bit) != 0 ? shifted : 0;
            shifted = (shifted & 1) != 0 ? (shifted >>> 1) ^ POLYNOMIAL : shifted >>> 1;
        }
        return sum;
    }
}
