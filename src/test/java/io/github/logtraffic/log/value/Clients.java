package io.github.logtraffic.log.value;

import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;

/** The text of a client that a parser read. */
public final class Clients {
    private Clients() {}

    public static String text(ClientKey client) {
        ClientAddress address = client.isName()
                ? ClientAddress.ofName(client.nameBytes(), client.nameFrom(), client.nameTo())
                : ClientAddress.ofAddress(client.high(), client.low());
        return address.toString();
    }
}
