package io.github.logtraffic.identity;

import java.nio.charset.StandardCharsets;

/**
 * A text that user agents of a program hold. It must begin and end where a word does, unless a {@code *} stands there:
 * {@code curl} is in {@code curl/8.5} and not in {@code libcurl/8.5}, in which {@code *curl} is; {@code *bot*} is in
 * {@code robots}. A word is a run of ASCII letters and digits and of bytes that are not ASCII. Upper and lower case of
 * ASCII letters are the same.
 */
final class AgentPattern {
    /** Longer texts are refused; the longest user agents of programs have some hundred bytes. */
    static final int MOST_BYTES = 200;

    private static final char ANY = '*';

    private final byte[] text;
    private final boolean beginsWord;
    private final boolean endsWord;

    private AgentPattern(byte[] text, boolean beginsWord, boolean endsWord) {
        this.text = text;
        this.beginsWord = beginsWord;
        this.endsWord = endsWord;
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException with a message for the user that says what was expected
     */
    static AgentPattern parse(String typed) {
        boolean isOpenBefore = !typed.isEmpty() && typed.charAt(0) == ANY;
        boolean isOpenBehind = typed.length() > 1 && typed.charAt(typed.length() - 1) == ANY;
        String text = typed.substring(isOpenBefore ? 1 : 0, typed.length() - (isOpenBehind ? 1 : 0));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (text.isBlank() || text.indexOf(ANY) >= 0 || hasControl(text)) {
            throw new IllegalArgumentException(
                    "expected a part of user agents such as curl, or *bot with * at the beginning or end");
        }
        if (bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("expected a part of user agents of at most " + MOST_BYTES + " bytes");
        }
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = lowerCase(bytes[i]);
        }
        return new AgentPattern(
                bytes, !isOpenBefore && isWordByte(bytes[0]), !isOpenBehind && isWordByte(bytes[bytes.length - 1]));
    }

    private static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    int length() {
        return text.length;
    }

    /** A byte of the text in lower case. */
    byte byteAt(int index) {
        return text[index];
    }

    /** Whether the text may stand there that has been found in a user agent of the range from {@code from} to {@code to}. */
    boolean mayStand(byte[] bytes, int from, int to, int foundFrom, int foundTo) {
        return (!beginsWord || foundFrom == from || !isWordByte(bytes[foundFrom - 1]))
                && (!endsWord || foundTo == to || !isWordByte(bytes[foundTo]));
    }

    static byte lowerCase(byte value) {
        return value >= 'A' && value <= 'Z' ? (byte) (value | 0x20) : value;
    }

    private static boolean isWordByte(byte value) {
        int lower = value | 0x20;
        return value < 0 || (lower >= 'a' && lower <= 'z') || (value >= '0' && value <= '9');
    }
}
