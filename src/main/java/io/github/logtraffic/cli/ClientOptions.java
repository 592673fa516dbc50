package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.AnalysisResult;
import io.github.logtraffic.analysis.AnalysisResult.Group;
import io.github.logtraffic.engine.FirstLines;
import io.github.logtraffic.engine.InputSummary;
import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.format.ClientRule;
import io.github.logtraffic.log.format.FieldNames;
import io.github.logtraffic.log.format.LogFormat;
import io.github.logtraffic.log.value.ClientField;
import io.github.logtraffic.log.value.Network;
import io.github.logtraffic.log.value.Networks;
import io.github.logtraffic.traffic.emit.Proxies;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/** Who is a client. */
final class ClientOptions {
    private static final String PRIVATE = "private";

    private int prefix4 = NetworkPrefix.IPV4_BITS;
    private int prefix6 = NetworkPrefix.IPV6_BITS;
    private @Nullable Networks trusted;
    private @Nullable String field;

    ClientOptions(OptionList options) {
        options.section("Clients:")
                .value(
                        "--trusted-proxy",
                        "NETWORK",
                        this::trust,
                        "Proxies whose X-Forwarded-For is believed: an address, a network such as 10.0.0.0/8, or 'private' "
                                + "for all private, loopback and link-local ones. Repeatable.")
                .value(
                        "--client-field",
                        "NAME",
                        typed -> field = FieldNames.normalize(typed),
                        "The field in which proxies say who the client is, such as x_real_ip, forwarded or "
                                + "cf_connecting_ip. Default with --trusted-proxy: x_forwarded_for.")
                .value(
                        "--prefix4",
                        "BITS",
                        typed -> prefix4 = Values.number(typed, 0, NetworkPrefix.IPV4_BITS),
                        "Count IPv4 clients by network of so many bits, e.g. 24.")
                .value(
                        "--prefix6",
                        "BITS",
                        typed -> prefix6 = Values.number(typed, 0, NetworkPrefix.IPV6_BITS),
                        "Count IPv6 clients by network of so many bits, e.g. 64.");
    }

    private void trust(String typed) {
        Networks all = trusted == null ? Networks.NONE : trusted;
        for (String one : typed.split(",", -1)) {
            all = all.and(one.strip().equals(PRIVATE) ? Networks.PRIVATE : Networks.of(List.of(network(one.strip()))));
        }
        trusted = all;
    }

    private static Network network(String typed) {
        try {
            return Network.parse(typed);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage() + "; or 'private'");
        }
    }

    /** The proxies that are believed. */
    Networks trusted() {
        return trusted == null ? Networks.NONE : trusted;
    }

    NetworkPrefix prefix() {
        return new NetworkPrefix(prefix4, prefix6);
    }

    /** Who the client is of requests that came through proxies, null when it is the peer. */
    @Nullable
    ClientRule rule() {
        return trusted == null && field == null
                ? null
                : new ClientRule(field == null ? FieldNames.X_FORWARDED_FOR : field, trusted);
    }

    /** The proxies that note who the client is, null when it is the peer. */
    @Nullable
    Proxies proxies() {
        ClientRule rule = rule();
        Networks believed = rule == null ? null : rule.trusted();
        return rule == null
                ? null
                : new Proxies(
                        rule.field(),
                        believed == null
                                ? List.of()
                                : believed.networks().stream()
                                        .map(Network::cidr)
                                        .toList());
    }

    /** Says when the clients that were counted are proxies for which an option would find the clients behind. */
    void sayWhoIsBehind(AnalysisResult result, Messages messages) {
        if (rule() != null) {
            sayMissing(result.run().inputs(), messages);
            return;
        }
        List<Group> rows = result.topTalkers().rows();
        Group top = rows.isEmpty() ? null : rows.get(0);
        String client = top == null ? "" : top.key().get(0);
        boolean isPrivate = top != null && isIn(client, Networks.PRIVATE);
        boolean isUnnamed = top != null && client.equals("-") && top.share() > 0.5;
        if (top != null && (isUnnamed || !mayBeHost(client))) {
            sayNoClient(result, client, messages);
        }
        if (top == null || !(isPrivate || isIn(client, Networks.CDN))) {
            return;
        }
        List<String> fields = addressFields(result.run().inputs());
        if (!fields.isEmpty()) {
            String field = fields.get(0);
            String network = isPrivate ? PRIVATE : client;
            messages.notice("the top talker " + client + " is "
                    + (isPrivate ? "a private address" : "a content delivery network")
                    + ", and the log has " + field + ": --trusted-proxy " + network
                    + (field.equals(FieldNames.X_FORWARDED_FOR) ? "" : " --client-field " + field)
                    + " counts the clients behind it");
        }
    }

    /** Says which logs do not have the field in which proxies say who the client is. */
    void sayMissing(List<InputSummary> logs, Messages messages) {
        ClientRule rule = rule();
        if (rule != null) {
            MissingFields.say(
                    logs,
                    rule.field(),
                    format -> "clients are who was connected; it has " + String.join(", ", format.fieldNames()),
                    messages);
        }
    }

    private static boolean mayBeHost(String client) {
        return !client.equals("-")
                && client.chars().allMatch(c -> c > 127 || Character.isLetterOrDigit(c) || "._:-/%".indexOf(c) >= 0);
    }

    /** Says that what was counted as the top talker is hardly one, which a format that does not fit comes to. */
    private static void sayNoClient(AnalysisResult result, String client, Messages messages) {
        List<InputSummary> inputs = result.run().inputs();
        List<String> fields = addressFields(inputs);
        String what = client.equals("-")
                ? "most lines name no client"
                : "the top talker " + client + " is neither an address nor a host name";
        messages.notice(what
                + (fields.isEmpty()
                        ? "; 'logtraffic formats " + inputs.get(0).source() + "' shows what is read of a line as what"
                        : "; the log has " + fields.get(0) + ": --client-field " + fields.get(0) + " counts by it"));
    }

    /** Whether a client is an address, or a network, of these. */
    private static boolean isIn(String client, Networks networks) {
        int slash = client.indexOf('/');
        byte[] address =
                client.substring(0, slash < 0 ? client.length() : slash).getBytes(StandardCharsets.UTF_8);
        ClientKey key = new ClientKey();
        return ClientField.readAddressAndPort(address, 0, address.length, key) && networks.contains(key);
    }

    private static List<String> addressFields(List<InputSummary> inputs) {
        List<String> fields = new ArrayList<>();
        for (InputSummary input : inputs) {
            FirstLines lines = input.firstLines();
            LogFormat format = input.format();
            if (fields.isEmpty() && lines != null && format != null) {
                fields.addAll(lines.addressFields(format));
            }
        }
        return fields;
    }
}
