package io.github.logtraffic.log.format;

import io.github.logtraffic.log.format.PastedText.Server;
import io.github.logtraffic.log.format.PastedText.Word;
import java.util.List;

/**
 * A format in the words of a server's configuration, as users type or paste it.
 *
 * @param elements what stands in a line, in this order
 * @param escape how the server writes characters that would be mistaken
 */
public record FormatText(List<FormatElement> elements, Escape escape) {
    /** The escapes within values, after the parameter {@code escape} of nginx's {@code log_format}. */
    public enum Escape {
        /** {@code \xHH}, in Apache also <code>\"</code> and the like. */
        DEFAULT,
        /** Those of JSON's strings. */
        JSON,
        /** None. */
        NONE
    }

    private static final String NGINX_STATEMENT = "log_format";
    private static final String APACHE_STATEMENT = "LogFormat";
    private static final String ESCAPE = "escape=";

    /** Keeps an unmodifiable list. */
    public FormatText {
        elements = List.copyOf(elements);
    }

    /**
     * Reads a format in whichever language it is: <code>$variables</code> are nginx's, <code>%directives</code>
     * Apache's; where both occur, a percent sign is nginx's text.
     *
     * @param typed a whole {@code log_format} or {@code LogFormat} statement, or the format string, which may be quoted
     * @throws FormatSyntaxException when it is in neither language, or breaks the rules of its own
     */
    public static FormatText parse(String typed) throws FormatSyntaxException {
        int from = typed.length() - typed.stripLeading().length();
        FormatText format = parse(typed, from);
        if (format.elements.stream().noneMatch(FormatElement.Field.class::isInstance)) {
            throw new FormatSyntaxException(
                    typed.isBlank() ? "An empty format" : typed.strip(),
                    from + 1,
                    "holds neither $variables, as nginx's formats do, nor percent signs with a directive, as Apache's do");
        }
        return format;
    }

    private static FormatText parse(String typed, int from) throws FormatSyntaxException {
        if (isStatement(typed, from, NGINX_STATEMENT)) {
            return nginxStatement(typed, from + NGINX_STATEMENT.length());
        }
        if (isStatement(typed, from, APACHE_STATEMENT)) {
            return apacheStatement(typed, from + APACHE_STATEMENT.length());
        }
        boolean isNginx = hasVariable(typed);
        PastedText pasted = new PastedText(typed, from, isNginx ? Server.NGINX : Server.APACHE);
        pasted.append(string(pasted, typed, from));
        return isNginx ? nginx(pasted, Escape.DEFAULT) : apache(pasted);
    }

    private static boolean isStatement(String typed, int from, String name) {
        int to = from + name.length();
        boolean isCaseSensitive = name.equals(NGINX_STATEMENT);
        return typed.regionMatches(!isCaseSensitive, from, name, 0, name.length())
                && to < typed.length()
                && Character.isWhitespace(typed.charAt(to));
    }

    private static boolean hasVariable(String typed) {
        for (int dollar = typed.indexOf('$'); dollar >= 0; dollar = typed.indexOf('$', dollar + 1)) {
            int name = typed.startsWith("{", dollar + 1) ? dollar + 2 : dollar + 1;
            if (name < typed.length() && NginxFormat.isOfName(typed.charAt(name)) && !isDigit(typed.charAt(name))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    /** All that was typed, but for its line end; without the quotes when they enclose the whole. */
    private static Word string(PastedText pasted, String typed, int from) throws FormatSyntaxException {
        int end = typed.stripTrailing().length();
        char first = from < end ? typed.charAt(from) : PastedText.NONE;
        boolean isQuoted = (first == '"' || first == '\'') && end > from + 1 && typed.charAt(end - 1) == first;
        if (isQuoted && pasted.hasWord()) {
            Word word = pasted.word();
            if (word.end() == end) {
                return word;
            }
        }
        int to = typed.length();
        while (to > 0 && (typed.charAt(to - 1) == '\n' || typed.charAt(to - 1) == '\r')) {
            to--;
        }
        return new Word(0, to, PastedText.NONE);
    }

    private static FormatText nginxStatement(String typed, int from) throws FormatSyntaxException {
        PastedText pasted = new PastedText(typed, from, Server.NGINX);
        Escape escape = Escape.DEFAULT;
        int words = 0;
        while (pasted.hasWord()) {
            Word word = pasted.word();
            String text = typed.substring(word.from(), word.to());
            words++;
            if (words == 2 && text.startsWith(ESCAPE)) {
                escape = escape(text, word.from() + 1);
            } else if (words > 1 || hasVariable(text)) { // the first is the format's name, if that was pasted too
                pasted.append(word);
            }
        }
        String rest = pasted.rest();
        if (rest.length() > 1 && !rest.substring(1).isBlank()) {
            throw new FormatSyntaxException(rest, pasted.column(), "is more than one log_format statement");
        }
        return nginx(pasted, escape);
    }

    private static Escape escape(String parameter, int column) throws FormatSyntaxException {
        return switch (parameter.substring(ESCAPE.length())) {
            case "default" -> Escape.DEFAULT;
            case "json" -> Escape.JSON;
            case "none" -> Escape.NONE;
            default ->
                throw new FormatSyntaxException(
                        parameter, column, "is none of escape=default, escape=json and escape=none");
        };
    }

    private static FormatText apacheStatement(String typed, int from) throws FormatSyntaxException {
        PastedText pasted = new PastedText(typed, from, Server.APACHE);
        if (pasted.hasWord()) {
            pasted.append(pasted.word());
        }
        if (pasted.hasWord()) {
            pasted.word(); // the nickname, which says nothing of the lines
        }
        if (pasted.hasWord()) {
            throw new FormatSyntaxException(
                    pasted.rest(), pasted.column(), "is more than a LogFormat's format and name");
        }
        return apache(pasted);
    }

    private static FormatText nginx(PastedText pasted, Escape escape) throws FormatSyntaxException {
        try {
            return new FormatText(NginxFormat.parse(pasted.text()), escape);
        } catch (FormatSyntaxException e) {
            throw pasted.inTyped(e);
        }
    }

    private static FormatText apache(PastedText pasted) throws FormatSyntaxException {
        try {
            return new FormatText(ApacheFormat.parse(pasted.text()), Escape.DEFAULT);
        } catch (FormatSyntaxException e) {
            throw pasted.inTyped(e);
        }
    }
}
