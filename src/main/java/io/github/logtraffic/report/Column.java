package io.github.logtraffic.report;

/**
 * A column of a {@link Table}.
 *
 * @param title its heading
 * @param alignsRight whether its cells end at the same place, as numbers do
 * @param isText whether its cells rather are cut than other columns left out; an address that is cut is of little use
 * @param rank which columns go first when the table is too wide: those of the highest rank; rank 0 stays
 * @param emphasis how its cells look
 */
record Column(String title, boolean alignsRight, boolean isText, int rank, Emphasis emphasis) {
    /** The rank of what a table is sorted by: the last to go. */
    static final int SORTED_BY = 1;

    static Column left(String title, int rank) {
        return new Column(title, false, false, rank, Emphasis.NONE);
    }

    static Column right(String title, int rank) {
        return new Column(title, true, false, rank, Emphasis.NONE);
    }

    static Column text(String title, int rank) {
        return new Column(title, false, true, rank, Emphasis.NONE);
    }

    Column with(Emphasis other) {
        return new Column(title, alignsRight, isText, rank, other);
    }

    Column withRank(int other) {
        return new Column(title, alignsRight, isText, other, emphasis);
    }
}
