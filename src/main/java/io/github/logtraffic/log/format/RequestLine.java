package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.Swar;

/**
 * The parts of a request line, {@code METHOD TARGET PROTOCOL}, as logged by whoever sent whatever: the method is letters,
 * digits, {@code _} and {@code -} and a blank follows it; the protocol is a last word that begins with {@code HTTP/}. All
 * else is the target, which may hold blanks.
 */
final class RequestLine {
    private RequestLine() {}

    /** Where the target begins: behind the method and its blank, or at the beginning when there is no method. */
    static int targetFrom(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && isOfMethod(bytes[at])) {
            at++;
        }
        boolean isMethod = at > from && at + 1 < to && bytes[at] == ' ';
        return isMethod ? at + 1 : from;
    }

    private static boolean isOfMethod(byte value) {
        int lower = value | 0x20;
        return (lower >= 'a' && lower <= 'z') || (value >= '0' && value <= '9') || value == '_' || value == '-';
    }

    /** Where the target that begins at {@code from} ends: before the blank in front of the protocol, or at the end. */
    static int targetTo(byte[] bytes, int from, int to) {
        int blank = Swar.lastIndexOf(bytes, from, to, (byte) ' ');
        boolean isProtocol = blank > from
                && to - blank > 5
                && bytes[blank + 1] == 'H'
                && bytes[blank + 2] == 'T'
                && bytes[blank + 3] == 'T'
                && bytes[blank + 4] == 'P'
                && bytes[blank + 5] == '/';
        return isProtocol ? blank : to;
    }

    /** Where the host of an absolute target begins, or {@code to} when it names none. */
    static int hostFrom(byte[] bytes, int from, int to) {
        int colon = Swar.indexOf(bytes, from, to, (byte) ':');
        boolean isAbsolute = colon + 2 < to && bytes[colon + 1] == '/' && bytes[colon + 2] == '/';
        return isAbsolute && Swar.indexOf(bytes, from, colon, (byte) '/') == colon ? colon + 3 : to;
    }

    /**
     * Where the host, with its port, that begins at {@code from} ends. Of a request that made no sense to them AWS's load
     * balancers log {@code http://host:port-}, a hyphen for the path, with which neither ends.
     */
    static int hostTo(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '/' && bytes[at] != '?' && bytes[at] != '#' && bytes[at] != ' ') {
            at++;
        }
        return at > from && bytes[at - 1] == '-' ? at - 1 : at;
    }

    /** Where the name of a host ends, without the port that may follow. */
    static int endOfHost(byte[] bytes, int from, int to) {
        int at = to;
        while (at > from && bytes[at - 1] >= '0' && bytes[at - 1] <= '9') {
            at--;
        }
        boolean isPort = at > from + 1 && at < to && bytes[at - 1] == ':';
        boolean isIpv6 = isPort && bytes[at - 2] != ']' && Swar.indexOf(bytes, from, at - 1, (byte) ':') < at - 1;
        return isPort && !isIpv6 ? at - 1 : to;
    }

    /** Sets the texts of an entry that are wanted of a request line: its method, target, protocol, and host. */
    static void setTexts(AccessLogEntry entry, FieldUse use, byte[] bytes, int from, int to) {
        int target = targetFrom(bytes, from, to);
        int targetTo = targetTo(bytes, target, to);
        boolean isMethod = target > from && !(target - from == 2 && bytes[from] == '-');
        if (use.methodSlot >= 0 && isMethod) {
            entry.setText(use.methodSlot, bytes, from, target - 1);
        }
        if (use.protocolSlot >= 0 && targetTo < to) {
            entry.setText(use.protocolSlot, bytes, targetTo + 1, to);
        }
        setTarget(entry, use, bytes, target, targetTo);
        if (use.kind == ValueKind.ABSOLUTE_REQUEST && use.hostSlot >= 0) {
            int host = hostFrom(bytes, target, targetTo);
            int hostTo = hostTo(bytes, host, targetTo);
            entry.setText(use.hostSlot, bytes, host, endOfHost(bytes, host, hostTo));
        }
    }

    /** Sets the texts of an entry that are wanted of a request target: itself, its path and its query. */
    static void setTarget(AccessLogEntry entry, FieldUse use, byte[] bytes, int from, int to) {
        if (to - from == 1 && bytes[from] == '-') {
            return;
        }
        if (use.targetSlot >= 0) {
            entry.setText(use.targetSlot, bytes, from, to);
        }
        if (use.pathSlot >= 0 || use.querySlot >= 0) {
            int mark = Swar.indexOf(bytes, from, to, (byte) '?');
            if (use.pathSlot >= 0) {
                entry.setText(use.pathSlot, bytes, pathFrom(bytes, from, mark), mark);
            }
            if (use.querySlot >= 0 && mark < to) {
                entry.setText(use.querySlot, bytes, mark + 1, to);
            }
        }
    }

    /** Where the path begins of a target without its query; that of an absolute one begins behind its host. */
    private static int pathFrom(byte[] bytes, int from, int to) {
        if (from == to || bytes[from] == '/') {
            return from;
        }
        int host = hostFrom(bytes, from, to);
        return host == to ? from : hostTo(bytes, host, to);
    }
}
