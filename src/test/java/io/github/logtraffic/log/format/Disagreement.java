package io.github.logtraffic.log.format;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.function.Predicate;
import nl.basjes.parse.httpdlog.Utils;
import org.jspecify.annotations.Nullable;

/** Why our parser and httpdlog make different things of a value, each by its own rules. Ours are those of the contract. */
@SuppressWarnings("ImmutableEnumChecker") // predicates without state
enum Disagreement {
    /** Bytes {@code -} are 0. */
    NO_BYTES_ARE_0(it -> it.is("bytes", "0", "")),

    /** Bytes of more than 18 digits are 0. */
    TOO_MANY_DIGITS(
            it -> it.isOf("bytes") && it.ours().equals("0") && it.theirs().matches("\\d{19,}")),

    /** Entries without a client count under the client {@code -}. */
    NO_CLIENT_IS_A_DASH(it -> it.is("client", "-", "")),

    /** Host names are in lower case. */
    LOWER_CASE(it -> it.isOf("client") && it.ours().equals(it.theirs().toLowerCase(Locale.ROOT))),

    /** Addresses are written as in RFC 5952, IPv4-mapped ones as IPv4. */
    CANONICAL_ADDRESS(it -> it.isOf("client") && isSameAddress(it.ours(), it.theirs())),

    /** Clients and hosts lose their port. */
    WITHOUT_PORT(it -> it.isOf("client", "host") && isWithoutPort(it.ours(), it.theirs())),

    /** Nothing is decoded: escapes stay as logged. */
    ESCAPES_STAY(it -> it.line().isApache()
            && it.ours().indexOf('\\') >= 0
            && Utils.decodeApacheHTTPDLogValue(it.ours()).equals(it.theirs())),

    /** Request text may be anything: what has no method is a target, before the protocol if there is one. */
    NO_METHOD(it -> it.theirs().isEmpty()
            && !it.request().matches("[\\w-]+ .*")
            && (it.isOf("target") ? it.request().startsWith(it.ours()) : it.isOf("protocol"))),

    /** A method may have digits. */
    DIGIT_IN_METHOD(it -> it.theirs().isEmpty()
            && it.isOf("method", "target", "protocol")
            && it.request().matches("V2 .*")),

    /** A protocol may have no minor version, as HTTP/2 and HTTP/3 have none. */
    NO_MINOR_VERSION(it -> it.request().endsWith(" HTTP/2")
            && (it.is("protocol", "HTTP/2", "") || it.is("target", it.ours(), it.ours() + " HTTP/2"))),

    /** {@code -} is an absent value, as a target too. */
    DASH_IS_NO_TARGET(it -> it.is("target", "", "-")),

    /** Path and query stand without a blank between them: the query begins at the question mark. */
    QUERY_BEHIND_PATH(it -> it.is(
                    "path",
                    it.line().written("%U"),
                    it.line().written("%U") + it.line().written("%q"))
            || (it.isOf("query")
                    && it.theirs().isEmpty()
                    && it.line().written("%q").equals("?" + it.ours()))),

    /** An entry has a status of three digits. */
    NO_STATUS(
            it -> it.is(Difference.ENTRY, "malformed", "") && it.line().status().equals("-")),

    /** Where nothing quotes the request it may hold what stands behind it, and ends before the next three digits. */
    STATUS_IN_A_LATER_FIELD(it -> it.line().status().equals("-") && !it.line().isRequestQuoted()),

    /** An impossible date is malformed. */
    IMPOSSIBLE_DATE(it -> it.is(Difference.ENTRY, "malformed", "")
            && it.line().written("%t", "$time_local").contains("30/Feb/"));

    private final Predicate<Difference> isReason;

    Disagreement(Predicate<Difference> isReason) {
        this.isReason = isReason;
    }

    /** The reason of a difference, null when there is none. */
    static @Nullable Disagreement of(Difference difference) {
        for (Disagreement reason : values()) {
            if (reason.isReason.test(difference)) {
                return reason;
            }
        }
        return null;
    }

    private static boolean isWithoutPort(String ours, String theirs) {
        String host = theirs.replaceFirst("^(\\[.*]|[^:]*):\\d+$", "$1");
        return host.length() < theirs.length() && (host.equals(ours) || host.equals("[" + ours + "]"));
    }

    private static boolean isSameAddress(String ours, String theirs) {
        return isAddress(ours) && isAddress(theirs) && address(ours).equals(address(theirs));
    }

    private static boolean isAddress(String text) {
        return text.matches("\\d+(\\.\\d+){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text); // no name, so nothing is looked up
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
