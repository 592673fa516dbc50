package io.github.logtraffic.analysis;

import io.github.logtraffic.count.CounterTable;
import io.github.logtraffic.count.Tally;
import io.github.logtraffic.count.TimeSeries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How many times as much counts of one log vary as if requests came one by one.
 *
 * <p>A client's requests come in visits, which end with {@value #VISIT_GAP} seconds without a request, as is usual in web
 * analytics; visits are taken to be independent of each other. One that goes on for hours is nobody's visit but steady
 * traffic, as of a monitor: it varies as its blocks of time do.
 */
final class Clumping {
    private static final int VISIT_GAP = 1_800;

    // How long a visit lasts that is steady traffic: three quarters of the log, but between these.
    private static final long LEAST_STEADY = 14_400;
    private static final long MOST_STEADY = 43_200;

    /** Longer blocks of time would take day and night for chance. */
    private static final int MOST_BLOCK = 2_400;

    private final Tally tally;
    private final int windowSeconds;
    private final long gap;
    private final long steadyWindows;
    private final WindowCounts windows;
    private double sum;
    private double weighted;
    private double heaviest;
    private double weightedHeaviest;

    /** @param time when the log was written */
    Clumping(Tally tally, int windowSeconds, LogTime time) {
        this.tally = tally;
        this.windowSeconds = windowSeconds;
        this.gap = Math.max(1, VISIT_GAP / windowSeconds);
        long first = time.first();
        long last = time.last();
        long steadySeconds = Math.max(LEAST_STEADY, Math.min(MOST_STEADY, (last - first) / 4 * 3));
        this.steadyWindows = Math.max(2, steadySeconds / windowSeconds);
        this.windows = new WindowCounts(
                Math.floorDiv(first, windowSeconds),
                Math.floorDiv(last, windowSeconds),
                Math.max(1, MOST_BLOCK / windowSeconds));
        CounterTable clients = tally.clients();
        clients.forEachRow(row -> addClient((double) clients.requests(row), ofClient(clients, row)));
    }

    private void addClient(double requests, double clumping) {
        sum += requests;
        weighted += requests * clumping;
        if (requests * clumping > weightedHeaviest) {
            heaviest = requests;
            weightedHeaviest = requests * clumping;
        }
    }

    /** Of all requests: that of blocks of time, or the mean of its clients when that is more. */
    double ofAll() {
        double ofClients = sum == 0 ? 1 : weighted / sum;
        if (!tally.series().isExact()) {
            return ofClients;
        }
        TimeSeries series = tally.series().inCellsOf(windowSeconds);
        List<long[]> cells = new ArrayList<>();
        series.forEachCell((start, requests, bytes) -> cells.add(new long[] {start / windowSeconds, requests}));
        cells.sort(Comparator.comparingLong(cell -> cell[0]));
        windows.clear();
        cells.forEach(cell -> windows.add(cell[0], cell[1]));
        return Math.max(ofClients, windows.dispersion());
    }

    /** Of a client, or a network: that of its visits; all of its requests when their times are not known. */
    double ofClient(CounterTable table, int row) {
        if (!read(table, row)) {
            return table.requests(row);
        }
        return windows.longestVisit(gap) >= steadyWindows ? windows.dispersion() : windows.clumping(gap);
    }

    /**
     * Of what many clients ask for, such as a path: that of blocks of time, or that of its visits when it is more, but not
     * more than that of clients on average, the heaviest left out.
     */
    double ofGroup(CounterTable table, int row) {
        if (!read(table, row)) {
            return table.requests(row);
        }
        return Math.max(windows.dispersion(), Math.min(windows.clumping(gap), ofUsualClients()));
    }

    private double ofUsualClients() {
        return sum <= heaviest ? Double.MAX_VALUE : Math.max(1, (weighted - weightedHeaviest) / (sum - heaviest));
    }

    private boolean read(CounterTable table, int row) {
        windows.clear();
        return table.forEachWindow(row, windows::add);
    }
}
