package io.github.logtraffic.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who is behind proxies, by lists of strings and regular expressions. */
public final class ReferenceForwarded {
    private static final Pattern QUOTE = Pattern.compile("\"|\\\\x22");
    private static final String VALUE =
            "\"[^\"\\\\]*\"\\s*|\\\\\"[^\"\\\\]*\\\\\"\\s*|\\\\x22[^\"\\\\]*\\\\x22\\s*|[^\";,\\\\]*";
    private static final Pattern PAIR = Pattern.compile("(?:([^=;,\"\\\\]*)=(" + VALUE + ")|\\s*)(?:;|\\z)");
    private static final Pattern FOR = Pattern.compile("\\s*[Ff][Oo][Rr]\\s*");
    private static final Pattern NODE =
            Pattern.compile("([0-9.]+):[0-9]{1,5}|\\[([0-9a-f:.]+)](?::[0-9]{1,5})?|([0-9a-f:.]+)");
    private static final Pattern AROUND = Pattern.compile("\\A\\s+|\\s+\\z");
    private static final Pattern SEPARATOR = Pattern.compile("[,+\\s]+");
    private static final Pattern QUOTED =
            Pattern.compile("\"(.*)\"|\\\\\"(.*)\\\\\"|\\\\x22(.*)\\\\x22", Pattern.DOTALL);

    private ReferenceForwarded() {}

    /** The client's canonical address, null when the field does not tell; the text has one character for each byte. */
    public static @Nullable String lastUntrusted(String field, Predicate<String> isTrusted) {
        List<String> addresses = addresses(field);
        boolean isList = !addresses.isEmpty() && addressOfNode(addresses.get(0)) != null;
        String client = null;
        for (String entry : isList ? addresses : elements(field)) {
            String address = isList ? addressOfNode(entry) : addressOfElement(entry);
            if (address == null) {
                return client;
            }
            client = address;
            if (!isTrusted.test(address)) {
                return client;
            }
        }
        return client;
    }

    /** What stands between commas, blanks and the plus signs that IIS has for them, the last first; a pair is one of them. */
    private static List<String> addresses(String field) {
        List<String> addresses = new ArrayList<>(Arrays.asList(SEPARATOR.split(field.replaceAll("=\\s+", "="))));
        addresses.removeIf(String::isEmpty);
        Collections.reverse(addresses);
        return addresses;
    }

    /** What stands between commas, the last first; a comma that an odd number of quotes follows is inside quotes. */
    private static List<String> elements(String field) {
        List<String> elements = new ArrayList<>();
        String open = null;
        String[] pieces = field.split(",", -1);
        for (int i = pieces.length - 1; i >= 0; i--) {
            String element = open == null ? pieces[i] : pieces[i] + "," + open;
            boolean isOpen = i > 0 && QUOTE.matcher(element).results().count() % 2 == 1;
            open = isOpen ? element : null;
            if (!isOpen && !addresses(element).isEmpty()) {
                elements.add(element);
            }
        }
        return elements;
    }

    private static @Nullable String addressOfElement(String element) {
        String text = AROUND.matcher(element).replaceAll("");
        Matcher pair = PAIR.matcher(text);
        String node = null;
        for (int at = 0; at < text.length(); at = pair.end()) {
            if (!pair.region(at, text.length()).lookingAt()) {
                return null;
            }
            if (pair.group(1) != null && FOR.matcher(pair.group(1)).matches()) {
                if (node != null) {
                    return null;
                }
                node = pair.group(2);
            }
        }
        return node == null ? null : addressOfNode(node);
    }

    private static @Nullable String addressOfNode(String text) {
        String node = AROUND.matcher(text).replaceAll("");
        Matcher quoted = QUOTED.matcher(node);
        if (quoted.matches()) {
            node = present(quoted, 1, 2, 3);
        }
        Matcher matcher = NODE.matcher(node.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return null;
        }
        String address = present(matcher, 1, 2, 3);
        return ReferenceClients.isAddress(address) ? ReferenceClients.canonical(address) : null;
    }

    private static String present(Matcher matcher, int... groups) {
        for (int group : groups) {
            if (matcher.group(group) != null) {
                return matcher.group(group);
            }
        }
        throw new IllegalStateException("no group matched");
    }
}
