package io.github.logtraffic.traffic.limit;

import io.github.logtraffic.identity.Agent;
import io.github.logtraffic.identity.AgentKind;
import io.github.logtraffic.identity.CachedUserAgents;
import io.github.logtraffic.identity.UserAgents;
import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The requests of every client that is an address, and which crawlers it claimed to be. When there are very many, those
 * that come later are not counted; the others are exact.
 *
 * <p>A client has three longs: its requests, and the numbers from 1 of up to four crawlers.
 */
public final class ClientRequests {
    private static final int LONGS = 3;
    private static final int FIRST_CLIENTS = 1 << 10;

    /** They take some 80 MB. */
    private static final int MOST_CLIENTS = 1 << 20;

    private static final long ONE_CLAIM = 0xFFFF_FFFFL;

    private final int mostClients;
    private final CachedUserAgents agents;
    private final int agentSlot;
    private final List<Agent> crawlers = new ArrayList<>();
    private final KeySlots slots;
    private final KeyHash hash;
    private boolean isComplete = true;

    /**
     * @param userAgents who is a crawler
     * @param agentSlot of user agents in entries
     * @param seed that whoever writes the log does not know
     */
    public ClientRequests(UserAgents userAgents, int agentSlot, long seed) {
        this(userAgents, agentSlot, seed, MOST_CLIENTS);
    }

    ClientRequests(UserAgents userAgents, int agentSlot, long seed, int mostClients) {
        this.mostClients = mostClients;
        this.agents = new CachedUserAgents(userAgents);
        this.agentSlot = agentSlot;
        this.slots = new KeySlots(LONGS, Math.min(FIRST_CLIENTS, mostClients), seed);
        this.hash = new KeyHash(seed);
    }

    /** Counts the request of an entry. */
    public void add(AccessLogEntry entry) {
        ClientKey client = entry.client();
        if (client.isName()) {
            return;
        }
        hash.set(client);
        int slot = slots.find(hash);
        if (slot < 0) {
            slot = newSlot();
        }
        if (slot < 0) {
            isComplete = false;
            return;
        }
        long[] page = slots.page(slot);
        int at = slots.at(slot);
        page[at]++;
        Agent agent = agents.agent(entry, agentSlot);
        if (agent.kind() == AgentKind.CRAWLER) {
            claim(page, at + 1, number(agent));
        }
    }

    private int newSlot() {
        if (slots.size() >= mostClients) {
            return -1;
        }
        if (slots.isFull()) {
            slots.keep((page, at) -> true);
        }
        return slots.add(hash);
    }

    /** There are some hundred crawlers at the most, and most logs have a few. */
    private int number(Agent crawler) {
        int index = crawlers.indexOf(crawler);
        if (index < 0) {
            crawlers.add(crawler);
            return crawlers.size();
        }
        return index + 1;
    }

    private static void claim(long[] page, int from, int number) {
        for (int at = from; at < from + LONGS - 1; at++) {
            for (int shift = 0; shift < Long.SIZE; shift += Integer.SIZE) {
                long known = page[at] >>> shift & ONE_CLAIM;
                if (known == number) {
                    return;
                }
                if (known == 0) {
                    page[at] |= (long) number << shift;
                    return;
                }
            }
        }
    }

    /** Whether all clients are there. */
    public boolean isComplete() {
        return isComplete;
    }

    /** The clients by their addresses, as unsigned numbers of 128 bits. */
    public List<ClientTraffic> sorted() {
        List<ClientTraffic> all = new ArrayList<>(slots.size());
        for (int slot = 0; slot < slots.size(); slot++) {
            slots.readKey(slot, hash);
            long[] page = slots.page(slot);
            int at = slots.at(slot);
            all.add(new ClientTraffic(hash.high(), hash.low(), page[at], claims(page, at + 1)));
        }
        all.sort(Comparator.comparing(ClientTraffic::high, Long::compareUnsigned)
                .thenComparing(ClientTraffic::low, Long::compareUnsigned));
        return all;
    }

    private List<Agent> claims(long[] page, int from) {
        if (page[from] == 0) {
            return List.of();
        }
        List<Agent> claims = new ArrayList<>();
        for (int at = from; at < from + LONGS - 1; at++) {
            for (int shift = 0; shift < Long.SIZE; shift += Integer.SIZE) {
                int number = (int) (page[at] >>> shift & ONE_CLAIM);
                if (number > 0) {
                    claims.add(crawlers.get(number - 1));
                }
            }
        }
        return claims;
    }
}
