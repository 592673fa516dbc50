package io.github.logtraffic.log.value;

import io.github.logtraffic.log.entry.ClientKey;

/**
 * Finds the client in what proxies say of whom they speak for: {@code X-Forwarded-For} and its like, a list of addresses
 * with commas or blanks between them, or {@code Forwarded} of RFC 7239. Which of the two it is, the last entry tells, the
 * only one that the nearest proxy is known to have written: a list of addresses ends in an address.
 *
 * <p>Everything to the left of what a trusted proxy wrote may be an attacker's. The list is therefore read from its right
 * end, and never beyond an entry that is no address: {@code unknown}, {@code _hidden} or anything else. A port is left off;
 * quotes around an address may stand as they were sent or as logs escape them, {@code \"} or {@code \x22}.
 */
public final class ForwardedFor {
    private ForwardedFor() {}

    /** Reads the last address of the list; false when the last entry is none, and the client is then unchanged. */
    public static boolean last(byte[] bytes, int from, int to, ClientKey client) {
        return lastUntrusted(bytes, from, to, Networks.NONE, client);
    }

    /**
     * Reads the last address of the list that is not of a trusted proxy; where there is none, or an entry that is no
     * address stands before it, the leftmost of the trusted ones that were reached. False when the last entry is no address
     * or there is no entry; the client is then unchanged.
     *
     * <p>This is {@code ngx_http_get_forwarded_addr_internal} in nginx's {@code src/http/ngx_http_core_module.c} with
     * {@code real_ip_recursive on}. That asks first whether the peer is trusted; here callers have to. Unlike it, this
     * takes any white space for a blank, takes quotes, brackets without a port and any port of up to five digits, and
     * takes no leading zeros.
     */
    public static boolean lastUntrusted(byte[] bytes, int from, int to, Networks trusted, ClientKey client) {
        return lastUntrusted(bytes, from, to, false, trusted, client)
                || lastUntrusted(bytes, from, to, true, trusted, client);
    }

    private static boolean lastUntrusted(
            byte[] bytes, int from, int to, boolean areElements, Networks trusted, ClientKey client) {
        boolean isFound = false;
        int end = endOfEntry(bytes, from, to);
        while (end > from) {
            int start = areElements ? ForwardedElement.start(bytes, from, end) : startOfWord(bytes, from, end);
            boolean isAddress = areElements
                    ? ForwardedElement.read(bytes, start, end, client)
                    : !isValue(bytes, from, start) && ForwardedElement.readNode(bytes, start, end, client);
            if (!isAddress) {
                return isFound;
            }
            if (!trusted.contains(client)) {
                return true;
            }
            isFound = true;
            end = endOfEntry(bytes, from, start);
        }
        return isFound;
    }

    private static int endOfEntry(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && isSeparator(bytes[end - 1])) {
            end--;
        }
        return end;
    }

    private static int startOfWord(byte[] bytes, int from, int end) {
        int start = end;
        while (start > from && !isSeparator(bytes[start - 1])) {
            start--;
        }
        return start;
    }

    /** Whether an equals sign stands before it: then it is a pair's value, {@code by= 203.0.113.43}, and no entry. */
    private static boolean isValue(byte[] bytes, int from, int start) {
        int at = start;
        while (at > from && Blanks.isBlank(bytes[at - 1])) {
            at--;
        }
        return at > from && at < start && bytes[at - 1] == '=';
    }

    private static boolean isSeparator(byte value) {
        return value == ',' || value == '+' || Blanks.isBlank(value); // IIS logs + where a header has a blank
    }
}
