package io.github.logtraffic.log.format;

/**
 * Text that was taken from a server's configuration: its words are read as the server does, and of each character that
 * remains without quotes and escapes it is known where it stood.
 */
final class PastedText {
    /** Whose rules hold for escapes, comments and line ends. */
    enum Server {
        /** As in {@code ngx_conf_read_token} of nginx's ngx_conf_file.c. */
        NGINX,
        /** As in {@code ap_getword_conf} of httpd's util.c. */
        APACHE
    }

    /**
     * A word of a statement.
     *
     * @param from where its text begins, behind the quote
     * @param to where its text ends, before the quote
     * @param quote {@link #NONE} when it is not quoted
     */
    record Word(int from, int to, char quote) {
        /** Where it ends, with its quote. */
        int end() {
            return quote == NONE ? to : to + 1;
        }
    }

    /** No character: no quote, or no escape. */
    static final char NONE = 0;

    private final String typed;
    private final Server server;
    private final StringBuilder text = new StringBuilder();
    private final int[] columns;
    private int at;

    PastedText(String typed, int from, Server server) {
        this.typed = typed;
        this.server = server;
        this.columns = new int[typed.length()];
        this.at = from;
    }

    /** Goes to the next word; false when there is none before the statement's end. */
    boolean hasWord() {
        while (at < typed.length() && isBetweenWords()) {
            at++;
            if (typed.charAt(at - 1) == '#') {
                int lineEnd = typed.indexOf('\n', at);
                at = lineEnd < 0 ? typed.length() : lineEnd;
            }
        }
        return at < typed.length() && !isEnd(typed.charAt(at));
    }

    private boolean isBetweenWords() {
        return Character.isWhitespace(typed.charAt(at))
                || continuationLength(at) > 0
                || (server == Server.NGINX && typed.charAt(at) == '#');
    }

    private boolean isEnd(char character) {
        return server == Server.NGINX && character == ';';
    }

    /** Reads the word that {@link #hasWord} found. */
    Word word() throws FormatSyntaxException {
        char first = typed.charAt(at);
        char quote = first == '"' || first == '\'' ? first : NONE;
        int from = quote == NONE ? at : at + 1;
        int to = from;
        while (to < typed.length() && !endsWord(typed.charAt(to), quote)) {
            to += typed.charAt(to) == '\\' ? 2 : 1;
        }
        if (quote != NONE && to >= typed.length()) {
            throw new FormatSyntaxException(Character.toString(quote), at + 1, "is a quote that is not closed");
        }
        Word word = new Word(from, Math.min(to, typed.length()), quote);
        at = word.end();
        return word;
    }

    private boolean endsWord(char character, char quote) {
        return quote == NONE ? Character.isWhitespace(character) || isEnd(character) : character == quote;
    }

    /** Appends what the word says to the text. */
    void append(Word word) {
        int from = word.from();
        while (from < word.to()) {
            int skipped = continuationLength(from);
            if (skipped == 0) {
                char escaped = escaped(from, word);
                columns[text.length()] = from;
                text.append(escaped == NONE ? typed.charAt(from) : escaped);
                skipped = escaped == NONE ? 1 : 2;
            }
            from += skipped;
        }
    }

    /** The character that the escape at an index stands for; none when the backslash, if it is one, is itself meant. */
    private char escaped(int from, Word word) {
        if (typed.charAt(from) != '\\' || from + 1 >= word.to()) {
            return NONE;
        }
        char next = typed.charAt(from + 1);
        if (server == Server.APACHE) {
            return next == '\\' || next == word.quote() ? next : NONE;
        }
        return switch (next) {
            case '"', '\'', '\\' -> next;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> NONE;
        };
    }

    /** The length of a backslash at a line's end, with which httpd joins lines; 0 for anything else. */
    private int continuationLength(int from) {
        if (server != Server.APACHE || typed.charAt(from) != '\\') {
            return 0;
        }
        return typed.startsWith("\n", from + 1) ? 2 : typed.startsWith("\r\n", from + 1) ? 3 : 0;
    }

    /** What the words that were appended say. */
    String text() {
        return text.toString();
    }

    /** Where what was not read yet begins, from 1. */
    int column() {
        return at + 1;
    }

    /** What was not read yet. */
    String rest() {
        return typed.substring(at);
    }

    /** A failure in the text as one in what was typed. */
    FormatSyntaxException inTyped(FormatSyntaxException inText) {
        return inText.movedTo(columns[inText.column() - 1] + 1);
    }
}
