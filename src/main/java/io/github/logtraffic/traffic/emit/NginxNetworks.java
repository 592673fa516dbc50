package io.github.logtraffic.traffic.emit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A {@code map} from {@code $binary_remote_addr}, 4 bytes or 16, to the network that it is in. An IPv4 address that came as one
 * of IPv6, {@code ::ffff:192.0.2.1}, is the same network as the address itself.
 */
final class NginxNetworks {
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;
    private static final String MAPPED = "\\x00{10}\\xff\\xff";

    /** Networks of both kinds may have the same bytes. */
    private static final char IPV4_MARK = '4';

    private static final char IPV6_MARK = '6';

    private NginxNetworks() {}

    /**
     * The lines of the map.
     *
     * @param variable that it sets, without the dollar sign
     */
    static List<String> map(String variable, KeyPart.Client client) {
        List<String> lines = new ArrayList<>();
        lines.add("# Networks of " + client.ipv4Bits() + " bits for IPv4, " + client.ipv6Bits()
                + " for IPv6: these bytes of addresses.");
        lines.add("map $binary_remote_addr $" + variable + " {");
        String part = variable + "_part";
        add(lines, part, MAPPED, IPV4_MARK, client.ipv4Bits(), IPV4_BYTES);
        add(lines, part, "", IPV4_MARK, client.ipv4Bits(), IPV4_BYTES);
        add(lines, part, "", IPV6_MARK, client.ipv6Bits(), IPV6_BYTES);
        lines.add("}");
        return lines;
    }

    private static void add(List<String> lines, String part, String front, char mark, int bits, int bytes) {
        int whole = bits / Byte.SIZE;
        int rest = bits % Byte.SIZE;
        String begin = "    \"~(?s)\\A" + front + "(?<" + part + ">.{" + whole + "})";
        if (rest == 0) {
            lines.add(begin + ".{" + (bytes - whole) + "}\\z\" " + mark + "$" + part + ";");
            return;
        }
        int size = 1 << (Byte.SIZE - rest);
        for (int from = 0; from < 1 << Byte.SIZE; from += size) {
            lines.add(begin + "[\\x" + hex(from) + "-\\x" + hex(from + size - 1) + "].{" + (bytes - whole - 1)
                    + "}\\z\" " + mark + "${" + part + "}" + hex(from) + ";");
        }
    }

    private static String hex(int octet) {
        return String.format(Locale.ROOT, "%02x", octet);
    }
}
