package io.github.logtraffic.traffic.balance;

import java.util.Arrays;
import java.util.List;

/**
 * What of a request is hashed.
 *
 * @param source where it is found
 * @param parameter the name of the URL parameter, empty when it is none
 */
public record RequestKey(Source source, String parameter) {
    /** Where keys are found. */
    public enum Source {
        /** The client's address. */
        CLIENT("client"),
        /** The target without its query. */
        PATH("path"),
        /** The target. */
        TARGET("target"),
        /** The virtual host. */
        HOST("host"),
        /** A parameter of the query, by its name. */
        PARAMETER("param");

        private final String sourceName;

        Source(String sourceName) {
            this.sourceName = sourceName;
        }
    }

    static final RequestKey CLIENT = new RequestKey(Source.CLIENT, "");
    static final RequestKey PATH = new RequestKey(Source.PATH, "");

    /** The whole target. */
    public static final RequestKey TARGET = new RequestKey(Source.TARGET, "");

    /**
     * Reads {@code client}, {@code path}, {@code target}, {@code host} or {@code param:NAME}.
     *
     * @throws IllegalArgumentException with what was expected
     */
    public static RequestKey parse(String typed) {
        int colon = typed.indexOf(':');
        String name = colon < 0 ? typed : typed.substring(0, colon);
        String parameter = colon < 0 ? "" : typed.substring(colon + 1);
        return Arrays.stream(Source.values())
                .filter(source -> source.sourceName.equals(name))
                .filter(source -> source == Source.PARAMETER ? !parameter.isEmpty() : colon < 0)
                .findFirst()
                .map(source -> new RequestKey(source, parameter))
                .orElseThrow(() -> new IllegalArgumentException("expected client, path, target, host or param:NAME"));
    }

    /** The names that are keys as they stand. */
    public static List<String> names() {
        return Arrays.stream(Source.values())
                .filter(source -> source != Source.PARAMETER)
                .map(source -> source.sourceName)
                .toList();
    }

    /** What users type. */
    public String keyName() {
        return parameter.isEmpty() ? source.sourceName : source.sourceName + ":" + parameter;
    }
}
