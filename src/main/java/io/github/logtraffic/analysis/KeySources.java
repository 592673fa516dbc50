package io.github.logtraffic.analysis;

import io.github.logtraffic.identity.Geography;
import io.github.logtraffic.identity.UserAgents;
import org.jspecify.annotations.Nullable;

/**
 * What is known about clients besides what their entries say, for the keys that need it.
 *
 * @param agents null when no key is about the programs of clients
 * @param geography null when no key is about places
 */
public record KeySources(
        @Nullable UserAgents agents, @Nullable Geography geography) {
    /** Keys that need nothing besides the entry. */
    public static final KeySources NONE = new KeySources(null, null);

    /** The programs of clients. */
    UserAgents knownAgents() {
        if (agents == null) {
            throw new IllegalStateException("a key needs user agents");
        }
        return agents;
    }

    /** Where clients are. */
    Geography knownPlaces() {
        if (geography == null) {
            throw new IllegalStateException("a key needs places");
        }
        return geography;
    }
}
