package io.github.logtraffic.log.format;

import java.util.Set;

/** What a logged header of the request means: the same in the languages of all servers. */
final class RequestHeader {
    /** The fields that are headers. */
    private static final Set<String> STANDARD =
            Set.of(FieldNames.HOST, FieldNames.REFERER, FieldNames.USER_AGENT, FieldNames.X_FORWARDED_FOR);

    private RequestHeader() {}

    /**
     * The field of a header. A header that only happens to be called like a field that is something else, such as
     * {@code Status}, is {@code http_status}: its sender must not decide what the log says of the response.
     *
     * @param header its name, written in any way that {@link FieldNames#normalize} knows
     * @param written the whole variable or directive
     */
    static FormatElement.Field field(String header, String written) {
        String name = snakeCase(FieldNames.normalize(header));
        if (name.equals(FieldNames.HOST)) {
            return new FormatElement.Field(name, "http_host", 0, ValueKind.HOST, null, written);
        }
        boolean isTaken = FieldNames.STANDARD.contains(name) || name.equals(FieldNames.REQUEST) || name.equals("_");
        String own = isTaken || STANDARD.contains(name) ? "http_" + name : name;
        return new FormatElement.Field(STANDARD.contains(name) ? name : own, own, 0, ValueKind.TEXT, null, written);
    }

    /** The name with each character that is no lower-case letter, digit or underscore made one. */
    static String snakeCase(String name) {
        StringBuilder snake = new StringBuilder(name.length());
        for (int at = 0; at < name.length(); at++) {
            char lower = Character.toLowerCase(name.charAt(at));
            boolean isKept = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
            snake.append(isKept ? lower : '_');
        }
        return snake.toString();
    }
}
