package io.github.logtraffic.report;

/**
 * A column of a {@link Table}.
 *
 * @param title its heading
 * @param alignsRight whether its cells end at the same place, as numbers do
 * @param rank which columns go first when the table is too wide: those of the highest rank; rank 0 stays
 * @param emphasis how its cells look
 */
record Column(String title, boolean alignsRight, int rank, Emphasis emphasis) {
    static Column left(String title, int rank) {
        return new Column(title, false, rank, Emphasis.NONE);
    }

    static Column right(String title, int rank) {
        return new Column(title, true, rank, Emphasis.NONE);
    }

    Column with(Emphasis other) {
        return new Column(title, alignsRight, rank, other);
    }
}
