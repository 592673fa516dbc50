package io.github.logtraffic.traffic.balance;

/**
 * The CRC-32 of zlib in steps, as nginx has it (src/core/ngx_crc32.c): its state can be kept and gone on from, which
 * {@code java.util.zip} does not offer.
 */
final class Crc32 {
    /** The state before the first byte. */
    static final int START = 0xFFFFFFFF;

    private static final int POLYNOMIAL = 0xEDB88320;
    private static final int[] TABLE = table();

    private Crc32() {}

    private static int[] table() {
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int value = i;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                value = (value & 1) == 0 ? value >>> 1 : value >>> 1 ^ POLYNOMIAL;
            }
            table[i] = value;
        }
        return table;
    }

    /** The state after one more byte. */
    static int update(int state, int next) {
        return TABLE[(state ^ next) & 0xFF] ^ state >>> 8;
    }

    /** The state after some more bytes. */
    static int update(int state, byte[] bytes, int from, int to) {
        int crc = state;
        for (int i = from; i < to; i++) {
            crc = TABLE[(crc ^ bytes[i]) & 0xFF] ^ crc >>> 8;
        }
        return crc;
    }

    /** The check sum, from the state after the last byte. */
    static int end(int state) {
        return ~state;
    }
}
