package io.github.logtraffic.log.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits nginx's configuration into statements as {@code ngx_conf_read_token} in {@code ngx_conf_file.c} does. */
final class NginxStatements {
    /** What a statement ends with; a block of Lua counts as a semicolon. */
    enum End {
        /** A semicolon. */
        SEMICOLON,
        /** The brace that opens its block. */
        OPEN,
        /** The brace that closes a block; the statement has no words. */
        CLOSE
    }

    /** A statement: its name and arguments, without quotes and escapes. */
    record Statement(List<String> words, End end, Place place) {}

    private final Path file;
    private final String text;
    private int at;
    private int line = 1;

    NginxStatements(Path file, String text) {
        this.file = file;
        this.text = text;
    }

    /** The next statement; null at the end of the file. The body of a block of Lua is left out. */
    @Nullable
    Statement next() throws ServerConfigException {
        List<String> words = new ArrayList<>();
        skipBlanks();
        Place start = here();
        for (; at < text.length(); skipBlanks()) {
            char c = text.charAt(at);
            if (c == ';' || c == '{' || c == '}') {
                return statement(words, c, start);
            }
            words.add(c == '"' || c == '\'' ? quoted() : bare());
        }
        if (!words.isEmpty()) {
            throw new ServerConfigException(start, "the statement does not end: expected ';' or '{'");
        }
        return null;
    }

    private Statement statement(List<String> words, char end, Place start) throws ServerConfigException {
        if (words.isEmpty() != (end == '}')) {
            throw new ServerConfigException(here(), "unexpected '" + end + "'");
        }
        at++;
        if (end == '{' && words.get(0).endsWith("_by_lua_block")) {
            skipLua(start);
            return new Statement(words, End.SEMICOLON, start);
        }
        return new Statement(words, end == ';' ? End.SEMICOLON : end == '{' ? End.OPEN : End.CLOSE, start);
    }

    /** Where reading is. */
    Place here() {
        return new Place(file, line);
    }

    private void skipBlanks() {
        while (at < text.length() && (isBlank(text.charAt(at)) || text.charAt(at) == '#')) {
            if (text.charAt(at) == '#') {
                skipLine();
            } else {
                advance();
            }
        }
    }

    private void skipLine() {
        while (at < text.length() && text.charAt(at) != '\n') {
            at++;
        }
    }

    private char advance() {
        char c = text.charAt(at++);
        if (c == '\n') {
            line++;
        }
        return c;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private String quoted() throws ServerConfigException {
        Place start = here();
        StringBuilder word = new StringBuilder();
        char quote = advance();
        while (at < text.length() && text.charAt(at) != quote) {
            takeInto(word);
        }
        if (at == text.length()) {
            throw new ServerConfigException(start, "a quote is not closed");
        }
        at++;
        if (at < text.length() && !isBlank(text.charAt(at)) && ";{)".indexOf(text.charAt(at)) < 0) {
            throw new ServerConfigException(here(), "unexpected '" + text.charAt(at) + "' after a quote");
        }
        return word.toString();
    }

    private String bare() {
        StringBuilder word = new StringBuilder();
        boolean variable = false;
        while (at < text.length() && !isBlank(text.charAt(at)) && text.charAt(at) != ';') {
            if (text.charAt(at) == '{' && !variable) {
                break;
            }
            variable = text.charAt(at) == '$'; // in ${name} the brace is part of the word
            takeInto(word);
        }
        return word.toString();
    }

    private void takeInto(StringBuilder word) {
        char c = advance();
        if (c != '\\' || at == text.length()) {
            word.append(c);
            return;
        }
        char escaped = advance();
        switch (escaped) {
            case '"', '\'', '\\' -> word.append(escaped);
            case 't' -> word.append('\t');
            case 'r' -> word.append('\r');
            case 'n' -> word.append('\n');
            default -> word.append(c).append(escaped);
        }
    }

    /** Goes to the end of a block of Lua: braces in its strings and comments do not count. */
    private void skipLua(Place start) throws ServerConfigException {
        int open = 1;
        while (open > 0 && at < text.length()) {
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                skipLuaString();
            } else if (text.startsWith("--[[", at) || text.startsWith("[[", at)) {
                skipTo("]]");
            } else if (text.startsWith("--", at)) {
                skipLine();
            } else {
                open += c == '{' ? 1 : c == '}' ? -1 : 0;
                advance();
            }
        }
        if (open > 0) {
            throw new ServerConfigException(start, "the block of Lua does not end");
        }
    }

    private void skipLuaString() {
        char quote = advance();
        while (at < text.length() && text.charAt(at) != quote) {
            if (advance() == '\\' && at < text.length()) {
                advance();
            }
        }
        at = Math.min(at + 1, text.length());
    }

    private void skipTo(String end) {
        while (at < text.length() && !text.startsWith(end, at)) {
            advance();
        }
        at = Math.min(at + end.length(), text.length());
    }
}
