package io.github.logtraffic.count;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Requests and bytes by time: cells of equal length, aligned to the epoch, of which only those that hold something are
 * kept. Cells are fine while the series is short and are folded into coarse ones when it gets long, so that which they
 * are depends only on the first and the last entry.
 */
public final class TimeSeries {
    private static final int FIRST_CAPACITY = 64;
    private static final int MOST_CAPACITY = 1 << 30;
    private static final int ARRAYS = 3;

    private final CountPlan plan;
    private final MemoryBudget budget;
    private int cellSeconds;
    private long firstFineCell = Long.MAX_VALUE;
    private long lastFineCell = Long.MIN_VALUE;

    // Open addressing; a slot without requests is free.
    private long[] cells = new long[FIRST_CAPACITY];
    private long[] requests = new long[FIRST_CAPACITY];
    private long[] bytes = new long[FIRST_CAPACITY];
    private int size;

    /** Whether there was no memory for all cells; then there are none. */
    private boolean forgotten;

    /** The slot that was used last, and where its cell begins: neighbouring lines mostly share their cell. */
    private int currentSlot;

    private long currentStart = Long.MAX_VALUE;

    TimeSeries(CountPlan plan, MemoryBudget budget) {
        this.plan = plan;
        this.budget = budget;
        this.cellSeconds = plan.fineCellSeconds();
        budget.take(memory(FIRST_CAPACITY));
    }

    private static long memory(long capacity) {
        return capacity * ARRAYS * Long.BYTES;
    }

    /** Takes a cell of a series. */
    @FunctionalInterface
    public interface CellVisitor {
        /**
         * Takes a cell.
         *
         * @param start when it begins, in seconds since the epoch
         * @param requests the requests in it, at least 1
         * @param bytes the bytes of their responses
         */
        void visit(long start, long requests, long bytes);
    }

    /** Whether the memory sufficed; otherwise there are no cells. */
    public boolean isExact() {
        return !forgotten;
    }

    /** The length of the cells. */
    public int cellSeconds() {
        return cellSeconds;
    }

    /** How many cells hold a request. */
    public int size() {
        return size;
    }

    /**
     * The same in longer cells.
     *
     * @param seconds a multiple of the length of the cells
     */
    public TimeSeries inCellsOf(int seconds) {
        if (seconds == cellSeconds) {
            return this;
        }
        TimeSeries folded = new TimeSeries(plan, new MemoryBudget(Long.MAX_VALUE));
        folded.cellSeconds = seconds;
        forEachCell(folded::addCell);
        return folded;
    }

    /** Shows all cells that hold a request, in no particular order. */
    public void forEachCell(CellVisitor visitor) {
        if (forgotten) {
            return;
        }
        for (int i = 0; i < cells.length; i++) {
            int slot = SeededHash.scattered(i, cells.length);
            if (requests[slot] > 0) {
                visitor.visit(cells[slot] * cellSeconds, requests[slot], bytes[slot]);
            }
        }
    }

    void add(long second, long entryBytes) {
        long sinceStart = second - currentStart;
        if (sinceStart < 0 || sinceStart >= cellSeconds) {
            enter(second);
        }
        requests[currentSlot]++;
        bytes[currentSlot] = Saturating.sum(bytes[currentSlot], entryBytes);
    }

    void merge(TimeSeries other) {
        if (other.forgotten) {
            forget();
        }
        if (other.size > 0 && !forgotten) {
            add(other);
        }
        other.giveBack();
    }

    private void add(TimeSeries other) {
        reach(other.firstFineCell);
        reach(other.lastFineCell);
        if (other.cellSeconds > cellSeconds) {
            fold();
        }
        other.forEachCell(this::addCell);
    }

    /** Writes it, which must be exact: which cells it has, and their distances from one another. */
    void write(PackedOutput out) {
        out.number(size);
        if (size == 0) {
            return;
        }
        long[] sorted = new long[size];
        int filled = 0;
        for (int slot = 0; slot < cells.length; slot++) {
            if (requests[slot] > 0) {
                sorted[filled++] = cells[slot];
            }
        }
        Arrays.sort(sorted);
        long first = sorted[0];
        out.number(cellSeconds == plan.fineCellSeconds() ? 1 : 0);
        out.signed(first);
        out.number(sorted[size - 1] - first);
        long before = first;
        for (long cell : sorted) {
            int slot = find(cell);
            out.number(cell - before);
            out.number(requests[slot]);
            out.number(bytes[slot]);
            before = cell;
        }
    }

    /**
     * Reads one of the same plan.
     *
     * @param into what it is added to; null only to see whether it can be read
     * @param allRequests how many requests there must be in it
     */
    static void read(PackedInput in, CountPlan plan, long allRequests, @Nullable TimeSeries into)
            throws TallyFormException {
        int size = in.count();
        if (size == 0) {
            return;
        }
        boolean isFine = in.number(0, 1) == 1;
        long seconds = isFine ? plan.fineCellSeconds() : plan.coarseCellSeconds();
        long cell = in.signed();
        long last = cell + in.number(0, TallyForm.MOST_SECONDS);
        if (cell < -TallyForm.MOST_SECONDS || cell > TallyForm.MOST_SECONDS) {
            throw new TallyFormException("there is no such time");
        }
        if (into != null && !into.forgotten) {
            into.reach(cell * seconds / plan.fineCellSeconds());
            into.reach(last * seconds / plan.fineCellSeconds());
            if (seconds > into.cellSeconds) {
                into.fold();
            }
        }
        long left = allRequests;
        for (int i = 0; i < size; i++) {
            cell += in.number(i == 0 ? 0 : 1, last - cell);
            long requests = in.number(1, left);
            long bytes = in.number(0, Long.MAX_VALUE);
            left -= requests;
            if (into != null) {
                into.addCell(cell * seconds, requests, bytes);
            }
        }
        if (left != 0 || cell != last) {
            throw new TallyFormException("cells do not add up");
        }
    }

    /** Makes the cell of that second the current one. */
    private void enter(long second) {
        if (forgotten) {
            return;
        }
        reach(Math.floorDiv(second, (long) plan.fineCellSeconds()));
        long cell = Math.floorDiv(second, (long) cellSeconds);
        currentSlot = slotFor(cell);
        currentStart = cell * cellSeconds;
    }

    private void reach(long fineCell) {
        firstFineCell = Math.min(firstFineCell, fineCell);
        lastFineCell = Math.max(lastFineCell, fineCell);
        if (lastFineCell - firstFineCell >= plan.mostFineCells() && cellSeconds != plan.coarseCellSeconds()) {
            fold();
        }
    }

    private void fold() {
        long[] fineCells = cells;
        long[] fineRequests = requests;
        long[] fineBytes = bytes;
        int fineSeconds = cellSeconds;
        budget.take(memory(FIRST_CAPACITY));
        clear(FIRST_CAPACITY);
        cellSeconds = plan.coarseCellSeconds();
        for (int i = 0; i < fineCells.length; i++) {
            int slot = SeededHash.scattered(i, fineCells.length);
            if (fineRequests[slot] > 0) {
                addCell(fineCells[slot] * fineSeconds, fineRequests[slot], fineBytes[slot]);
            }
        }
        budget.giveBack(memory(fineCells.length));
    }

    private void addCell(long start, long cellRequests, long cellBytes) {
        if (forgotten) {
            return;
        }
        int slot = slotFor(Math.floorDiv(start, (long) cellSeconds));
        requests[slot] += cellRequests;
        bytes[slot] = Saturating.sum(bytes[slot], cellBytes);
    }

    /** The slot of a cell; one that is new is counted as present, so the caller adds a request to it. */
    private int slotFor(long cell) {
        int slot = find(cell);
        if (requests[slot] == 0) {
            if (size >= cells.length / 2) {
                grow();
                slot = find(cell);
            }
            cells[slot] = cell;
            size++;
        }
        return slot;
    }

    private int find(long cell) {
        int mask = cells.length - 1;
        int slot = (int) SeededHash.of(0, cell, plan.seed()) & mask;
        while (requests[slot] != 0 && cells[slot] != cell) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        int capacity = cells.length;
        if (capacity == MOST_CAPACITY || !budget.tryTake(memory(2L * capacity))) {
            forget();
            return;
        }
        long[] oldCells = cells;
        long[] oldRequests = requests;
        long[] oldBytes = bytes;
        clear(2 * capacity);
        for (int slot = 0; slot < capacity; slot++) {
            if (oldRequests[slot] > 0) {
                int to = slotFor(oldCells[slot]);
                requests[to] = oldRequests[slot];
                bytes[to] = oldBytes[slot];
            }
        }
        budget.giveBack(memory(capacity));
    }

    private void forget() {
        forgotten = true;
        giveBack();
    }

    private void giveBack() {
        budget.giveBack(memory(cells.length));
        budget.take(memory(FIRST_CAPACITY));
        clear(FIRST_CAPACITY);
    }

    private void clear(int capacity) {
        cells = new long[capacity];
        requests = new long[capacity];
        bytes = new long[capacity];
        size = 0;
        currentSlot = 0;
        currentStart = Long.MAX_VALUE;
    }
}
