package io.github.logtraffic.count;

import static java.util.Objects.requireNonNull;

import io.github.logtraffic.log.entry.ClientAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that can be asked of a tally, to compare it with another.
 *
 * @param sums requests, bytes, first, last and the length of the cells
 * @param clients what is known of each client
 * @param cells requests and bytes of each cell, by its start
 * @param statuses requests by status
 */
record TallyState(
        List<Long> sums, Map<ClientAddress, List<Long>> clients, Map<Long, List<Long>> cells, List<Long> statuses) {
    static TallyState of(Tally tally) {
        Map<Long, List<Long>> cells = new TreeMap<>();
        tally.series().forEachCell((start, requests, bytes) -> cells.put(start, List.of(requests, bytes)));
        List<Long> statuses = new ArrayList<>();
        for (int status = 0; status < 1_000; status++) {
            statuses.add(tally.requestsOfStatus(status));
        }
        return new TallyState(
                List.of(tally.requests(), tally.bytes(), tally.firstSecond(), tally.lastSecond(), (long)
                        tally.series().cellSeconds()),
                clients(tally.clients()),
                cells,
                statuses);
    }

    private static Map<ClientAddress, List<Long>> clients(CounterTable table) {
        Map<ClientAddress, List<Long>> clients = new TreeMap<>();
        table.forEachRow(row -> {
            Peak peak = requireNonNull(table.peak(row));
            List<Long> known = new ArrayList<>(List.of(
                    table.requests(row),
                    table.bytes(row),
                    table.firstSecond(row),
                    table.lastSecond(row),
                    peak.requests(),
                    peak.window()));
            for (int statusClass = 1; statusClass <= 5; statusClass++) {
                known.add(table.requestsOfClass(row, statusClass));
            }
            clients.put(table.key(row), known);
        });
        return clients;
    }
}
