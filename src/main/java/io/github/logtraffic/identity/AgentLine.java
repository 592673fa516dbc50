package io.github.logtraffic.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A line of an {@link AgentList}. */
record AgentLine(AgentKind kind, String name, AgentPattern pattern, List<String> domains) {
    private static final int MOST_NAME_CHARS = 60;
    private static final String COLUMNS = "expected kind, name and a part of user agents, separated by tabs";
    private static final String KINDS = Arrays.stream(AgentKind.values())
            .map(AgentKind::label)
            .collect(Collectors.joining(", ", "expected one of ", ""));

    static AgentLine parse(String line, String source, int number) throws DataFileException {
        String[] columns = line.split("\t", -1);
        if (columns.length < 3 || columns.length > 4) {
            throw new DataFileException(source, number, columns.length < 3 ? line.length() + 1 : 1, COLUMNS);
        }
        int column = 1;
        try {
            AgentKind kind = kind(columns[0].strip());
            column += columns[0].length() + 1;
            String name = name(columns[1].strip());
            column += columns[1].length() + 1;
            AgentPattern pattern = AgentPattern.parse(columns[2].strip());
            column += columns[2].length() + 1;
            List<String> domains = columns.length < 4 ? List.of() : domains(columns[3]);
            return new AgentLine(kind, name, pattern, domains);
        } catch (IllegalArgumentException e) {
            throw new DataFileException(source, number, column, String.valueOf(e.getMessage()));
        }
    }

    private static AgentKind kind(String typed) {
        return Arrays.stream(AgentKind.values())
                .filter(kind -> kind.label().equals(typed))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(KINDS));
    }

    private static String name(String typed) {
        if (typed.isEmpty() || typed.length() > MOST_NAME_CHARS || typed.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("expected a name of at most " + MOST_NAME_CHARS + " characters");
        }
        return typed;
    }

    private static List<String> domains(String typed) {
        return Arrays.stream(typed.split(",", -1))
                .map(String::strip)
                .filter(domain -> !domain.isEmpty())
                .map(AgentLine::domain)
                .toList();
    }

    private static String domain(String typed) {
        String lower = typed.toLowerCase(Locale.ROOT);
        if (!HostNames.isName(lower) || lower.indexOf('.') < 0) {
            throw new IllegalArgumentException("expected domains such as googlebot.com, separated by commas");
        }
        return lower;
    }
}
