package io.github.logtraffic.log.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code ${NAME}} stands for in Apache's configuration. */
final class Variables {
    /** Bounds what a few lines that double a variable can make. */
    private static final int MAX_EXPANDED = 1 << 20;

    private final Map<String, String> values = new HashMap<>();
    private int expanded;

    void define(String name, String value) {
        values.put(name, value);
    }

    /** The word with the values of its variables; what has no value stays as it is written. */
    String expand(String word, Place place) throws ServerConfigException {
        return expand(word, false, place);
    }

    /**
     * Takes the assignments of a shell script such as Debian's {@code envvars}, whatever their conditions. In their values
     * {@code $NAME} is a variable too, and one without value is empty.
     */
    void readShell(Path file, String script) throws ServerConfigException {
        ApacheLines lines = new ApacheLines(file, script);
        ApacheLines.@Nullable Line line;
        while ((line = lines.next()) != null) {
            String assignment = line.text().startsWith("export ")
                    ? line.text().substring("export ".length()).strip()
                    : line.text();
            int name = endOfName(assignment, 0);
            if (name > 0 && name < assignment.length() && assignment.charAt(name) == '=') {
                String value = assignment.substring(name + 1);
                boolean literal = value.startsWith("'");
                String word = value.isBlank() || Character.isWhitespace(value.charAt(0))
                        ? ""
                        : ApacheLines.words(value).get(0);
                define(assignment.substring(0, name), literal ? word : expand(word, true, line.place()));
            }
        }
    }

    private String expand(String word, boolean shell, Place place) throws ServerConfigException {
        if (word.indexOf('$') < 0) {
            return word;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < word.length(); ) {
            boolean braces = word.startsWith("${", i);
            int name = i + (braces ? 2 : 1);
            int end = word.charAt(i) == '$' && (braces || shell) ? endOfName(word, name) : name;
            boolean closed = !braces || (end < word.length() && word.charAt(end) == '}');
            @Nullable
            String value =
                    end > name && closed ? values.getOrDefault(word.substring(name, end), shell ? "" : null) : null;
            int next = value == null ? i + 1 : end + (braces ? 1 : 0);
            text.append(value == null ? word.substring(i, next) : value);
            expanded += value == null ? 0 : value.length();
            if (expanded > MAX_EXPANDED) {
                throw new ServerConfigException(place, "the values of variables take more than 1 MiB");
            }
            i = next;
        }
        return text.toString();
    }

    private static int endOfName(String text, int start) {
        int end = start;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        return end;
    }
}
