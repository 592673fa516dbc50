package io.github.logtraffic.traffic.emit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What nginx counts requests by.
 *
 * @param maps what the variables need that are not nginx's own
 * @param expression the key
 * @param isAddress whether it is no longer than an address and what marks it
 */
record NginxKey(List<String> maps, String expression, boolean isAddress) {
    private static final Map<String, String> VARIABLES = Map.of(
            "target", "$request_uri",
            "query", "$args",
            "host", "$host",
            "method", "$request_method",
            "protocol", "$server_protocol",
            "user", "$remote_user",
            "server_name", "$server_name",
            "scheme", "$scheme");

    /**
     * The key of these parts. A part that a request does not have is empty; a key of nothing else is not limited.
     *
     * @param name what the names of variables begin with
     * @throws IllegalArgumentException when nginx does not know one of them
     */
    static NginxKey of(String name, List<KeyPart> parts) {
        List<String> maps = new ArrayList<>();
        List<String> variables = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String own = name + "_key" + (parts.size() == 1 ? "" : i + 1);
            KeyPart part = parts.get(i);
            if (part instanceof KeyPart.Client client) {
                variables.add(client.isWholeAddress() ? "$binary_remote_addr" : "$" + own);
                if (!client.isWholeAddress()) {
                    maps.addAll(NginxNetworks.map(own, client));
                }
            } else if (part instanceof KeyPart.Segments segments) {
                variables.add("$" + own);
                maps.addAll(segments(own, segments.count()));
            } else if (part instanceof KeyPart.Field field) {
                variables.add(field.name().equals("path") ? "$" + own : variable(field.name()));
                if (field.name().equals("path")) {
                    maps.addAll(path(own));
                }
            }
        }
        boolean isAddress = parts.size() == 1 && parts.get(0) instanceof KeyPart.Client;
        String expression = parts.size() == 1 ? variables.get(0) : "\"" + String.join("|", variables) + "\"";
        return new NginxKey(maps, expression, isAddress);
    }

    /** A map to the path as it was sent; that of {@code $uri} is decoded, and another one after a rewrite. */
    static List<String> path(String variable) {
        return List.of(
                "# The path as it was sent.",
                "map $request_uri $" + variable + " {",
                "    \"~\\A(?<" + variable + "_part>[^?]*)\" $" + variable + "_part;",
                "}");
    }

    private static List<String> segments(String variable, int count) {
        String more = count == 1 ? "" : "(?:/[^/?]*){0," + (count - 1) + "}";
        return List.of(
                "# The first segment" + (count == 1 ? "" : "s, " + count + " at most,")
                        + " of the path as it was sent.",
                "map $request_uri $" + variable + " {",
                "    \"~\\A(?<" + variable + "_part>/?[^/?]*" + more + ")\" $" + variable + "_part;",
                "}");
    }

    /** The variable of a field. */
    private static String variable(String field) {
        String own = VARIABLES.get(field);
        if (own != null) {
            return own;
        }
        if (Fields.isHeader(field)) {
            return "$http_" + field;
        }
        if (Fields.isCookie(field) || Fields.isArgument(field)) {
            return "$" + field;
        }
        throw Fields.unknown("nginx", field);
    }
}
