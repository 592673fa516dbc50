package io.github.logtraffic.traffic.emit;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A pattern of paths as a regular expression that nginx and Varnish read as this program reads the pattern, and that both can
 * have between double quotes.
 *
 * @param isNegated whether it is of paths that are not like it
 * @param regex of printable ASCII, without double quotes; to be found anywhere in a path, byte by byte
 */
public record PathPattern(boolean isNegated, String regex) {
    /** nginx refuses what its buffer of 4,096 bytes cannot hold. */
    private static final int LONGEST = 2_000;

    /** Letters that mean the same behind a backslash to RE2 and to PCRE. */
    private static final String CLASSES = "dDwWsSb";

    private static final String FOUND_AS_IT_IS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/_-";

    /**
     * Translates a pattern: a text, a glob, or a regular expression behind {@code ~}; a {@code !} in front negates.
     *
     * @param typed a pattern that this program takes
     * @throws IllegalArgumentException with a message for the user when a server may take it for something else
     */
    public static PathPattern of(String typed) {
        boolean isNegated = typed.startsWith("!");
        String text = isNegated ? typed.substring(1) : typed;
        if (text.equals("-")) {
            throw new IllegalArgumentException("'-' is like no path; leave it out");
        }
        String regex = text.startsWith("~") ? shared(text.substring(1)) : whole(text);
        if (regex.length() > LONGEST) {
            throw new IllegalArgumentException("a pattern of " + text.length() + " characters is too long");
        }
        return new PathPattern(isNegated, regex);
    }

    private static String whole(String text) {
        boolean isGlob = text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
        return isGlob ? "\\A" + literal(text) + "\\z" : literal(text);
    }

    /** An expression of RE2, if PCRE means the same by it. */
    private static String shared(String regex) {
        StringBuilder safe = new StringBuilder();
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c < ' ' || c > '~' || isSpecialGroup(regex, i)) {
                throw other(regex);
            }
            if (c == '"') {
                safe.append(hex(c));
            } else if (c != '\\') {
                safe.append(c);
            } else {
                safe.append(escaped(regex, regex.charAt(++i))); // there is one, or it would be no expression
            }
        }
        return safe.toString();
    }

    /** Groups with options or names: a name would be a variable of nginx. */
    private static boolean isSpecialGroup(String regex, int at) {
        return regex.startsWith("(?", at) && !regex.startsWith("(?:", at);
    }

    private static String escaped(String regex, char c) {
        if (CLASSES.indexOf(c) >= 0) {
            return "\\" + c;
        }
        if (c < ' ' || c > '~' || Fields.isSafe(String.valueOf(c))) {
            throw other(regex);
        }
        return hex(c);
    }

    private static IllegalArgumentException other(String regex) {
        return new IllegalArgumentException("a server may read the regular expression '" + regex
                + "' in another way; expected one in ASCII without (?i), \\pL and the like, or a text or a glob");
    }

    /** The text found as it stands, but for the stars and question marks of globs. */
    private static String literal(String text) {
        StringBuilder regex = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            switch (b) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(FOUND_AS_IT_IS.indexOf(b) >= 0 ? String.valueOf((char) b) : hex(b));
            }
        }
        return regex.toString();
    }

    /** One byte, in or outside of brackets. */
    static String hex(int b) {
        return String.format(Locale.ROOT, "\\x%02X", b & 0xff);
    }
}
