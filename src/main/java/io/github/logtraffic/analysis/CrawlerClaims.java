package io.github.logtraffic.analysis;

import io.github.logtraffic.analysis.AnalysisResult.Group;
import io.github.logtraffic.count.CounterTable;
import io.github.logtraffic.count.key.CompositeKey;
import io.github.logtraffic.identity.Agent;
import io.github.logtraffic.identity.AgentKind;
import io.github.logtraffic.identity.CrawlerClaim;
import io.github.logtraffic.identity.UserAgents;
import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.format.FieldNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Which clients claim to be which crawlers. A row of a table by crawler and client is one claim; for a table by crawler,
 * whose rows are many, they are counted besides.
 */
public final class CrawlerClaims {
    private static final String CRAWLER = "crawler";

    /** What claims are counted by: addresses, also where clients are networks. */
    static final List<GroupKey> KEYS = List.of(GroupKey.parse(CRAWLER), GroupKey.parse("client/128"));

    private final Map<String, Agent> crawlers = new HashMap<>();
    private final @Nullable CounterTable counted;

    /**
     * @param agents which crawlers there are
     * @param counted the table by {@link #KEYS}; null without a table by crawler
     */
    CrawlerClaims(UserAgents agents, @Nullable CounterTable counted) {
        for (Agent agent : agents.agents()) {
            if (agent.kind() == AgentKind.CRAWLER) {
                crawlers.put(agent.name(), agent);
            }
        }
        this.counted = counted;
    }

    /** Whether rows of a table by these keys are crawlers, each with all that claim to be it. */
    public static boolean areSummedBy(List<String> by) {
        return by.equals(List.of(CRAWLER));
    }

    /** Whether a row of a table by these keys is a claim, or a part of one. */
    public static boolean areRowsBy(List<String> by) {
        return by.contains(CRAWLER) && by.contains(FieldNames.CLIENT);
    }

    /** The claim that a row of such a table is; null when it does not claim to be a crawler's. */
    @Nullable
    CrawlerClaim of(List<String> by, Group row) {
        Agent crawler = crawlers.get(row.key().get(by.indexOf(CRAWLER)));
        String client = row.key().get(by.indexOf(FieldNames.CLIENT));
        return crawler == null ? null : new CrawlerClaim(ClientNames.client(client), crawler);
    }

    /** Whether there is a crawler of that name. */
    boolean hasCrawler(String name) {
        return crawlers.containsKey(name);
    }

    /** Shows the claims that were counted besides, in no particular order, with their requests. */
    void forEach(ObjLongConsumer<CrawlerClaim> visitor) {
        CounterTable table = counted;
        if (table == null) {
            return;
        }
        ClientKey key = new ClientKey();
        table.forEachRow(row -> {
            table.readKey(row, key);
            List<ClientAddress> parts = CompositeKey.parts(key);
            Agent crawler = crawlers.get(parts.get(0).toString());
            if (crawler != null) {
                visitor.accept(new CrawlerClaim(parts.get(1), crawler), table.requests(row));
            }
        });
    }
}
