package io.github.logtraffic.count.key;

import io.github.logtraffic.identity.Agent;
import io.github.logtraffic.identity.AgentKind;
import io.github.logtraffic.identity.CachedUserAgents;
import io.github.logtraffic.identity.UserAgents;
import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientKey;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/** The program that sent a request, by what its user agent claims; {@code -} without a user agent. */
public final class AgentKey implements EntryKey {
    /** What of the program counts. */
    public enum Part {
        /** Its name. */
        NAME,
        /** What sort of program it is. */
        KIND,
        /** The name of a crawler; {@code -} of all others. */
        CRAWLER
    }

    private static final byte[] NONE = {};

    private final Part part;
    private final UserAgents agents;
    private final CachedUserAgents cached;
    private final int slot;
    private final Map<AgentKind, byte[]> labels = new EnumMap<>(AgentKind.class);
    private final BoundedText text = new BoundedText();

    /**
     * @param part what counts
     * @param agents the programs that are known
     * @param slot of the user agent in an entry
     */
    public AgentKey(Part part, UserAgents agents, int slot) {
        this.part = part;
        this.agents = agents;
        this.cached = new CachedUserAgents(agents);
        this.slot = slot;
        for (AgentKind kind : AgentKind.values()) {
            labels.put(kind, kind.label().getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Override
    public void read(AccessLogEntry entry, ClientKey key) {
        byte[] bytes = entry.hasText(slot) ? bytes(cached.agent(entry, slot)) : NONE;
        text.set(key, bytes, 0, bytes.length);
    }

    private byte[] bytes(Agent agent) {
        return switch (part) {
            case NAME -> agent.nameBytes();
            case KIND -> labels.getOrDefault(agent.kind(), NONE);
            case CRAWLER -> agent.kind() == AgentKind.CRAWLER ? agent.nameBytes() : NONE;
        };
    }

    @Override
    public EntryKey fresh() {
        return new AgentKey(part, agents, slot);
    }
}
