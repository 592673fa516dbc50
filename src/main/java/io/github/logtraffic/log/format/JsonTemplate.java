package io.github.logtraffic.log.format;

import io.github.logtraffic.log.format.FormatElement.Field;
import io.github.logtraffic.log.format.FormatElement.Literal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A format string that writes one JSON object a line, {@code {"ip":"$remote_addr","status":$status}}: its keys and their
 * fields. Lines of it are read as JSON, so that blanks and the order of keys mean nothing and escapes are resolved.
 */
final class JsonTemplate {
    private static final char FIELD = '\u0001'; // stands for a field: no format holds control characters
    private static final int DEEPEST = 32;

    private final String text;
    private final List<Field> inOrder;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private int at;
    private int seen;

    private JsonTemplate(String text, List<Field> inOrder) {
        this.text = text;
        this.inOrder = inOrder;
    }

    /**
     * The fields by the path of their keys, in the words of {@link KeyMap}; null when this is no object of which each
     * value is one variable or holds none.
     */
    static @Nullable Map<String, Field> fields(List<FormatElement> elements) {
        StringBuilder text = new StringBuilder();
        List<Field> inOrder = new ArrayList<>();
        for (FormatElement element : elements) {
            if (element instanceof Field field) {
                inOrder.add(field);
                text.append(FIELD);
            } else {
                text.append(((Literal) element).text());
            }
        }
        JsonTemplate template = new JsonTemplate(text.toString().strip(), inOrder);
        boolean isObject = template.object("", 0) && template.at == template.text.length();
        return isObject && template.fields.size() == inOrder.size() ? template.fields : null;
    }

    private boolean object(String path, int depth) {
        if (depth > DEEPEST || !take('{')) {
            return false;
        }
        while (!take('}')) {
            String key = string();
            if (key == null || key.indexOf(FIELD) >= 0 || !take(':')) {
                return false;
            }
            if (!value(path + key.replace(".", "\\."), depth)) {
                return false;
            }
            take(',');
        }
        return true;
    }

    private boolean value(String path, int depth) {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == '{') {
            return object(path + ".", depth + 1);
        }
        String value = at < text.length() && text.charAt(at) == '"' ? string() : bare();
        if (value == null || value.isEmpty()) {
            return false;
        }
        if (value.equals(String.valueOf(FIELD))) {
            fields.put(path, inOrder.get(seen++));
        }
        return value.length() == 1 || value.indexOf(FIELD) < 0;
    }

    /** The text of a string, null when there is none. */
    private @Nullable String string() {
        if (!take('"')) {
            return null;
        }
        int from = at;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at < text.length() ? text.substring(from, at++) : null;
    }

    /** A number, a word, or a field without quotes. */
    private String bare() {
        int from = at;
        while (at < text.length() && ",} \t[{\"".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }

    private boolean take(char expected) {
        skipBlanks();
        boolean isThere = at < text.length() && text.charAt(at) == expected;
        at += isThere ? 1 : 0;
        return isThere;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
