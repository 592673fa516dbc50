package io.github.logtraffic.identity;

import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.value.ClientField;
import io.github.logtraffic.reference.Latin1;

/** Clients as tests write them. */
final class Addresses {
    private Addresses() {}

    /** An address or a name. */
    static ClientAddress client(String text) {
        return ClientAddress.of(key(text));
    }

    /** The key of an address or of a name. */
    static ClientKey key(String text) {
        ClientKey key = new ClientKey();
        byte[] bytes = Latin1.bytes(text);
        ClientField.readAny(bytes, 0, bytes.length, key);
        return key;
    }
}
