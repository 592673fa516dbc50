package io.github.logtraffic.identity;

import io.github.logtraffic.log.entry.ClientKey;

/** Makes of a client something that does not say who it is. For one thread: an anonymizer may keep what it wrote last. */
public interface Anonymizer {
    /**
     * Replaces a client. {@code -}, which says nothing, stays as it is. The bytes of a name that this sets stay as they are
     * until the next call.
     */
    void apply(ClientKey client);
}
