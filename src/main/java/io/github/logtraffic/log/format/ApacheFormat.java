package io.github.logtraffic.log.format;

import io.github.logtraffic.log.format.FormatElement.Field;
import java.util.List;

/**
 * The language of Apache's {@code LogFormat}, which Tomcat's {@code AccessLogValve} and LiteSpeed share: text with
 * {@code %directives}, as {@code parse_log_item} of mod_log_config.c reads them. Of the modifiers only {@code <} and
 * {@code >} mean anything here: where a condition is not met the server logs {@code -}.
 */
final class ApacheFormat {
    private final String text;
    private final boolean isTomcat;
    private final ElementList elements = new ElementList();
    private int at;

    private ApacheFormat(String text, boolean isTomcat) {
        this.text = text;
        this.isTomcat = isTomcat;
    }

    /**
     * The elements of a format.
     *
     * @param text as the server has it after reading its configuration; a quote may still be escaped
     * @throws FormatSyntaxException when a percent sign begins no directive
     */
    static List<FormatElement> parse(String text) throws FormatSyntaxException {
        return new ApacheFormat(text, false).parse();
    }

    /** The same, where the letters mean what they do in Tomcat. */
    static List<FormatElement> parseTomcat(String text) throws FormatSyntaxException {
        return new ApacheFormat(text, true).parse();
    }

    private List<FormatElement> parse() throws FormatSyntaxException {
        while (at < text.length()) {
            char next = text.charAt(at);
            if (next == '%' && text.startsWith("%", at + 1)) {
                elements.add('%');
                at += 2;
            } else if (next == '%') {
                add(directive());
            } else {
                elements.add(literal());
            }
        }
        return elements.toList();
    }

    /** The next character of the literal text, of which mod_log_config itself reads all escapes but that of the quote. */
    private char literal() {
        char first = text.charAt(at++);
        if (first != '\\' || at == text.length()) {
            return first;
        }
        char second = text.charAt(at++);
        return switch (second) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '"', '\\' -> second;
            default -> {
                at--;
                yield first;
            }
        };
    }

    private ApacheDirective directive() throws FormatSyntaxException {
        int from = at++;
        String argument = "";
        char request = ' ';
        while (at < text.length()) {
            char next = text.charAt(at);
            if (next == '{') {
                argument = argument(from);
            } else if (next == '<' || next == '>') {
                request = next;
                at++;
            } else if (next == '!' || next == ',' || (next >= '0' && next <= '9')) {
                at++;
            } else {
                String name = name();
                at += name.length();
                return new ApacheDirective(name, argument, request, text.substring(from, at), from + 1);
            }
        }
        throw new FormatSyntaxException(
                text.substring(from), from + 1, "is no LogFormat directive; a percent sign is %%");
    }

    private String argument(int from) throws FormatSyntaxException {
        int close = text.indexOf('}', at);
        if (close < 0) {
            throw new FormatSyntaxException(text.substring(from), from + 1, "has no closing brace");
        }
        String argument = text.substring(at + 1, close);
        at = close + 1;
        return argument;
    }

    /** A letter, or a caret and two of them. */
    private String name() {
        boolean isLong = text.charAt(at) == '^' && at + 3 <= text.length();
        return text.substring(at, isLong ? at + 3 : text.offsetByCodePoints(at, 1));
    }

    private void add(ApacheDirective directive) throws FormatSyntaxException {
        // Tomcat's patterns name the unit behind the number when it is not Apache's.
        boolean isMillis = directive.name().equals("D") && text.startsWith("ms", at);
        Field field = isMillis ? directive.fieldInMillis() : isTomcat ? directive.fieldOfTomcat() : directive.field();
        boolean isInBrackets = field.kind() == ValueKind.CLF_TIME;
        if (isInBrackets) {
            elements.add('[');
        }
        elements.add(field);
        if (isInBrackets) {
            elements.add(']');
        }
    }
}
