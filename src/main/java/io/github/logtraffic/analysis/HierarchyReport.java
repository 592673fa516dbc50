package io.github.logtraffic.analysis;

import io.github.logtraffic.analysis.Hierarchy.Level;
import io.github.logtraffic.analysis.Hierarchy.Row;
import io.github.logtraffic.count.CounterTable;
import io.github.logtraffic.count.Tally;
import io.github.logtraffic.identity.HeavyNetwork;
import io.github.logtraffic.identity.NetworkHierarchy;
import io.github.logtraffic.log.entry.ClientKey;
import java.util.ArrayList;
import java.util.List;

/** Works out which networks send much from the clients of a tally that is not empty. */
final class HierarchyReport {
    private final Tally tally;
    private final List<Row> rows = new ArrayList<>();

    private HierarchyReport(Tally tally) {
        this.tally = tally;
    }

    static Hierarchy of(AnalysisPlan plan, Tally tally) {
        HierarchyReport report = new HierarchyReport(tally);
        HeavyNetwork all = NetworkHierarchy.of(
                report::giveClients, plan.hierarchyShare(), plan.keySources().geography(), plan.seed());
        report.add(all, 0);
        return new Hierarchy(plan.hierarchyShare(), report.rows);
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
        visitor.other(rest[0], Math.max(0, rest[1])); // all bytes together stop at the largest long
    }

    private void add(HeavyNetwork found, int depth) {
        long unexplained = found.unexplained().requests();
        rows.add(new Row(
                depth,
                level(found.level()),
                found.network(),
                found.asn(),
                found.asName(),
                found.all().requests(),
                share(found.all().requests()),
                found.all().bytes(),
                unexplained,
                share(unexplained)));
        found.parts().forEach(part -> add(part, depth + 1));
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
