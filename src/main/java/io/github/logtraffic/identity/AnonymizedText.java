package io.github.logtraffic.identity;

import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.value.ClientField;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Anonymizes what fields hold that list addresses, such as {@code X-Forwarded-For} and {@code Forwarded}: each address and
 * each name, but for the words of {@code Forwarded} that are neither; and addresses in fields that may hold anything. For
 * one thread.
 */
public final class AnonymizedText {
    private static final String SEPARATORS = " \t,;=\"";
    private static final int MOST_WORD_CHARS = 8;

    /** What may be an address and, where it is none, may have one in it from a later character on. */
    private static final Pattern MAYBE_ADDRESS = Pattern.compile("(?:[0-9A-Fa-f]{0,4}:){2,8}"
            + "(?:[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9A-Fa-f]{1,4})"
            + "|(?:[0-9A-Fa-f]{0,4}:){2,8}"
            + "|[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");

    private static final int MOST_NAME_CHARS = 255;

    private final Anonymizer anonymizer;
    private final ClientKey key = new ClientKey();

    /** Anonymizes as clients are. */
    public AnonymizedText(Anonymizer anonymizer) {
        this.anonymizer = anonymizer;
    }

    /** A field with all that may be a client replaced; ports are left out. */
    public String of(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        boolean isForwarded = isForwarded(bytes, from, to);
        String parameter = "";
        int at = from;
        while (at < to) {
            int end = at;
            while (end < to && SEPARATORS.indexOf(bytes[end]) < 0) {
                end++;
            }
            if (end == at) {
                parameter = bytes[at] == ';' || bytes[at] == ',' ? "" : parameter;
                text.append((char) bytes[at++]);
            } else if (isForwarded && end < to && bytes[end] == '=') {
                parameter = word(bytes, at, end).toLowerCase(Locale.ROOT);
                text.append(parameter);
                at = end;
            } else {
                boolean isPlain = parameter.equals("proto");
                text.append(isPlain ? word(bytes, at, end) : replaced(bytes, at, end));
                at = end;
            }
        }
        return text.toString();
    }

    /** A text that may be about anything, of one byte a character, with the addresses in it replaced. */
    public String withoutAddresses(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        StringBuilder replaced = new StringBuilder(text.length());
        Matcher maybe = MAYBE_ADDRESS.matcher(text);
        int copied = 0;
        int at = 0;
        while (maybe.find(at)) {
            int start = maybe.start();
            int end = addressEnd(bytes, from + start, from + maybe.end()) - from;
            if (end > start) {
                replaced.append(text, copied, start).append(replaced(bytes, from + start, from + end));
                copied = end;
                at = end;
            } else {
                at = behindGroup(text, start);
            }
        }
        return replaced.append(text, copied, text.length()).toString();
    }

    /** Where the longest address ends that begins a range, which may have a port behind it; where it begins when none does. */
    private static int addressEnd(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && !ClientField.isAddress(bytes, from, end)) {
            end--;
            while (end > from && bytes[end] != ':') {
                end--;
            }
        }
        return end;
    }

    /** Behind the next character that is no hexadecimal digit: an address does not begin within a group of another. */
    private static int behindGroup(String text, int from) {
        int at = from;
        while (at < text.length() && Character.digit(text.charAt(at), 16) >= 0) {
            at++;
        }
        return Math.min(text.length(), at + 1);
    }

    /** Whether there are parameters, as in {@code for=192.0.2.1;proto=https}; only then is there anything but clients. */
    private static boolean isForwarded(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == '=') {
                return true;
            }
        }
        return false;
    }

    /** A word of letters; anything else might tell something. */
    private static String word(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            int lower = bytes[at] | 0x20;
            if (lower < 'a' || lower > 'z' || to - from > MOST_WORD_CHARS) {
                return "?";
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
    }

    private String replaced(byte[] bytes, int from, int to) {
        ClientField.readAny(bytes, from, Math.min(to, from + MOST_NAME_CHARS), key);
        anonymizer.apply(key);
        return ClientAddress.of(key).toString();
    }
}
