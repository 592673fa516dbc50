package io.github.logtraffic.traffic.limit;

import io.github.logtraffic.count.DistinctCount;
import io.github.logtraffic.identity.AgentKind;
import io.github.logtraffic.identity.CachedUserAgents;
import io.github.logtraffic.identity.UserAgents;
import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The clients of which requests were delayed or rejected, for all settings. When there are very many, those that were
 * touched least are forgotten; then how many there were is an estimate, and who is left may have been touched before.
 *
 * <p>For each setting a client has two longs: rejected requests above, whether any claimed to be a crawler's, delayed requests
 * below; and when it was touched first and last, in seconds.
 */
final class TouchedClients {
    private static final int LONGS = 2;
    private static final int FIRST_CLIENTS = 256;
    private static final long MOST_BYTES = 64 << 20;
    private static final long REJECTED = 1L << 32;
    private static final long CRAWLER = 1L << 31;
    private static final long DELAYED = CRAWLER - 1;
    private static final long SECOND = 0xFFFF_FFFFL;

    /** The bits of a client's key. */
    private record Bits(long high, long low) {}

    private final int settings;
    private final int mostClients;
    private final int agentSlot;
    private final @Nullable CachedUserAgents agents;
    private final KeySlots slots;
    private final KeyHash hash;
    private final Map<Bits, ClientAddress> names = new HashMap<>();
    private final int[] touched;
    private final int[] crawlers;

    /** All that were ever touched, and the crawlers of them, by setting, once some have been forgotten. */
    private DistinctCount @Nullable [] allTouched;

    private DistinctCount @Nullable [] allCrawlers;

    // The entry that is being decided about.
    private @Nullable AccessLogEntry entry;
    private @Nullable ClientKey client;
    private long second;
    private int slot;
    private boolean isCrawler;

    /**
     * @param settings how many there are
     * @param userAgents who is a crawler; null when the logs have no user agents
     * @param agentSlot of user agents in entries
     */
    TouchedClients(int settings, @Nullable UserAgents userAgents, int agentSlot, long seed) {
        this(settings, userAgents, agentSlot, seed, (int) (MOST_BYTES / Long.BYTES / (LONGS * settings + 2)));
    }

    TouchedClients(int settings, @Nullable UserAgents userAgents, int agentSlot, long seed, int mostClients) {
        this.settings = settings;
        this.mostClients = mostClients;
        this.agents = userAgents == null ? null : new CachedUserAgents(userAgents);
        this.agentSlot = agentSlot;
        this.slots = new KeySlots(LONGS * settings, Math.min(FIRST_CLIENTS, mostClients), seed);
        this.hash = new KeyHash(seed);
        this.touched = new int[settings];
        this.crawlers = new int[settings];
    }

    /** Says which entry the next calls are about. */
    void begin(AccessLogEntry next, ClientKey key, long evenSecond) {
        entry = next;
        client = key;
        second = Math.min(Math.max(0, evenSecond), SECOND);
        slot = -1;
    }

    /** The entry's request is delayed or rejected by a setting. */
    void touch(int setting, boolean isRejected) {
        if (slot < 0) {
            findSlot();
        }
        long[] row = slots.page(slot);
        int at = slots.at(slot) + LONGS * setting;
        long counts = row[at];
        if (counts == 0) {
            row[at + 1] = second << Integer.SIZE;
            touched[setting]++;
            add(allTouched, setting);
        }
        if (isCrawler && (counts & CRAWLER) == 0) {
            counts |= CRAWLER;
            crawlers[setting]++;
            add(allCrawlers, setting);
        }
        row[at] = isRejected ? oneMore(counts, REJECTED, -REJECTED) : oneMore(counts, 1, DELAYED);
        row[at + 1] = (row[at + 1] & ~SECOND) | second;
    }

    private static long oneMore(long counts, long one, long mask) {
        return (counts & mask) == mask ? counts : counts + one;
    }

    private void add(DistinctCount @Nullable [] all, int setting) {
        if (all != null) {
            all[setting].add(hash.hash());
        }
    }

    private void findSlot() {
        ClientKey key = client;
        AccessLogEntry now = entry;
        if (key == null || now == null) {
            throw new IllegalStateException("no entry");
        }
        hash.set(key);
        slot = slots.find(hash);
        if (slot < 0) {
            if (slots.isFull() || slots.size() >= mostClients) {
                makeRoom();
                hash.set(key);
            }
            slot = slots.add(hash);
            if (key.isName()) {
                names.put(new Bits(hash.high(), hash.low()), ClientAddress.of(key));
            }
        }
        isCrawler = agents != null && agents.agent(now, agentSlot).kind() == AgentKind.CRAWLER;
    }

    private void makeRoom() {
        if (slots.size() < mostClients) {
            slots.keep((page, at) -> true);
            return;
        }
        if (allTouched == null) {
            countAll();
        }
        long median = medianWeight();
        slots.keep((page, at) -> weight(page, at) > median);
        keepOnlyUsedNames();
    }

    private void countAll() {
        allTouched = sketches(0);
        allCrawlers = sketches(CRAWLER);
    }

    /** Counts the clients of which one of those bits is set, any for 0. */
    private DistinctCount[] sketches(long bits) {
        DistinctCount[] counts = new DistinctCount[settings];
        Arrays.setAll(counts, setting -> new DistinctCount());
        for (int i = 0; i < slots.size(); i++) {
            slots.readKey(i, hash);
            for (int setting = 0; setting < settings; setting++) {
                long row = row(i, setting);
                if (row != 0 && (row & bits) == bits) {
                    counts[setting].add(hash.hash());
                }
            }
        }
        return counts;
    }

    private long row(int of, int setting) {
        return slots.page(of)[slots.at(of) + LONGS * setting];
    }

    private long medianWeight() {
        long[] weights = new long[slots.size()];
        Arrays.setAll(weights, i -> weight(slots.page(i), slots.at(i)));
        Arrays.sort(weights);
        return weights[weights.length / 2];
    }

    private long weight(long[] page, int at) {
        long weight = 0;
        for (int setting = 0; setting < settings; setting++) {
            long counts = page[at + LONGS * setting];
            weight += (counts >>> Integer.SIZE) + (counts & DELAYED);
        }
        return weight;
    }

    private void keepOnlyUsedNames() {
        names.keySet().removeIf(bits -> {
            hash.set(bits.high, bits.low);
            return slots.find(hash) < 0;
        });
    }

    /** Whether none has been forgotten. */
    boolean isExact() {
        return allTouched == null;
    }

    /** How many clients a setting touched, about. */
    long touched(int setting) {
        return allTouched == null ? touched[setting] : allTouched[setting].estimate();
    }

    /** How many of them claimed to be crawlers, about. */
    long crawlers(int setting) {
        return allCrawlers == null ? crawlers[setting] : allCrawlers[setting].estimate();
    }

    /** The clients that a setting harmed most: with the most requests rejected, then delayed. */
    List<HarmedClient> mostHarmed(int setting, int most) {
        Comparator<HarmedClient> worstFirst = Comparator.comparingLong(HarmedClient::rejected)
                .thenComparingLong(HarmedClient::delayed)
                .reversed()
                .thenComparing(HarmedClient::client);
        PriorityQueue<HarmedClient> worst = new PriorityQueue<>(worstFirst.reversed());
        for (int i = 0; i < slots.size(); i++) {
            if (row(i, setting) != 0) {
                worst.add(harmed(i, setting));
                if (worst.size() > most) {
                    worst.remove();
                }
            }
        }
        return worst.stream().sorted(worstFirst).toList();
    }

    private HarmedClient harmed(int of, int setting) {
        slots.readKey(of, hash);
        ClientAddress name = names.get(new Bits(hash.high(), hash.low()));
        long counts = row(of, setting);
        long times = slots.page(of)[slots.at(of) + LONGS * setting + 1];
        return new HarmedClient(
                name == null ? ClientAddress.ofAddress(hash.high(), hash.low()) : name,
                counts >>> Integer.SIZE,
                counts & DELAYED,
                (counts & CRAWLER) != 0,
                times >>> Integer.SIZE,
                times & SECOND);
    }
}
