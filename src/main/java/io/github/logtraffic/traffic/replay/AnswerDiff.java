package io.github.logtraffic.traffic.replay;

import java.util.List;

/**
 * How answers differ from what the log says of them.
 *
 * @param compared how many answers were compared
 * @param uncompared how many were not: the client had left, or had asked on a condition or for a part, which no log shows
 * @param sizesCompared how many of them had the same status, and a logged size; there is none of logs that count headers too
 * @param byStatus how many had another status
 * @param bySize how many of {@code sizesCompared} had a body that was smaller or larger by more than a tenth
 * @param rows by path and statuses, those of most requests first
 * @param otherRequests how many of those that differ are in no row, because there were too many paths, or theirs is too long
 */
public record AnswerDiff(
        long compared,
        long uncompared,
        long sizesCompared,
        long byStatus,
        long bySize,
        List<Row> rows,
        long otherRequests) {
    /** Nothing was compared. */
    static final AnswerDiff NOTHING = new AnswerDiff(0, 0, 0, 0, 0, List.of(), 0);

    /** Keeps a copy. */
    public AnswerDiff {
        rows = List.copyOf(rows);
    }

    /**
     * What differs in the same way.
     *
     * @param path without the query; bytes that are not UTF-8 are {@code \xHH}
     * @param loggedStatus what the log says
     * @param status what the answer was
     * @param requests how many
     * @param loggedBytes of them together, according to the log; 0 of logs that count headers too
     * @param bytes of their bodies together
     */
    public record Row(String path, int loggedStatus, int status, long requests, long loggedBytes, long bytes) {
        /** Whether the status is the same, and the size differs. */
        public boolean isOfSize() {
            return loggedStatus == status;
        }
    }
}
