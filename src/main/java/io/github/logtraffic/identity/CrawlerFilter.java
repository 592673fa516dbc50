package io.github.logtraffic.identity;

import io.github.logtraffic.log.entry.AccessLogEntry;

/** Keeps the requests of crawlers, or all others, by what user agents claim. For one thread. */
public final class CrawlerFilter {
    /** What to keep; the names in lower case are what users type. */
    public enum Choice {
        /** Only requests of crawlers. */
        ONLY,

        /** No requests of crawlers. */
        EXCLUDE
    }

    private final CachedUserAgents agents;
    private final int slot;
    private final boolean wantsCrawlers;

    /**
     * @param slot where entries have their user agent
     */
    public CrawlerFilter(Choice choice, UserAgents agents, int slot) {
        this.agents = new CachedUserAgents(agents);
        this.slot = slot;
        this.wantsCrawlers = choice == Choice.ONLY;
    }

    /** Whether an entry is wanted. One without a user agent is no crawler's. */
    public boolean keeps(AccessLogEntry entry) {
        return (agents.agent(entry, slot).kind() == AgentKind.CRAWLER) == wantsCrawlers;
    }
}
