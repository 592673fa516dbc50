package io.github.logtraffic.log.format;

import java.util.List;

/**
 * The language of nginx's {@code log_format}: text with {@code $variables} and <code>${variables}</code>, as
 * {@code ngx_http_log_compile_format} of ngx_http_log_module.c reads it.
 */
final class NginxFormat {
    private NginxFormat() {}

    /**
     * The elements of a format.
     *
     * @param text as nginx has it after reading its configuration: without quotes and escapes of its own
     * @throws FormatSyntaxException when a dollar sign begins no variable
     */
    static List<FormatElement> parse(String text) throws FormatSyntaxException {
        ElementList elements = new ElementList();
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at) == '$') {
                int end = endOfVariable(text, at);
                elements.add(NginxVariables.field(text.substring(at, end)));
                at = end;
            } else {
                elements.add(text.charAt(at++));
            }
        }
        return elements.toList();
    }

    private static int endOfVariable(String text, int dollar) throws FormatSyntaxException {
        boolean isInBraces = text.startsWith("{", dollar + 1);
        int from = dollar + (isInBraces ? 2 : 1);
        int to = from;
        while (to < text.length() && isOfName(text.charAt(to))) {
            to++;
        }
        if (isInBraces && !text.startsWith("}", to)) {
            throw new FormatSyntaxException(text.substring(dollar, to), dollar + 1, "has no closing brace");
        }
        if (to == from) {
            throw new FormatSyntaxException(
                    isInBraces ? "${}" : "$", dollar + 1, "is no variable, such as $remote_addr or ${status}");
        }
        return isInBraces ? to + 1 : to;
    }

    /** Whether the character may be part of a variable's name. */
    static boolean isOfName(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || character == '_';
    }
}
