package io.github.logtraffic.log.filter;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the filters of texts promise, slow and obvious: every byte is a character. */
final class ReferenceText {
    private ReferenceText() {}

    static boolean keeps(List<String> patterns, byte[] text, boolean ignoresCase) {
        boolean isAbsent = text.length == 0 || new String(text, StandardCharsets.ISO_8859_1).equals("-");
        boolean hasPositive = false;
        boolean isMatched = false;
        for (String typed : patterns) {
            boolean negated = typed.startsWith("!");
            boolean matches = matches(negated ? typed.substring(1) : typed, text, isAbsent, ignoresCase);
            if (negated && matches) {
                return false;
            }
            hasPositive |= !negated;
            isMatched |= !negated && matches;
        }
        return isMatched || !hasPositive;
    }

    private static boolean matches(String pattern, byte[] bytes, boolean isAbsent, boolean ignoresCase) {
        if (pattern.equals("-") || isAbsent) {
            return pattern.equals("-") && isAbsent;
        }
        String text = characters(bytes, ignoresCase);
        String wanted = characters(pattern.getBytes(StandardCharsets.UTF_8), ignoresCase);
        if (pattern.contains("*") || pattern.contains("?")) {
            StringBuilder regex = new StringBuilder();
            wanted.chars()
                    .forEach(c ->
                            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf((char) c))));
            return Pattern.compile(regex.toString(), Pattern.DOTALL)
                    .matcher(text)
                    .matches();
        }
        return text.contains(wanted);
    }

    private static String characters(byte[] bytes, boolean ignoresCase) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return ignoresCase
                ? text.chars()
                        .map(c -> c < 128
                                ? String.valueOf((char) c)
                                        .toLowerCase(Locale.ROOT)
                                        .charAt(0)
                                : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                : text;
    }
}
