package io.github.logtraffic.identity;

import java.util.Locale;

/** What sort of program sends requests, by what it says of itself. */
public enum AgentKind {
    /** Shows pages to a person. */
    BROWSER,

    /** Follows links by itself: search engines, archives, previews of links, collectors of texts for models. */
    CRAWLER,

    /** Does what somebody told it: command-line clients, libraries, monitors, browsers without a screen. */
    TOOL,

    /** Looks for servers and their weaknesses. */
    SCANNER,

    /** Nothing of the list of agents is in its name, or it has none. */
    UNKNOWN;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The kind as users type and read it, in lower case. */
    public String label() {
        return label;
    }
}
