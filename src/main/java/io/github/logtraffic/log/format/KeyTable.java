package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.Swar;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one JSON object, or the labels of an LTSV line: those that mean something, and others that lines had. The
 * lines of a log mostly have the same keys in the same order, so each key knows which one came next the last time:
 * {@link Key#next} is looked at first, by {@link Key#isAt}, and {@link #find} only when that is another one.
 */
final class KeyTable {
    private static final long MIX = 0x9E3779B97F4A7C15L; // 2^64 divided by the golden ratio: spreads neighbours
    private static final int MOST_LEARNED = 64; // clients may choose keys, as of the headers that they send
    private static final int LONGEST_LEARNED = 64;

    private static final byte[] NO_TEXT = {};
    private static final int NEVER = Integer.MAX_VALUE; // the length of what is in no line

    private final byte[] before;
    private final byte[] after;
    private final List<Key> keys = new ArrayList<>();
    private final Key start = new Key(NO_TEXT, NEVER);
    private final Key other = new Key(NO_TEXT, NEVER); // stands for all that are neither known nor learned
    private @Nullable Key[] table = new Key[8];
    private int learned;

    /** A key, and what becomes of its value. */
    static final class Key {
        /** The key with what stands around it; behind one of less than a word, zeros. */
        private final byte[] text;

        private final int lastWord;
        private final long lastMask;

        /** How many bytes the key has with what stands around it. */
        final int length;

        /** The key that stood behind this one in the last line that had it. */
        Key next = this;

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

        private Key(byte[] text, int length) {
            this.length = length;
            this.text = text.length < Long.BYTES ? Arrays.copyOf(text, Long.BYTES) : text;
            this.lastWord = this.text.length - Long.BYTES;
            this.lastMask = length < Long.BYTES ? -1L >>> (Long.SIZE - Byte.SIZE * length) : -1;
        }

        /** Whether the range begins with this key and what stands around it; maybe false at the end of the array. */
        boolean isAt(byte[] bytes, int from, int to) {
            if (length > to - from || from + Long.BYTES > bytes.length) {
                return false;
            }
            for (int i = 0; i < lastWord; i += Long.BYTES) {
                if (Swar.word(bytes, from + i) != Swar.word(text, i)) {
                    return false;
                }
            }
            return ((Swar.word(bytes, from + lastWord) ^ Swar.word(text, lastWord)) & lastMask) == 0;
        }
    }

    /**
     * Makes a table without keys.
     *
     * @param before what stands before a key
     * @param after what mostly stands behind it
     */
    KeyTable(String before, String after) {
        this(before.getBytes(StandardCharsets.UTF_8), after.getBytes(StandardCharsets.UTF_8));
    }

    private KeyTable(byte[] before, byte[] after) {
        this.before = before;
        this.after = after;
    }

    /** A table for objects inside of this one. */
    KeyTable inner() {
        return new KeyTable(before, after);
    }

    /** Stands before the first key of an object. */
    Key start() {
        return start;
    }

    /** The key of this name, made when there is none. */
    Key add(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        Key known = known(bytes, 0, bytes.length);
        return known == null ? make(bytes, 0, bytes.length) : known;
    }

    private Key make(byte[] bytes, int from, int to) {
        int length = to - from;
        byte[] text = Arrays.copyOf(before, before.length + length + after.length);
        System.arraycopy(bytes, from, text, before.length, length);
        System.arraycopy(after, 0, text, before.length + length, after.length);
        Key key = new Key(text, text.length);
        key.next = other;
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
        Key more = new Key(key.text, key.length);
        more.also = key.also;
        key.also = more;
        return more;
    }

    private void put(Key key) {
        int at = slot(key.text, before.length, key.length - after.length);
        while (table[at] != null) {
            at = (at + 1) & (table.length - 1);
        }
        table[at] = key;
    }

    /**
     * The key that the range names, one without a use when it means nothing; from now on expected behind the previous one.
     */
    Key find(Key previous, byte[] bytes, int from, int to) {
        Key known = known(bytes, from, to);
        if (known == null) {
            if (learned == MOST_LEARNED || to - from > LONGEST_LEARNED) {
                return other;
            }
            learned++;
            known = make(bytes, from, to);
        }
        previous.next = known;
        return known;
    }

    private @Nullable Key known(byte[] bytes, int from, int to) {
        int at = slot(bytes, from, to);
        for (Key key; (key = table[at]) != null; at = (at + 1) & (table.length - 1)) {
            if (Arrays.equals(key.text, before.length, key.length - after.length, bytes, from, to)) {
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
