package io.github.logtraffic.log.config;

/** Names with {@code *}, {@code ?} and {@code [a-z]}, {@code [!a-z]}, as {@code glob(7)} has them. */
final class Wildcard {
    private Wildcard() {}

    /** Whether a name holds what stands for other characters. */
    static boolean isIn(String name) {
        return name.indexOf('*') >= 0 || name.indexOf('?') >= 0 || name.indexOf('[') >= 0;
    }

    /** Whether the whole name fits, in time {@code pattern * name} at most. */
    static boolean matches(String pattern, String name) {
        int at = 0;
        int star = -1;
        int starEnd = 0;
        for (int i = 0; i < name.length(); ) {
            int next = at < pattern.length() ? afterOne(pattern, at, name.charAt(i)) : -1;
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                starEnd = i;
            } else if (next >= 0) {
                at = next;
                i++;
            } else if (star >= 0) { // the last star takes one more: earlier ones need never be tried again
                at = star + 1;
                i = ++starEnd;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }

    /** Where the pattern goes on after one character; -1 if the character does not fit. */
    private static int afterOne(String pattern, int at, char c) {
        return switch (pattern.charAt(at)) {
            case '?' -> at + 1;
            case '[' -> afterSet(pattern, at, c);
            default -> pattern.charAt(at) == c ? at + 1 : -1;
        };
    }

    private static int afterSet(String pattern, int at, char c) {
        int close = pattern.indexOf(']', at + 2);
        if (close < 0) {
            return c == '[' ? at + 1 : -1;
        }
        boolean negated = pattern.charAt(at + 1) == '!' && close > at + 2;
        boolean in = false;
        for (int i = at + (negated ? 2 : 1); i < close; i++) {
            if (i + 2 < close && pattern.charAt(i + 1) == '-') {
                in |= pattern.charAt(i) <= c && c <= pattern.charAt(i + 2);
                i += 2;
            } else {
                in |= pattern.charAt(i) == c;
            }
        }
        return in == negated ? -1 : close + 1;
    }
}
