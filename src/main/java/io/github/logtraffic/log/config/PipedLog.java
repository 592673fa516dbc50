package io.github.logtraffic.log.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The files that a program writes to which Apache pipes a log, as its command names them. */
final class PipedLog {
    /** Of the programs that are known, the options whose values are separate words. */
    private static final Map<String, String> OPTIONS_WITH_VALUE = Map.of("rotatelogs", "Lpn", "cronolog", "HSPlpdxz");

    /** Of those, the options that name links to the log. */
    private static final Map<String, String> LINKS = Map.of("rotatelogs", "L", "cronolog", "HSPl");

    /** The same in their long form. */
    private static final List<String> LONG_LINKS = List.of("--hardlink=", "--symlink=", "--prev-symlink=", "--link=");

    private PipedLog() {}

    /**
     * The files, with a {@code *} for what differs by day or hour.
     *
     * @param target of the directive, from its first {@code |} on
     * @return nothing if the command names no file
     */
    static List<String> paths(String target) {
        String command = target.substring(1);
        boolean marked = command.startsWith("|") || command.startsWith("$"); // without a shell, with one
        List<String> words = ApacheLines.words(marked ? command.substring(1) : command);
        return words.isEmpty() ? List.of() : paths(program(words.get(0)), words.subList(1, words.size()));
    }

    /** The program's name without its folder, and what some distributions add to it. */
    private static String program(String path) {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return OPTIONS_WITH_VALUE.keySet().stream()
                .filter(name::startsWith)
                .findFirst()
                .orElse(name);
    }

    private static List<String> paths(String program, List<String> arguments) {
        boolean known = OPTIONS_WITH_VALUE.containsKey(program);
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (!word.startsWith("-")) {
                if (known || word.indexOf('/') >= 0) { // of other programs only what cannot be anything else
                    paths.add(starred(word));
                    return paths;
                }
                continue;
            }
            LONG_LINKS.stream()
                    .filter(word::startsWith)
                    .forEach(link -> paths.add(starred(word.substring(link.length()))));
            String letter = word.length() == 2 ? word.substring(1) : "";
            boolean hasValue = !letter.isEmpty()
                    && OPTIONS_WITH_VALUE.getOrDefault(program, "").contains(letter);
            if (hasValue
                    && ++i < arguments.size()
                    && LINKS.getOrDefault(program, "").contains(letter)) {
                paths.add(starred(arguments.get(i)));
            }
        }
        return List.of();
    }

    /** The path with a star in the place of each conversion of {@code strftime(3)}. */
    private static String starred(String path) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c != '%' || i + 1 == path.length()) {
                text.append(c);
                continue;
            }
            char next = path.charAt(++i);
            boolean modifier = (next == 'E' || next == 'O') && i + 1 < path.length();
            i += modifier ? 1 : 0;
            text.append(next == '%' ? '%' : '*');
        }
        return text.toString();
    }
}
