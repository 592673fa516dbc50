package io.github.logtraffic.identity;

import io.github.logtraffic.log.entry.ClientKey;

/**
 * Replaces clients by names such as {@code c-5f3a09c1d2e4b687}: the 64 bits of a keyed hash, the same for the same client
 * and key, on every host and in every run. Nothing is remembered, so memory does not grow. Of ten million clients, two share
 * a name with a probability of 3 in a million.
 */
public final class Pseudonymizer implements Anonymizer {
    private static final int ADDRESS_BYTES = 16;
    private static final int NIBBLES = Long.SIZE / 4;

    private final SipHash hash;
    private final byte[] address = new byte[ADDRESS_BYTES];
    private final byte[] name = new byte[2 + NIBBLES];

    /** Makes pseudonyms by a key. */
    public Pseudonymizer(PseudonymKey key) {
        hash = new SipHash(key.first, key.second);
        name[0] = 'c';
        name[1] = '-';
    }

    @Override
    public void apply(ClientKey client) {
        if (!client.isName()) {
            put(address, 0, client.high());
            put(address, Long.BYTES, client.low());
            write(hash.of(address, 0, ADDRESS_BYTES));
        } else if (isNobody(client)) {
            return;
        } else {
            // Names of 16 bytes are kept apart from addresses by turning all bits.
            write(~hash.of(client.nameBytes(), client.nameFrom(), client.nameTo()));
        }
        client.setName(name, 0, name.length);
    }

    /** Whether a client is {@code -}: the log names none. */
    static boolean isNobody(ClientKey client) {
        return client.isName()
                && client.nameTo() - client.nameFrom() == 1
                && client.nameBytes()[client.nameFrom()] == '-';
    }

    private static void put(byte[] bytes, int at, long value) {
        for (int i = 0; i < Long.BYTES; i++) {
            bytes[at + i] = (byte) (value >>> (Byte.SIZE * (Long.BYTES - 1 - i)));
        }
    }

    private void write(long value) {
        for (int i = 0; i < NIBBLES; i++) {
            int nibble = (int) (value >>> (4 * (NIBBLES - 1 - i))) & 0xF;
            name[2 + i] = (byte) (nibble < 10 ? '0' + nibble : 'a' + nibble - 10);
        }
    }
}
