package io.github.logtraffic.count.key;

import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;

/** The client, or the network of its address. */
public final class NetworkKey implements KeyOfClient {
    private final NetworkPrefix prefix;
    private final BoundedText text = new BoundedText();

    /**
     * @param prefix which part of an address counts
     */
    public NetworkKey(NetworkPrefix prefix) {
        this.prefix = prefix;
    }

    @Override
    public void read(ClientKey client, ClientKey key) {
        if (client.isName()) {
            text.set(key, client.nameBytes(), client.nameFrom(), client.nameTo());
        } else {
            key.setAddress(prefix.high(client.high(), client.low()), prefix.low(client.high(), client.low()));
        }
    }

    @Override
    public EntryKey fresh() {
        return new NetworkKey(prefix);
    }

    @Override
    public String text(ClientAddress key) {
        return prefix.text(key);
    }
}
