package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.Swar;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys that mean something, by their bytes: those of one JSON object, or the labels of an LTSV line. Lines have many more
 * keys than are wanted, so what matters is to see quickly that a key is none of these: a table by a hash of its length and
 * its first and last bytes.
 */
final class KeyTable {
    private static final long MIX = 0x9E3779B97F4A7C15L; // 2^64 divided by the golden ratio: spreads neighbours

    private final List<Key> keys = new ArrayList<>();
    private @Nullable Key[] table = new Key[8];

    /** A key, and what becomes of its value. */
    static final class Key {
        private final byte[] name;

        /** What becomes of a value that is no object; null when nothing does. */
        @Nullable
        FieldUse use;

        /** The number of the field among those of the format, and how good a source of it this key is, 0 the best. */
        int field;

        int rank;

        /** What else becomes of the value: the same name as the key of another field; null when nothing does. */
        @Nullable
        Key also;

        /** The keys of a value that is an object; null when none of them matters. */
        @Nullable
        KeyTable inner;

        private Key(byte[] name) {
            this.name = name;
        }
    }

    /** The key of this name, made when there is none. */
    Key add(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        Key known = find(bytes, 0, bytes.length);
        if (known != null) {
            return known;
        }
        Key key = new Key(bytes);
        keys.add(key);
        if (keys.size() * 3 > table.length) {
            table = new Key[table.length * 2];
            keys.forEach(this::put);
        } else {
            put(key);
        }
        return key;
    }

    /** The key of this name for one more field. */
    Key addUse(String name) {
        Key key = add(name);
        if (key.use == null) {
            return key;
        }
        Key more = new Key(key.name);
        more.also = key.also;
        key.also = more;
        return more;
    }

    private void put(Key key) {
        int at = slot(key.name, 0, key.name.length);
        while (table[at] != null) {
            at = (at + 1) & (table.length - 1);
        }
        table[at] = key;
    }

    /** The key that the range names, null when it is none of these. */
    @Nullable
    Key find(byte[] bytes, int from, int to) {
        int at = slot(bytes, from, to);
        for (Key key; (key = table[at]) != null; at = (at + 1) & (table.length - 1)) {
            if (key.name.length == to - from && Arrays.equals(key.name, 0, key.name.length, bytes, from, to)) {
                return key;
            }
        }
        return null;
    }

    /** Less than eight bytes as one number. */
    private static long shortWord(byte[] bytes, int from, int length) {
        if (length > 0 && from + Long.BYTES <= bytes.length) {
            return Swar.word(bytes, from) & (-1L >>> (Long.SIZE - Byte.SIZE * length));
        }
        long word = 0;
        for (int i = length - 1; i >= 0; i--) {
            word = (word << Byte.SIZE) | (bytes[from + i] & 0xFF);
        }
        return word;
    }

    private int slot(byte[] bytes, int from, int to) {
        int length = to - from;
        long hash = length;
        if (length >= Long.BYTES) {
            hash += Swar.word(bytes, from) ^ (Swar.word(bytes, to - Long.BYTES) * 31);
        } else {
            hash += shortWord(bytes, from, length);
        }
        return (int) ((hash * MIX) >>> 40) & (table.length - 1);
    }
}
