package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.entry.Swar;
import java.nio.charset.StandardCharsets;

/** Finds the key of a request in its entry, as a server reads it. */
public final class KeyReader {
    private static final byte[] NONE = {};

    private final RequestKey.Source source;
    private final boolean asNginx;
    private final byte[] parameter;
    private final int slot;
    private final NetworkPrefix prefix;
    private byte[] host = NONE;

    /**
     * @param slot of the text in an entry that the key is found in: the path, the target, the host, or for a parameter the
     *     query; ignored for clients
     */
    KeyReader(KeyAsRead read, int slot) {
        this(read, slot, NetworkPrefix.WHOLE_ADDRESS);
    }

    /**
     * What a policy hashes.
     *
     * @param slot of the text in an entry that the key is found in; ignored for clients
     */
    public static KeyReader of(BalancePolicy policy, RequestKey key, int slot) {
        return new KeyReader(KeyAsRead.by(policy, key), slot);
    }

    /** Of clients by network. */
    KeyReader(NetworkPrefix prefix) {
        this(new KeyAsRead(RequestKey.CLIENT, false), -1, prefix);
    }

    private KeyReader(KeyAsRead read, int slot, NetworkPrefix prefix) {
        this.prefix = prefix;
        this.source = read.key().source();
        this.asNginx = read.asNginx();
        this.parameter = (read.key().parameter() + "=").getBytes(StandardCharsets.UTF_8);
        this.slot = slot;
    }

    /**
     * Writes the entry's key.
     *
     * @param key stays as it is until the next entry
     * @return whether it has one; only that of a parameter may be empty
     */
    public boolean read(AccessLogEntry entry, ClientKey key) {
        if (source == RequestKey.Source.CLIENT) {
            copy(entry.client(), key);
            return true;
        }
        byte[] bytes = entry.textBytes(slot);
        int from = entry.textFrom(slot);
        int to = entry.textTo(slot);
        if (source == RequestKey.Source.PARAMETER) {
            return readParameter(bytes, from, to, key);
        }
        if (source == RequestKey.Source.HOST && asNginx) {
            readHost(bytes, from, to, key);
        } else {
            key.setName(bytes, from, to);
        }
        return from < to;
    }

    private void copy(ClientKey client, ClientKey key) {
        if (client.isName()) {
            key.setName(client.nameBytes(), client.nameFrom(), client.nameTo());
        } else {
            key.setAddress(prefix.high(client.high(), client.low()), prefix.low(client.high(), client.low()));
        }
    }

    /** As nginx's {@code $host}: in lower case, and without a dot at the end. */
    private void readHost(byte[] bytes, int from, int to, ClientKey key) {
        if (host.length < to - from) {
            host = new byte[to - from];
        }
        for (int at = from; at < to; at++) {
            host[at - from] = lowerCase(bytes[at]);
        }
        boolean hasDot = to - from > 1 && bytes[to - 1] == '.';
        key.setName(host, 0, to - from - (hasDot ? 1 : 0));
    }

    private static byte lowerCase(byte letter) {
        return (byte) (letter >= 'A' && letter <= 'Z' ? letter + 'a' - 'A' : letter);
    }

    /**
     * The first of that name: in these letters, and maybe empty, as HAProxy has it (src/backend.c, get_server_ph); in any,
     * and none when it is empty, as nginx has it (src/http/ngx_http_parse.c, ngx_http_arg).
     */
    private boolean readParameter(byte[] bytes, int from, int to, ClientKey key) {
        int at = from;
        while (at < to) {
            int end = Swar.indexOf(bytes, at, to, (byte) '&');
            int value = at + parameter.length;
            if (value <= end && isName(bytes, at)) {
                key.setName(bytes, value, end);
                return !asNginx || value < end;
            }
            at = end + 1;
        }
        return false;
    }

    private boolean isName(byte[] bytes, int from) {
        for (int i = 0; i < parameter.length; i++) {
            byte one = bytes[from + i];
            if (one != parameter[i] && !(asNginx && lowerCase(one) == lowerCase(parameter[i]))) {
                return false;
            }
        }
        return true;
    }
}
