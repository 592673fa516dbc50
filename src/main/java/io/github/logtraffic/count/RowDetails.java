package io.github.logtraffic.count;

import static io.github.logtraffic.count.CounterRows.CURRENT_RUN;
import static io.github.logtraffic.count.CounterRows.LINKS;
import static io.github.logtraffic.count.CounterRows.LIST_MASK;
import static io.github.logtraffic.count.CounterRows.REQUESTS;
import static io.github.logtraffic.count.CounterRows.ROW_LONGS;
import static io.github.logtraffic.count.CounterRows.STATUSES_MASK;
import static io.github.logtraffic.count.CounterRows.STATUSES_SHIFT;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What rows that are not partial know besides their counters: statuses other than 2xx, and the windows of before. Windows
 * that there is no memory for are forgotten, those of the rows with the fewest requests first; of a row that needs a block
 * of statuses when there is no memory for one, its statuses are not known.
 */
final class RowDetails {
    private static final int NOT_COPIED = -1;

    /** In place of a list that memory was too short for. */
    private static final int FORGOTTEN = -1;

    /** In place of a block that memory was too short for. */
    private static final int FORGOTTEN_STATUSES = (int) STATUSES_MASK;

    private static final int MOST_PUSHES_TO_JOIN = 2; // the current run, and a link

    private final CounterRows rows;
    private final OtherStatuses statuses;
    private final WindowRuns runs;
    private final RowDurations durations;
    private boolean anyForgotten;

    RowDetails(CounterRows rows, long seed, MemoryBudget budget) {
        this.rows = rows;
        this.statuses = new OtherStatuses(budget);
        this.runs = new WindowRuns(budget);
        this.durations = new RowDurations(rows, seed, budget);
    }

    /** Whether anything was forgotten of any row that is not partial. */
    boolean anyForgotten() {
        return anyForgotten || durations.anyForgotten();
    }

    /** Gives up all that is known of a row. */
    void drop(int at) {
        if (!rows.isPartial(at)) {
            if (listOf(at) != FORGOTTEN) {
                runs.free(listOf(at));
            }
            if (statusesOf(at) != FORGOTTEN_STATUSES) {
                statuses.close(statusesOf(at));
            }
            durations.drop(at);
        }
    }

    /** How long requests took. */
    RowDurations durations() {
        return durations;
    }

    /** Makes room for whatever so many hits may need if the budget allows it. */
    boolean makeRoom(int hits, boolean withDurations) {
        return statuses.makeRoom(hits)
                && (runs.hasRoom(hits) || (runs.makeRoom(this::replaceLists, rows.size) && runs.hasRoom(hits)))
                && (!withDurations || durations.makeRoom(hits, hits));
    }

    void giveBack() {
        durations.giveBack();
        statuses.giveBack();
        runs.giveBack();
    }

    // Statuses

    boolean hasStatuses(int at) {
        return !rows.isPartial(at) && statusesOf(at) != FORGOTTEN_STATUSES;
    }

    long requestsOfClass(int at, int statusClass) {
        int block = statusesOf(at);
        return statusClass == 2
                ? rows.longs[at + REQUESTS] - statuses.sum(block)
                : statuses.requests(block, statusClass);
    }

    void countStatus(int at, int status) {
        if (status < 200 || status > 299) {
            int block = ownStatuses(at);
            if (block != OtherStatuses.NONE) {
                statuses.count(block, status);
            }
        }
    }

    void addStatuses(int at, RowDetails other, int otherAt) {
        int otherBlock = other.statusesOf(otherAt);
        if (otherBlock == FORGOTTEN_STATUSES) {
            forgetStatuses(at);
        } else if (otherBlock != OtherStatuses.NONE) {
            int block = ownStatuses(at);
            if (block != OtherStatuses.NONE) {
                statuses.merge(block, other.statuses, otherBlock);
            }
        }
    }

    /** Adds requests by class, those of 2xx left out. */
    void addStatuses(int at, long[] others) {
        int block = ownStatuses(at);
        if (block != OtherStatuses.NONE) {
            statuses.add(block, others);
        }
    }

    private int statusesOf(int at) {
        return (int) (rows.longs[at + LINKS] >>> STATUSES_SHIFT & STATUSES_MASK);
    }

    /** The row's block, which it gets now if it has none; {@link OtherStatuses#NONE} if it cannot have one. */
    private int ownStatuses(int at) {
        if (rows.isPartial(at)) {
            return OtherStatuses.NONE;
        }
        int block = statusesOf(at);
        if (block == OtherStatuses.NONE) {
            if (!statuses.makeRoom(1)) {
                forgetStatuses(at);
                return OtherStatuses.NONE;
            }
            block = statuses.open();
            rows.longs[at + LINKS] |= (long) block << STATUSES_SHIFT;
        }
        return block == FORGOTTEN_STATUSES ? OtherStatuses.NONE : block;
    }

    private void forgetStatuses(int at) {
        if (statusesOf(at) != FORGOTTEN_STATUSES) {
            statuses.close(statusesOf(at));
            rows.longs[at + LINKS] |= STATUSES_MASK << STATUSES_SHIFT;
            anyForgotten = true;
        }
    }

    // Windows

    /** The row's busiest window, the earliest of equals; null when it is not known. */
    @Nullable
    Peak peak(int at) {
        return rows.isPartial(at) || listOf(at) == FORGOTTEN
                ? null
                : runs.peak(listOf(at), rows.longs[at + CURRENT_RUN]);
    }

    /**
     * Puts a run into the row's list, if it has one.
     *
     * @param mayRepeat whether the list may hold its window already, or may come to hold it again
     */
    void push(int at, long run, boolean mayRepeat) {
        if (rows.isPartial(at)) {
            return;
        }
        makeRoomForRun();
        if (listOf(at) != FORGOTTEN) {
            setList(at, runs.push(run, listOf(at), mayRepeat));
        }
    }

    /** Adds a window that is not earlier than those that were added of this row before. */
    void addWindow(int at, long window, long requests, boolean mayRepeat) {
        long rest = requests;
        for (; rest > WindowRuns.MOST_COUNT; rest -= WindowRuns.MOST_COUNT) {
            push(at, WindowRuns.run(window, WindowRuns.MOST_COUNT), mayRepeat);
        }
        push(at, WindowRuns.run(window, rest), mayRepeat);
    }

    /** Sets what is known of windows and statuses of a row of which nothing was forgotten. */
    void readRow(int at, TableRow row) {
        statuses.read(statusesOf(at), row.otherStatuses);
        row.otherStatuses[2] = 0;
        readWindows(at, row);
        durations.readRow(at, row);
    }

    private void readWindows(int at, TableRow row) {
        long[] all = runs.all(listOf(at));
        long current = rows.longs[at + CURRENT_RUN];
        if (WindowRuns.count(current) > 0) {
            all = Arrays.copyOf(all, all.length + 1);
            all[all.length - 1] = current;
        }
        Arrays.sort(all);
        row.clearWindows();
        for (long run : all) {
            row.addWindow(WindowRuns.window(run), WindowRuns.count(run));
        }
    }

    /** See {@link CounterTable#forEachWindow}. */
    boolean forEachWindow(int at, CounterTable.WindowVisitor visitor) {
        if (rows.isPartial(at) || listOf(at) == FORGOTTEN) {
            return false;
        }
        TableRow row = new TableRow();
        readWindows(at, row);
        for (int i = 0; i < row.windows; i++) {
            visitor.visit(row.window[i], row.windowRequests[i]);
        }
        return true;
    }

    private void makeRoomForRun() {
        if (!runs.hasRoom(1) && !runs.makeRoom(this::replaceLists, rows.size)) {
            forgetWindowsOfTheLightest();
        }
    }

    /**
     * Copies all windows of another one, if there is memory for them.
     *
     * @return what {@link #addRuns} and {@link #dropRuns} need to know
     */
    int copyRuns(RowDetails other) {
        return runs.makeRoomToCopy(other.runs, this::replaceLists, rows.size, MOST_PUSHES_TO_JOIN * other.rows.size)
                ? runs.copy(other.runs)
                : NOT_COPIED;
    }

    /** Gives back what has been copied, or nothing. */
    void giveBackRuns(int offset) {
        if (offset != NOT_COPIED) {
            runs.giveBack();
        }
    }

    /** Adds the windows of a row of another one that is not partial. */
    void addRuns(int at, RowDetails other, int otherAt, int offset) {
        if (WindowRuns.count(rows.longs[at + CURRENT_RUN]) > 0) {
            push(at, rows.longs[at + CURRENT_RUN], true);
        }
        rows.longs[at + CURRENT_RUN] = other.rows.longs[otherAt + CURRENT_RUN];
        int list = other.listOf(otherAt);
        if (list == FORGOTTEN) {
            forgetWindows(at);
        } else if (offset != NOT_COPIED && list != WindowRuns.NONE) {
            takeOver(at, list + offset);
        } else {
            for (long run : other.runs.all(list)) {
                push(at, run, true);
            }
        }
    }

    /** Gives up the windows of a row of another one, which has none if it is partial. */
    void dropRuns(RowDetails other, int otherAt, int offset) {
        int list = other.rows.isPartial(otherAt) ? WindowRuns.NONE : other.listOf(otherAt);
        if (offset != NOT_COPIED && list > WindowRuns.NONE) {
            runs.free(list + offset);
        }
    }

    private void takeOver(int at, int list) {
        makeRoomForRun();
        if (listOf(at) == FORGOTTEN) {
            runs.free(list);
        } else {
            setList(at, runs.join(listOf(at), list));
        }
    }

    private int listOf(int at) {
        return (int) (rows.longs[at + LINKS] & LIST_MASK);
    }

    private void setList(int at, int list) {
        rows.longs[at + LINKS] = (rows.longs[at + LINKS] & ~LIST_MASK) | (list & LIST_MASK);
    }

    private void replaceLists(IntUnaryOperator change) {
        for (int at = 0; at < rows.longs.length; at += ROW_LONGS) {
            if (rows.isTaken(at) && !rows.isPartial(at) && listOf(at) != FORGOTTEN) {
                setList(at, change.applyAsInt(listOf(at)));
            }
        }
    }

    /** Gives up the windows of the rows with the fewest requests, so many that half of the memory for windows is free. */
    private void forgetWindowsOfTheLightest() {
        Magnitudes magnitudes = new Magnitudes();
        for (int at = 0; at < rows.longs.length; at += ROW_LONGS) {
            if (hasList(at)) {
                magnitudes.add(rows.longs[at + REQUESTS], runs.length(listOf(at)));
            }
        }
        int last = magnitudes.upTo(runs.capacity() / 2);
        for (int at = 0; at < rows.longs.length; at += ROW_LONGS) {
            if (hasList(at)) {
                int magnitude = Magnitudes.of(rows.longs[at + REQUESTS]);
                if (magnitude < last || (magnitude == last && !runs.isHalfFree())) {
                    forgetWindows(at);
                }
            }
        }
    }

    private boolean hasList(int at) {
        return rows.isTaken(at) && !rows.isPartial(at) && listOf(at) != FORGOTTEN && listOf(at) != WindowRuns.NONE;
    }

    private void forgetWindows(int at) {
        if (listOf(at) != FORGOTTEN) {
            runs.free(listOf(at));
            setList(at, FORGOTTEN);
            anyForgotten = true;
        }
    }

    /** Adds what another one has forgotten. */
    void addForgotten(RowDetails other) {
        anyForgotten |= other.anyForgotten;
        durations.addForgotten(other.durations);
    }
}
