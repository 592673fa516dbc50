package io.github.logtraffic.traffic.balance;

import java.util.regex.Pattern;

/**
 * A server that requests can be sent to.
 *
 * @param name its address or host name, an IPv6 address in brackets
 * @param port 0 when none was named
 * @param weight how much it gets in comparison with the others, 1 to {@link #MOST_WEIGHT}
 */
public record Backend(String name, int port, int weight) {
    /** HAProxy allows no more. */
    public static final int MOST_WEIGHT = 256;

    /** A host; unix is where nginx looks for a socket. */
    private static final Pattern NAME = Pattern.compile("(?!unix$)[._-]*[A-Za-z0-9][A-Za-z0-9._-]*");

    private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f]*:[0-9A-Fa-f:.]*\\]");
    private static final int MOST_PORT = 65_535;
    private static final String EXPECTED =
            "expected a backend such as 10.0.0.1:8080, app1 or app1:8080*3, its weight from 1 to " + MOST_WEIGHT;

    /**
     * Reads {@code NAME[:PORT][*WEIGHT]}.
     *
     * @throws IllegalArgumentException with what was expected
     */
    public static Backend parse(String typed) {
        int star = typed.lastIndexOf('*');
        int weight = star < 0 ? 1 : number(typed.substring(star + 1), MOST_WEIGHT);
        String address = star < 0 ? typed : typed.substring(0, star);
        int colon = address.lastIndexOf(':');
        int port = colon < 0 || address.endsWith("]") ? 0 : number(address.substring(colon + 1), MOST_PORT);
        String name = port == 0 ? address : address.substring(0, colon);
        if (!NAME.matcher(name).matches() && !IPV6.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    EXPECTED + "; one option for each, an IPv6 address in brackets: [2001:db8::7]:8080");
        }
        return new Backend(name, port, weight);
    }

    private static int number(String digits, int most) {
        int number = digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : 0;
        if (number < 1 || number > most) {
            throw new IllegalArgumentException(EXPECTED);
        }
        return number;
    }

    /** {@code NAME:PORT}, or the name alone: what servers hash and reports show. */
    public String address() {
        return port == 0 ? name : name + ":" + port;
    }
}
