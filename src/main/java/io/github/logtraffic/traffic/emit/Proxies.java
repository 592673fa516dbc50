package io.github.logtraffic.traffic.emit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The proxies that requests come through, which note in a header who the client is.
 *
 * @param field the header's name as fields have it, such as {@code x_forwarded_for}
 * @param networks the proxies that are believed, as {@code 10.0.0.0/8}; empty when whoever is connected is
 */
public record Proxies(String field, List<String> networks) {
    /** Keeps a copy. */
    public Proxies {
        networks = List.copyOf(networks);
    }

    /** {@code X-Forwarded-For}: so written nginx reads all of several such headers, otherwise one of them. */
    String header() {
        return Arrays.stream(field.split("_", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining("-"));
    }

    /**
     * Adds what makes nginx find clients as the simulation did.
     *
     * @throws IllegalArgumentException when nginx cannot
     */
    void addTo(ConfigText text) {
        checkNginx();
        text.comment("Clients are whom these proxies speak for, here and in nginx's own logs.");
        networks.forEach(network -> text.line("set_real_ip_from " + network + ";"));
        text.line("real_ip_header " + header() + ";");
        text.line("real_ip_recursive on;");
        text.blank();
    }

    /** Checks that nginx can find clients so. */
    void checkNginx() {
        if (networks.isEmpty() || field.equals("forwarded") || !Fields.isSafe(field)) {
            throw new IllegalArgumentException(
                    "nginx finds clients by --trusted-proxy, in a header with addresses such as x_forwarded_for");
        }
    }

    /** Says that HAProxy cannot find clients so. */
    static IllegalArgumentException unknownToHaproxy() {
        return new IllegalArgumentException("HAProxy does not look for clients behind proxies as --trusted-proxy and "
                + "--client-field do; leave them out for those that are connected to it");
    }
}
