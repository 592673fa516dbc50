package io.github.logtraffic.store;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server is.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param port from 1 to 65535
 */
record ServerAddress(String host, int port) {
    private static final Pattern FORM =
            Pattern.compile("(?:\\[(?<six>[0-9A-Fa-f:.%]+)]|(?<host>[A-Za-z0-9_.-]+))(?::(?<port>[0-9]{1,5}))?");
    private static final int MOST_PORT = 65_535;

    /** Reads {@code host}, {@code host:port} or {@code [address]:port}; what is wrong is not repeated, it may be secret. */
    static ServerAddress parse(String text, int usualPort) {
        Matcher form = FORM.matcher(text);
        int port = form.matches() && form.group("port") != null ? Integer.parseInt(form.group("port")) : usualPort;
        if (!form.matches() || port < 1 || port > MOST_PORT) {
            throw new IllegalArgumentException("expected host or host:port, a port from 1 to 65535");
        }
        String six = form.group("six");
        return new ServerAddress(six == null ? form.group("host") : six, port);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
