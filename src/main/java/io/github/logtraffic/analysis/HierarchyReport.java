package io.github.logtraffic.analysis;

import io.github.logtraffic.analysis.Hierarchy.Level;
import io.github.logtraffic.analysis.Hierarchy.Row;
import io.github.logtraffic.count.CounterTable;
import io.github.logtraffic.count.Tally;
import io.github.logtraffic.identity.Count;
import io.github.logtraffic.identity.HeavyNetwork;
import io.github.logtraffic.identity.NetworkHierarchy;
import io.github.logtraffic.log.entry.ClientKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Works out which networks send much from the clients of a tally that is not empty. */
final class HierarchyReport {
    private final Tally tally;
    private final List<Row> rows = new ArrayList<>();

    /** What is of clients that were not kept: no part of the address space may have more of that than all of it. */
    private final Count missed;

    /** The same of each address that may be reported. */
    private final Map<String, Count> missedOfAddress = new HashMap<>();

    private HierarchyReport(Tally tally, double share) {
        this.tally = tally;
        CounterTable clients = tally.clients();
        long least = (long) (share * tally.requests());
        long[] rest = {tally.requests(), tally.bytes()};
        clients.forEachRow(row -> {
            rest[0] -= clients.requests(row);
            rest[1] -= clients.bytes(row);
            if (clients.isPartial(row) && clients.requests(row) >= least) {
                missedOfAddress.put(
                        clients.key(row).toString(), new Count(clients.requestsError(row), clients.bytesError(row)));
            }
        });
        missed = new Count(rest[0], Math.max(0, rest[1])); // all bytes together stop at the largest long
    }

    static Hierarchy of(AnalysisPlan plan, Tally tally) {
        HierarchyReport report = new HierarchyReport(tally, plan.hierarchyShare());
        HeavyNetwork all = NetworkHierarchy.of(
                report::giveClients, plan.hierarchyShare(), plan.keySources().geography(), plan.seed());
        report.add(all, 0);
        return new Hierarchy(plan.hierarchyShare(), report.missed.requests(), report.rows);
    }

    private void giveClients(NetworkHierarchy.Visitor visitor) {
        CounterTable clients = tally.clients();
        ClientKey key = new ClientKey();
        long[] rest = {tally.requests(), tally.bytes()};
        clients.forEachRow(row -> {
            clients.readKey(row, key);
            if (!key.isName()) {
                visitor.address(key.high(), key.low(), clients.requests(row), clients.bytes(row));
                rest[0] -= clients.requests(row);
                rest[1] -= clients.bytes(row);
            }
        });
        visitor.other(rest[0], Math.max(0, rest[1])); // as above
    }

    private void add(HeavyNetwork found, int depth) {
        long unexplained = found.unexplained().requests();
        Count error = missed(found);
        rows.add(new Row(
                depth,
                level(found.level()),
                found.network(),
                found.asn(),
                found.asName(),
                found.all().requests(),
                error.requests(),
                share(found.all().requests()),
                found.all().bytes(),
                error.bytes(),
                unexplained,
                share(unexplained)));
        found.parts().forEach(part -> add(part, depth + 1));
    }

    private Count missed(HeavyNetwork part) {
        return switch (part.level()) {
            case EVERYTHING -> Count.NONE;
            case ADDRESS -> missedOfAddress.getOrDefault(part.network(), Count.NONE);
            case SMALL_NETWORK, LARGE_NETWORK, SYSTEM -> missed;
        };
    }

    private static Level level(HeavyNetwork.Level level) {
        return switch (level) {
            case ADDRESS -> Level.ADDRESS;
            case SMALL_NETWORK, LARGE_NETWORK -> Level.NETWORK;
            case SYSTEM -> Level.SYSTEM;
            case EVERYTHING -> Level.ALL;
        };
    }

    private double share(long requests) {
        return (double) requests / tally.requests();
    }
}
