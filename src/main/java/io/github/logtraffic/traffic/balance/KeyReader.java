package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.entry.Swar;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds the key of a request in its entry. */
public final class KeyReader {
    private static final byte[] NONE = {};

    private final RequestKey.Source source;
    private final byte[] parameter;
    private final int slot;
    private final NetworkPrefix prefix;
    private byte[] host = NONE;

    /**
     * @param slot of the text in an entry that the key is found in: the path, the target, the host, or for a parameter the
     *     query; ignored for clients
     */
    public KeyReader(RequestKey key, int slot) {
        this(key, slot, NetworkPrefix.WHOLE_ADDRESS);
    }

    /** Of clients by network. */
    KeyReader(NetworkPrefix prefix) {
        this(RequestKey.CLIENT, -1, prefix);
    }

    private KeyReader(RequestKey key, int slot, NetworkPrefix prefix) {
        this.prefix = prefix;
        this.source = key.source();
        this.parameter = (key.parameter() + "=").getBytes(StandardCharsets.UTF_8);
        this.slot = slot;
    }

    /**
     * Writes the entry's key; an empty name when it has none.
     *
     * @param key stays as it is until the next entry
     */
    public void read(AccessLogEntry entry, ClientKey key) {
        switch (source) {
            case CLIENT -> copy(entry.client(), key);
            case PATH, TARGET -> key.setName(entry.textBytes(slot), entry.textFrom(slot), entry.textTo(slot));
            case HOST -> readHost(entry.textBytes(slot), entry.textFrom(slot), entry.textTo(slot), key);
            case PARAMETER -> readParameter(entry.textBytes(slot), entry.textFrom(slot), entry.textTo(slot), key);
        }
    }

    private void copy(ClientKey client, ClientKey key) {
        if (client.isName()) {
            key.setName(client.nameBytes(), client.nameFrom(), client.nameTo());
        } else {
            key.setAddress(prefix.high(client.high(), client.low()), prefix.low(client.high(), client.low()));
        }
    }

    /** In lower case, as nginx's {@code $host}. */
    private void readHost(byte[] bytes, int from, int to, ClientKey key) {
        if (host.length < to - from) {
            host = new byte[to - from];
        }
        for (int at = from; at < to; at++) {
            boolean isUpper = bytes[at] >= 'A' && bytes[at] <= 'Z';
            host[at - from] = (byte) (isUpper ? bytes[at] + 'a' - 'A' : bytes[at]);
        }
        key.setName(host, 0, to - from);
    }

    /** The first of that name, in these letters, as HAProxy has it (src/backend.c, get_server_ph). */
    private void readParameter(byte[] bytes, int from, int to, ClientKey key) {
        int at = from;
        while (at < to) {
            int end = Swar.indexOf(bytes, at, to, (byte) '&');
            int value = at + parameter.length;
            if (value <= end && Arrays.equals(bytes, at, value, parameter, 0, parameter.length)) {
                key.setName(bytes, value, end);
                return;
            }
            at = end + 1;
        }
        key.setName(NONE, 0, 0);
    }
}
