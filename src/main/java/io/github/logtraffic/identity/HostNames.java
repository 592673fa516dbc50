package io.github.logtraffic.identity;

/** What may be the name of a host. */
final class HostNames {
    private static final int MOST_CHARS = 253; // RFC 1035, 2.3.4
    private static final int MOST_LABEL_CHARS = 63;

    private HostNames() {}

    /**
     * Whether a text is made of labels of ASCII letters, digits, {@code -} and {@code _}, as names of hosts are. Whoever
     * owns an address says what its reverse name is: anything else is not to be asked for, nor to be shown.
     */
    static boolean isName(String text) {
        int label = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' ? label == 0 : !isLabelChar(c) || label == MOST_LABEL_CHARS) {
                return false;
            }
            label = c == '.' ? 0 : label + 1;
        }
        return label > 0 && text.length() <= MOST_CHARS;
    }

    private static boolean isLabelChar(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    /** Whether a name, in lower case, is that of a domain or of something in it. */
    static boolean isIn(String name, String domain) {
        return name.equals(domain) || name.endsWith("." + domain);
    }
}
