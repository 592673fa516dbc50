package io.github.logtraffic.count.key;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Several keys as one: the bytes of a name in which each part stands behind two bytes that say how long it is, or that it
 * is an address, and so takes sixteen.
 */
public final class CompositeKey implements EntryKey {
    private static final int HEADER_BYTES = 2;
    private static final int ADDRESS_BYTES = 16;
    private static final int ADDRESS = 0xFFFF; // longer than any text

    private final List<EntryKey> keys;
    private final ClientKey part = new ClientKey();
    private byte[] bytes = new byte[256];
    private int end;

    /**
     * @param keys the parts
     */
    public CompositeKey(List<EntryKey> keys) {
        this.keys = List.copyOf(keys);
    }

    @Override
    public void read(AccessLogEntry entry, ClientKey key) {
        end = 0;
        for (int i = 0; i < keys.size(); i++) {
            keys.get(i).read(entry, part);
            append();
        }
        key.setName(bytes, 0, end);
    }

    private void append() {
        int length = part.isName() ? part.nameTo() - part.nameFrom() : ADDRESS_BYTES;
        if (bytes.length - end < HEADER_BYTES + length) {
            bytes = Arrays.copyOf(bytes, 2 * (end + HEADER_BYTES + length));
        }
        putNumber(part.isName() ? length : ADDRESS, HEADER_BYTES);
        if (part.isName()) {
            System.arraycopy(part.nameBytes(), part.nameFrom(), bytes, end, length);
            end += length;
        } else {
            putNumber(part.high(), Long.BYTES);
            putNumber(part.low(), Long.BYTES);
        }
    }

    private void putNumber(long number, int size) {
        for (int i = size - 1; i >= 0; i--) {
            bytes[end++] = (byte) (number >>> (i * Byte.SIZE));
        }
    }

    @Override
    public EntryKey fresh() {
        return new CompositeKey(keys.stream().map(EntryKey::fresh).toList());
    }

    /** The parts of a key that was read. */
    public static List<ClientAddress> parts(ClientKey key) {
        List<ClientAddress> parts = new ArrayList<>();
        byte[] bytes = key.nameBytes();
        for (int at = key.nameFrom(); at < key.nameTo(); ) {
            int length = (int) number(bytes, at, HEADER_BYTES);
            at += HEADER_BYTES;
            if (length == ADDRESS) {
                parts.add(ClientAddress.ofAddress(
                        number(bytes, at, Long.BYTES), number(bytes, at + Long.BYTES, Long.BYTES)));
                at += ADDRESS_BYTES;
            } else {
                parts.add(ClientAddress.ofName(bytes, at, at + length));
                at += length;
            }
        }
        return parts;
    }

    private static long number(byte[] bytes, int from, int size) {
        long number = 0;
        for (int i = 0; i < size; i++) {
            number = number << Byte.SIZE | (bytes[from + i] & 0xFF);
        }
        return number;
    }
}
