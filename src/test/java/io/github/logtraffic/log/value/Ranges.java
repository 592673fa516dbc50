package io.github.logtraffic.log.value;

import io.github.logtraffic.reference.Latin1;
import java.util.List;

/** Reads a text wherever it may stand in an array: what stands around it must not matter. */
final class Ranges {
    private static final List<String> SURROUNDINGS = List.of("", "0", "9999999999", "..", ":59+0930Z", "[ms]", "   ");

    private Ranges() {}

    /** Something that reads a range of bytes. */
    @FunctionalInterface
    interface Reader {
        /** What the range stands for. */
        long read(byte[] bytes, int from, int to);
    }

    /** What the reader makes of the text alone, after a check that it makes the same of it among other bytes. */
    static long read(String text, Reader reader) {
        byte[] alone = Latin1.bytes(text);
        long expected = reader.read(alone, 0, alone.length);
        for (String before : SURROUNDINGS) {
            for (String after : List.of("", before)) {
                int from = before.length();
                long found = reader.read(Latin1.bytes(before + text + after), from, from + text.length());
                if (found != expected) {
                    throw new AssertionError("'" + text + "' is " + expected + " alone, but " + found + " between '"
                            + before + "' and '" + after + "'");
                }
            }
        }
        return expected;
    }

    /** Reads the text with each of its bytes replaced by each other one, wherever it may stand. */
    static void readCorrupted(String text, Reader reader) {
        for (int at = 0; at < text.length(); at++) {
            for (char any = 0; any < 256; any++) {
                read(text.substring(0, at) + any + text.substring(at + 1), reader);
            }
            read(text.substring(0, at), reader);
            read(text.substring(at), reader);
        }
    }
}
