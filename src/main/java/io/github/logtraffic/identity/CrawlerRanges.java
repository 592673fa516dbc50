package io.github.logtraffic.identity;

import io.github.logtraffic.log.value.Network;
import io.github.logtraffic.log.value.Networks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From which networks crawlers come, as their operators publish it. */
public final class CrawlerRanges {
    /** Nothing is known. */
    public static final CrawlerRanges NONE = new CrawlerRanges(Map.of());

    private final Map<String, Networks> byName;

    private CrawlerRanges(Map<String, Networks> byName) {
        this.byName = byName;
    }

    /**
     * These ranges and those of one more file; of a crawler that has some, both count.
     *
     * @param crawler what a list of agents calls the crawler
     * @throws DataFileException when the file holds no networks
     */
    public CrawlerRanges with(Agent crawler, Path file) throws IOException, DataFileException {
        List<Network> read = NetworkFile.read(file);
        Map<String, Networks> all = new HashMap<>(byName);
        all.merge(crawler.name(), Networks.of(read), Networks::and);
        return new CrawlerRanges(all);
    }

    /** The networks of a crawler, null when none are known. */
    @Nullable
    Networks of(Agent crawler) {
        return byName.get(crawler.name());
    }

    /** The networks of all crawlers together. */
    public Networks all() {
        return byName.values().stream().reduce(Networks.NONE, Networks::and);
    }

    /**
     * The crawler of a name as users type it, or as operators name the files that they publish: {@code googlebot.json} is
     * {@code Googlebot}'s. Null when no crawler is called so.
     */
    public static @Nullable Agent crawlerNamed(String typed, Collection<Agent> agents) {
        String file = typed.substring(Math.max(typed.lastIndexOf('/'), typed.lastIndexOf('\\')) + 1);
        int dot = file.indexOf('.');
        List<String> wanted = new ArrayList<>(List.of(plain(file)));
        if (dot > 0) {
            wanted.add(plain(file.substring(0, dot)));
        }
        for (String name : wanted) {
            for (Agent agent : agents) {
                if (agent.kind() == AgentKind.CRAWLER && plain(agent.name()).equals(name)) {
                    return agent;
                }
            }
        }
        return null;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
