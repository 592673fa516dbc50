package io.github.logtraffic.reference;

import java.nio.charset.StandardCharsets;

/** Bytes written as a string whose characters have the same numbers, so that tests can spell any byte. */
public final class Latin1 {
    private Latin1() {}

    /** The bytes that the characters stand for. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The string whose characters stand for the bytes. */
    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** What Unicode text looks like, one character for each byte of its UTF-8 form. */
    public static String utf8(String unicode) {
        return text(unicode.getBytes(StandardCharsets.UTF_8));
    }
}
