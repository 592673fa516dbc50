package io.github.logtraffic.traffic.emit;

import io.github.logtraffic.log.value.Network;
import io.github.logtraffic.traffic.limit.LimitOutcome;
import java.util.List;

/** For whom a block list is written, by the names that users type. */
public enum BlockFormat {
    /** Linux's packet filter, as {@code nft -f} loads it: a table of its own, which takes the place of the one before. */
    NFTABLES("nftables", """
            drops what they send to ports 80 and 443; load with: nft -f FILE
            it replaces the table inet logtraffic_block and touches no other
            take back with: nft delete table inet logtraffic_block""", "packets come from the proxies in front: here nothing would be blocked") {
        @Override
        void addNetworks(List<Network> networks, StringBuilder text) {
            text.append("add table inet logtraffic_block\n") // so that there is one to delete
                    .append("delete table inet logtraffic_block\n")
                    .append("table inet logtraffic_block {\n");
            addSet(
                    "block4",
                    "ipv4_addr",
                    networks.stream().filter(Network::isIpv4).toList(),
                    text);
            addSet(
                    "block6",
                    "ipv6_addr",
                    networks.stream().filter(any -> !any.isIpv4()).toList(),
                    text);
            text.append("\tchain block {\n")
                    .append("\t\ttype filter hook prerouting priority -150; policy accept;\n")
                    .append("\t\tmeta l4proto { tcp, udp } th dport { 80, 443 } ip saddr @block4 counter drop\n")
                    .append("\t\tmeta l4proto { tcp, udp } th dport { 80, 443 } ip6 saddr @block6 counter drop\n")
                    .append("\t}\n}\n");
        }
    },

    /** nginx's ngx_http_access_module: a file to include. */
    NGINX_DENY(
            "nginx-deny",
            "in http, server or location, before any allow: include FILE;",
            "nginx must know the proxies in front: set_real_ip_from and real_ip_header") {
        @Override
        void addNetworks(List<Network> networks, StringBuilder text) {
            networks.forEach(
                    network -> text.append("deny ").append(network.cidr()).append(";\n"));
        }
    },

    /** A pattern file of HAProxy. */
    HAPROXY_ACL(
            "haproxy-acl",
            "acl blocked src -f FILE\nhttp-request deny deny_status 403 if blocked",
            "HAProxy must know the proxies in front: http-request set-src") {
        @Override
        void addNetworks(List<Network> networks, StringBuilder text) {
            networks.forEach(network -> text.append(network.cidr()).append('\n'));
        }
    };

    private final String formatName;
    private final String usage;
    private final String behindProxies;

    BlockFormat(String formatName, String usage, String behindProxies) {
        this.formatName = formatName;
        this.usage = usage;
        this.behindProxies = behindProxies;
    }

    /** The name that users type. */
    public String formatName() {
        return formatName;
    }

    /** What to know where clients are who proxies say. */
    public String behindProxies() {
        return behindProxies;
    }

    /**
     * The whole file, in ASCII.
     *
     * @param outcome what the limit does that the offenders offend against
     * @param log of what it was worked out
     */
    public String text(BlockList list, LimitOutcome outcome, BlockedLog log) {
        StringBuilder text = new StringBuilder();
        BlockComment.lines(list, outcome, log).forEach(line -> addComment(line, text));
        usage.lines().forEach(line -> addComment(line, text));
        if (log.behindProxies()) {
            addComment(behindProxies, text);
        }
        addNetworks(list.networks(), text);
        return text.toString();
    }

    private static void addComment(String line, StringBuilder text) {
        text.append("# ").append(line).append('\n');
    }

    abstract void addNetworks(List<Network> networks, StringBuilder text);

    private static void addSet(String set, String type, List<Network> networks, StringBuilder text) {
        text.append("\tset ").append(set).append(" {\n\t\ttype ").append(type).append("\n\t\tflags interval\n");
        if (!networks.isEmpty()) { // an empty list is none to nft
            text.append("\t\telements = {\n");
            networks.forEach(
                    network -> text.append("\t\t\t").append(network.cidr()).append(",\n"));
            text.append("\t\t}\n");
        }
        text.append("\t}\n");
    }
}
