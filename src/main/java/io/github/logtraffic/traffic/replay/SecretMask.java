package io.github.logtraffic.traffic.replay;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Masks values of parameters whose names say that they are secrets. A name begins behind {@code ?}, {@code &} or {@code ;}, of
 * the path too, and ends at {@code =}. Its value ends at the next {@code &} or {@code ;}, in the path also at {@code /} or
 * {@code ?}. Each of these may be escaped, once or more often, as when a value is a URL with parameters of its own: what is
 * escaped more often than the {@code =} is part of the value, which may begin with a name of such ones.
 */
final class SecretMask {
    /** In place of each secret. */
    static final String MASK = "masked";

    /** Words of which a name may consist, as {@code user[pass]}. */
    private static final Set<String> WORDS =
            Set.of("key", "sig", "sid", "pw", "pass", "auth", "otp", "pin", "sess", "session");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-z0-9]+");

    /** Parts of a name. */
    private static final List<String> PARTS = List.of(
            "token",
            "secret",
            "passw",
            "passphrase",
            "passcode",
            "userpass",
            "pwd",
            "apikey",
            "accesskey",
            "signature",
            "credential",
            "sessid",
            "sessionid",
            "jwt",
            "oauth",
            "authorization");

    private static final int NO_NAME = -1;
    private static final int ESCAPE = 3;

    private final byte[] target;
    private final int pathTo;
    private final ByteArrayOutputStream masked = new ByteArrayOutputStream();
    private int copied;

    private SecretMask(byte[] target) {
        this.target = target;
        this.pathTo = RequestTarget.pathLength(target);
    }

    /** The target with its secrets masked; the same array when there are none. */
    static byte[] mask(byte[] target) {
        return new SecretMask(target).masked();
    }

    private byte[] masked() {
        int name = NO_NAME;
        int least = 0; // so often the = behind the name is escaped at least
        for (int at = 0; at < target.length; ) {
            int character = character(at);
            int next = characterTo(at);
            if (character == '?' || character == '&' || character == ';') {
                name = next;
                least = 0;
            } else if (character == '=' && name != NO_NAME && escapes(at) >= least) {
                int valueTo = isSecret(name, at) ? valueTo(next, escapes(at)) : next;
                if (valueTo > next) {
                    masked.write(target, copied, next - copied);
                    masked.writeBytes(MASK.getBytes(StandardCharsets.US_ASCII));
                    copied = valueTo;
                }
                name = next;
                least = escapes(at) + 1;
                next = valueTo;
            }
            at = next;
        }
        if (copied == 0) {
            return target;
        }
        masked.write(target, copied, target.length - copied);
        return masked.toByteArray();
    }

    private int valueTo(int from, int escapes) {
        int at = from;
        while (at < target.length && (escapes(at) > escapes || !endsValue(character(at), at))) {
            at = characterTo(at);
        }
        return at;
    }

    private boolean endsValue(int character, int at) {
        return character == '&' || character == ';' || (at <= pathTo && (character == '/' || character == '?'));
    }

    private boolean isSecret(int from, int to) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        for (int at = from; at < to; at = characterTo(at)) {
            decoded.write(character(at));
        }
        String name = decoded.toString(StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        return BETWEEN_WORDS.splitAsStream(name).anyMatch(WORDS::contains)
                || PARTS.stream().anyMatch(name::contains);
    }

    /** What stands at a place, without its escapes. */
    private int character(int at) {
        int to = characterTo(at);
        return to == at + 1
                ? target[at]
                : HexFormat.fromHexDigit(target[to - 2]) << 4 | HexFormat.fromHexDigit(target[to - 1]);
    }

    /** How often it is escaped: not at all, once as {@code %3F}, twice as {@code %253F}. */
    private int escapes(int at) {
        return (characterTo(at) - at) / 2;
    }

    /** Where it ends. */
    private int characterTo(int at) {
        if (target[at] != '%' || !isHex(at + 1)) {
            return at + 1;
        }
        int to = at + ESCAPE;
        while (target[to - 2] == '2' && target[to - 1] == '5' && isHex(to)) {
            to += 2; // a percent sign that was escaped itself
        }
        return to;
    }

    private boolean isHex(int at) {
        return at + 1 < target.length && HexFormat.isHexDigit(target[at]) && HexFormat.isHexDigit(target[at + 1]);
    }
}
