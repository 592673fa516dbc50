package io.github.logtraffic.traffic.emit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What HAProxy counts requests by.
 *
 * @param type the type of the stick table
 * @param rules the rules that track a request
 */
record HaproxyKey(String type, List<String> rules) {
    /** Texts of any length, of which no two are taken for one, and none takes much room. */
    private static final String HASHED = "binary len 20";

    private static final String TRACK = "http-request track-sc0 ";

    /** An IPv4 address that came as one of IPv6. */
    private static final String IF_MAPPED = " if { src ::ffff:0:0/96 }";

    private static final int MAPPED_BITS = 96;

    private static final Map<String, String> SAMPLES = Map.of(
            "path", "path",
            "target", "pathq",
            "query", "query",
            "host", "req.fhdr(host),host_only,lower",
            "method", "method",
            "protocol", "req.ver");

    /**
     * The key of these parts. A part that a request does not have is empty; a request without a key's only part is not
     * tracked.
     *
     * @param name what the names of variables begin with
     * @throws IllegalArgumentException when HAProxy does not know one of them
     */
    static HaproxyKey of(String name, List<KeyPart> parts) {
        if (parts.size() > 1) {
            return of(name, parts, new ArrayList<>());
        }
        KeyPart part = parts.get(0);
        if (part instanceof KeyPart.Client client) {
            return new HaproxyKey("ipv6", client(TRACK, client));
        }
        String sample = sample(part);
        return new HaproxyKey(HASHED, List.of(TRACK + sample + ",sha1 if { " + sample + " -m len ge 1 }"));
    }

    private static HaproxyKey of(String name, List<KeyPart> parts, List<String> rules) {
        StringBuilder key = new StringBuilder("str(" + name + ")");
        for (int i = 0; i < parts.size(); i++) {
            String variable = "txn." + name + "_key" + (i + 1);
            String set = "http-request set-var(" + variable + ") ";
            if (parts.get(i) instanceof KeyPart.Client client) {
                rules.addAll(client(set, client));
            } else {
                rules.add(set + sample(parts.get(i)));
            }
            key.append(",concat(|,").append(variable).append(')');
        }
        rules.add(TRACK + key + ",sha1");
        return new HaproxyKey(HASHED, rules);
    }

    /** The first of two rules holds: a request is tracked once. But of two that set a variable it is the last. */
    private static List<String> client(String rule, KeyPart.Client client) {
        if (client.isWholeAddress()) {
            return List.of(rule + "src");
        }
        String usual = rule + "src,ipmask(" + client.ipv4Bits() + "," + client.ipv6Bits() + ")";
        String mapped =
                rule + "src,ipmask(" + client.ipv4Bits() + "," + (MAPPED_BITS + client.ipv4Bits()) + ")" + IF_MAPPED;
        return rule.equals(TRACK) ? List.of(mapped, usual) : List.of(usual, mapped);
    }

    private static String sample(KeyPart part) {
        if (part instanceof KeyPart.Segments segments) {
            return "path,field(1,/," + (segments.count() + 1) + ")";
        }
        String field = part instanceof KeyPart.Field known ? known.name() : "";
        String own = SAMPLES.get(field);
        if (own != null) {
            return own;
        }
        if (Fields.isHeader(field)) {
            return "req.fhdr(" + field.replace('_', '-') + ")";
        }
        if (Fields.isCookie(field)) {
            return "req.cook(" + field.substring(Fields.COOKIE.length()) + ")";
        }
        if (Fields.isArgument(field)) {
            return "url_param(" + field.substring(Fields.ARGUMENT.length()) + ")";
        }
        throw Fields.unknown("HAProxy", field);
    }
}
