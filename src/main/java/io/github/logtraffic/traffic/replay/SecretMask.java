package io.github.logtraffic.traffic.replay;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Masks values of query parameters whose names say that they are secrets. */
final class SecretMask {
    /** In place of each secret. */
    static final String MASK = "masked";

    private static final Set<String> NAMES = Set.of("key", "sig", "sid", "pw", "pass", "auth", "otp", "pin");
    private static final List<String> PARTS = List.of(
            "token",
            "secret",
            "passw",
            "passphrase",
            "pwd",
            "apikey",
            "api_key",
            "api-key",
            "access_key",
            "accesskey",
            "signature",
            "credential",
            "sess",
            "jwt",
            "oauth",
            "authorization");

    private SecretMask() {}

    /** The target with its secrets masked; the same array when there are none. */
    static byte[] mask(byte[] target) {
        int query = RequestTarget.queryFrom(target);
        ByteArrayOutputStream masked = null;
        int copied = 0;
        for (int at = query; at < target.length; ) {
            int end = Math.min(indexOf(target, '&', at, target.length), indexOf(target, ';', at, target.length));
            int value = indexOf(target, '=', at, end) + 1;
            if (value < end && isSecret(target, at, value - 1)) {
                masked = masked == null ? new ByteArrayOutputStream(target.length) : masked;
                masked.write(target, copied, value - copied);
                masked.writeBytes(MASK.getBytes(StandardCharsets.US_ASCII));
                copied = end;
            }
            at = end + 1;
        }
        if (masked == null) {
            return target;
        }
        masked.write(target, copied, target.length - copied);
        return masked.toByteArray();
    }

    private static int indexOf(byte[] bytes, char wanted, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    private static boolean isSecret(byte[] bytes, int from, int to) {
        byte[] decoded = RequestTarget.percentDecoded(Arrays.copyOfRange(bytes, from, to));
        String name = new String(decoded, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        return NAMES.contains(name)
                || name.endsWith("_key")
                || name.endsWith("-key")
                || PARTS.stream().anyMatch(name::contains);
    }
}
