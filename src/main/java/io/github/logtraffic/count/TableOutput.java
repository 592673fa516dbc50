package io.github.logtraffic.count;

import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Writes an exact {@link CounterTable} in {@link #SLICES} slices, to one of which each key belongs by its hash, so that several
 * threads can read tables together. A slice is the number of its requests and, unless that is 0, two sections.
 *
 * <p>In both there are the rows of the slice by their keys, IPv4 addresses, then IPv6 addresses, then names, each kind behind
 * the number of its rows. An address is written as its distance from the one before. In the first section stands of each row:
 * requests, bytes, the first second behind that of the whole tally, the last second behind its first; flags, which status
 * classes there are besides 2xx and whether there are durations, and the numbers of these classes; how many windows; when
 * there are several, the requests in the first and in the last window of the whole tally, as far as the row has these, and the
 * busiest of the others; of durations their number, sum, longest and buckets. In the second one stand the windows of rows that
 * have several, each as its distance from the one before, and their requests but for the last one's, which are the rest. It is
 * not needed by who adds tallies of which each ends before the next one begins, or in the same window: then nothing is added
 * to the windows between, and only their busiest one can be the busiest of all. A client of one request takes about a dozen
 * bytes.
 */
final class TableOutput {
    static final int SLICES = 8;

    private static final int SLICE_BITS = 3;
    private static final int ROW_BITS = 27;
    private static final int ROW_MASK = (1 << ROW_BITS) - 1;
    private static final int IPV4_AND_ROW_BITS = Integer.SIZE + ROW_BITS;
    private static final long IPV4_MASK = 0xFFFF_FFFFL;

    /** It may be known: whoever sends addresses that are all in one slice has one thread read them, and nothing else. */
    private static final long SEED = 0x9E37_79B9_7F4A_7C15L;

    /** Among the flags of status classes, in the place of 2xx. */
    static final int HAS_DURATIONS = 1 << 2;

    private final Tally tally;
    private final CounterTable table;
    private final TableRow row = new TableRow();

    /** The IPv4 addresses: in each number its slice, the address and its row. */
    private final long[] ipv4;

    private int ipv4Count;

    private final List<Other> ipv6 = new ArrayList<>();
    private final List<Other> names = new ArrayList<>();

    // Of one slice.
    private PackedOutput rows = new PackedOutput();
    private PackedOutput windows = new PackedOutput();
    private long requests;

    /**
     * @param tally of which it is a table
     * @param table the one that is written
     */
    TableOutput(Tally tally, CounterTable table) {
        this.tally = tally;
        this.table = table;
        this.ipv4 = new long[table.size()];
        table.forEachRow(this::sortIn);
        Arrays.sort(ipv4, 0, ipv4Count);
        ipv6.sort(Other.ORDER);
        names.sort(Other.ORDER);
    }

    private record Other(int slice, ClientAddress key, int row) {
        static final Comparator<Other> ORDER =
                Comparator.comparing(Other::slice).thenComparing(Other::key);
    }

    private void sortIn(int number) {
        table.readKey(number, row.key);
        if (row.key.isName()) {
            names.add(new Other(slice(row.key), ClientAddress.of(row.key), number));
        } else if (ClientAddress.isIpv4(row.key.high(), row.key.low())) {
            ipv4[ipv4Count++] =
                    (long) slice(row.key) << IPV4_AND_ROW_BITS | (row.key.low() & IPV4_MASK) << ROW_BITS | number;
        } else {
            ipv6.add(new Other(slice(row.key), ClientAddress.of(row.key), number));
        }
    }

    private static int slice(ClientKey key) {
        long hash = key.isName()
                ? SeededHash.of(key.nameBytes(), key.nameFrom(), key.nameTo(), SEED)
                : SeededHash.of(key.high(), key.low(), SEED);
        return (int) (hash >>> (Long.SIZE - SLICE_BITS));
    }

    /** Writes the table. */
    void write(PackedOutput out) {
        int ipv4From = 0;
        int ipv6From = 0;
        int namesFrom = 0;
        for (int slice = 0; slice < SLICES; slice++) {
            ipv4From = writeIpv4(slice, ipv4From);
            ipv6From = writeIpv6(slice, ipv6From);
            namesFrom = writeNames(slice, namesFrom);
            out.number(requests);
            if (requests > 0) {
                out.section(rows);
                out.section(windows);
            }
            requests = 0;
            rows = new PackedOutput();
            windows = new PackedOutput();
        }
    }

    /** @return where those of the next slice begin */
    private int writeIpv4(int slice, int from) {
        int to = from;
        while (to < ipv4Count && ipv4[to] >>> IPV4_AND_ROW_BITS == slice) {
            to++;
        }
        rows.number(to - from);
        long before = 0;
        for (int i = from; i < to; i++) {
            long address = ipv4[i] >>> ROW_BITS & IPV4_MASK;
            rows.number(address - before);
            before = address;
            writeRow((int) ipv4[i] & ROW_MASK);
        }
        return to;
    }

    private int writeIpv6(int slice, int from) {
        int to = end(ipv6, slice, from);
        rows.number(to - from);
        long high = 0;
        long low = 0;
        for (Other other : ipv6.subList(from, to)) {
            rows.number(other.key.high() - high);
            rows.signed(other.key.low() - low);
            high = other.key.high();
            low = other.key.low();
            writeRow(other.row);
        }
        return to;
    }

    private int writeNames(int slice, int from) {
        int to = end(names, slice, from);
        rows.number(to - from);
        for (Other name : names.subList(from, to)) {
            table.readKey(name.row, row.key);
            rows.bytes(row.key.nameBytes(), row.key.nameFrom(), row.key.nameTo());
            writeRow(name.row);
        }
        return to;
    }

    private static int end(List<Other> sorted, int slice, int from) {
        int to = from;
        while (to < sorted.size() && sorted.get(to).slice == slice) {
            to++;
        }
        return to;
    }

    private void writeRow(int number) {
        table.readRow(number, row);
        requests += row.requests;
        rows.number(row.requests);
        rows.number(row.bytes);
        rows.number(row.firstSecond - tally.firstSecond());
        rows.number(row.lastSecond - row.firstSecond);
        int flags = row.durations > 0 ? HAS_DURATIONS : 0;
        for (int i = 0; i < OtherStatuses.CLASSES; i++) {
            flags |= row.otherStatuses[i] > 0 ? 1 << i : 0;
        }
        rows.number(flags);
        for (long requests : row.otherStatuses) {
            if (requests > 0) {
                rows.number(requests);
            }
        }
        writeWindows();
        if (row.durations > 0) {
            writeDurations();
        }
    }

    private void writeWindows() {
        rows.number(row.windows);
        if (row.windows == 1) {
            return;
        }
        int windowSeconds = tally.plan().windowSeconds();
        int last = row.windows - 1;
        int from = row.window[0] == Math.floorDiv(tally.firstSecond(), windowSeconds) ? 1 : 0;
        int to = row.window[last] == Math.floorDiv(tally.lastSecond(), windowSeconds) ? last : row.windows;
        if (from == 1) {
            rows.number(row.windowRequests[0]);
        }
        if (to == last) {
            rows.number(row.windowRequests[last]);
        }
        if (from < to) {
            int busiest = from;
            for (int i = from; i < to; i++) {
                busiest = row.windowRequests[i] > row.windowRequests[busiest] ? i : busiest;
            }
            rows.number(row.window[busiest] - row.window[0]);
            rows.number(row.windowRequests[busiest]);
        }
        for (int i = 0; i < last; i++) {
            windows.number(row.windowRequests[i]);
            windows.number(row.window[i + 1] - row.window[i]);
        }
    }

    private void writeDurations() {
        rows.number(row.durations);
        rows.number(row.totalMicros);
        rows.number(row.maxMicros);
        rows.number(row.buckets);
        int before = 0;
        for (int i = 0; i < row.buckets; i++) {
            rows.number(row.bucket[i] - before);
            rows.number(row.bucketRequests[i]);
            before = row.bucket[i];
        }
    }
}
