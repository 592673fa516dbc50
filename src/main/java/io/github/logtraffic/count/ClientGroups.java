package io.github.logtraffic.count;

import io.github.logtraffic.count.key.KeyOfClient;
import io.github.logtraffic.log.entry.ClientKey;
import java.util.ArrayList;
import java.util.List;

/**
 * Groups by keys that depend on the client alone. As long as the clients' table holds all that was counted, it holds what
 * the groups are made of: they are made of its rows when they are asked for, which costs by clients instead of by entries.
 * Before it would lose anything they are made of what it holds until then, and every entry is counted from then on.
 */
final class ClientGroups {
    private final CounterTable clients;
    private final List<Group> groups = new ArrayList<>();
    private final ClientKey client = new ClientKey();
    private final ClientKey key = new ClientKey();
    private boolean pending;

    private record Group(KeyOfClient keyOfClient, GroupCounter counter) {}

    /**
     * @param clients what is counted of the clients
     * @param masked whether it knows them by less than what the keys depend on
     */
    ClientGroups(CounterTable clients, boolean masked) {
        this.clients = clients;
        this.pending = !masked;
    }

    /**
     * Adds a group; nothing must have been counted yet.
     *
     * @param keyOfClient of which nobody else makes use
     */
    void add(KeyOfClient keyOfClient, GroupCounter counter) {
        groups.add(new Group(keyOfClient, counter));
    }

    /** Before a batch is counted for the clients: counts it for the groups, unless the clients' rows will do. */
    void count(HitBatch hits) {
        if (groups.isEmpty()) {
            return;
        }
        if (pending && !clients.makeRoomWithoutLoss(hits)) {
            settle();
        }
        if (!pending) {
            groups.forEach(group -> count(hits, group));
        }
    }

    private void count(HitBatch hits, Group group) {
        for (int i = 0; i < hits.size; i++) {
            hits.readKey(i, client);
            group.keyOfClient.read(client, key);
            group.counter.count(key, hits.second[i], hits.window[i], hits.status[i], hits.bytes[i], hits.duration[i]);
        }
    }

    /** Makes the groups' tables hold all that was counted for the clients. */
    void settle() {
        if (pending) {
            pending = false;
            groups.forEach(group -> group.counter.table().add(clients, group.keyOfClient));
        }
    }
}
