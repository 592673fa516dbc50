package io.github.logtraffic.traffic.replay;

import io.github.logtraffic.log.entry.Utf8Text;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Counts answers that differ from what the log says of them, by path; of a bounded number of paths, those that come first.
 * Secrets in paths are masked, whatever is sent.
 */
final class DiffCounter {
    /** Of paths and statuses together. */
    static final int MOST_ROWS = 10_000;

    /** Longer ones have no row: with all of them this long, rows take some megabytes. */
    static final int MOST_PATH_BYTES = 512;

    private static final double MOST_OFF = 0.1;
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int NOT_MODIFIED = 304;
    private static final int CLIENT_LEFT = 499;

    /** @param path its bytes, one a character */
    private record Key(String path, int loggedStatus, int status) {}

    private static final class Sums {
        private long requests;
        private long loggedBytes;
        private long bytes;
    }

    private final Map<Key, Sums> rows = new HashMap<>();
    private long compared;
    private long uncompared;
    private long sizesCompared;
    private long byStatus;
    private long bySize;
    private long others;

    /** Compares an answer. */
    void add(ReplayRequest request, int status, long bytes) {
        int logged = request.loggedStatus();
        if (isIncomparable(logged, status)) {
            uncompared++;
            return;
        }
        compared++;
        if (logged != status) {
            byStatus++;
            count(request, status, bytes);
        } else if (hasSize(request)) {
            sizesCompared++;
            if (isOff(request.loggedBytes(), bytes)) {
                bySize++;
                count(request, status, bytes);
            }
        }
    }

    /**
     * Requests are sent without the conditions and ranges that clients had sent, so that all of it comes instead of nothing
     * new or a part. Of an answer that a client did not wait for no log tells.
     */
    private static boolean isIncomparable(int logged, int status) {
        return logged == 0 || logged == CLIENT_LEFT || (status == OK && (logged == PARTIAL || logged == NOT_MODIFIED));
    }

    /** Logs have no size, or none, of an answer without a body; that with headers is left out by {@link RequestReader}. */
    private static boolean hasSize(ReplayRequest request) {
        return request.loggedBytes() > 0
                && request.loggedStatus() != NOT_MODIFIED
                && !request.method().equals("HEAD");
    }

    private static boolean isOff(long loggedBytes, long bytes) {
        return Math.abs((double) bytes - loggedBytes) > loggedBytes * MOST_OFF;
    }

    private void count(ReplayRequest request, int status, long bytes) {
        byte[] target = request.shownTarget();
        int length = RequestTarget.pathLength(target);
        if (length > MOST_PATH_BYTES) {
            others++;
            return;
        }
        Key key = new Key(new String(target, 0, length, StandardCharsets.ISO_8859_1), request.loggedStatus(), status);
        Sums sums = rows.get(key);
        if (sums == null && rows.size() < MOST_ROWS) {
            sums = new Sums();
            rows.put(key, sums);
        }
        if (sums == null) {
            others++;
            return;
        }
        sums.requests++;
        sums.loggedBytes += request.loggedBytes();
        sums.bytes += bytes;
    }

    /** What was counted. */
    AnswerDiff diff() {
        List<AnswerDiff.Row> sorted = rows.entrySet().stream()
                .sorted(Comparator.<Map.Entry<Key, Sums>>comparingLong(row -> -row.getValue().requests)
                        .thenComparing(row -> row.getKey().path())
                        .thenComparing(row -> row.getKey().loggedStatus())
                        .thenComparing(row -> row.getKey().status()))
                .map(row -> row(row.getKey(), row.getValue()))
                .toList();
        return new AnswerDiff(compared, uncompared, sizesCompared, byStatus, bySize, sorted, others);
    }

    private static AnswerDiff.Row row(Key key, Sums sums) {
        byte[] path = key.path().getBytes(StandardCharsets.ISO_8859_1);
        return new AnswerDiff.Row(
                Utf8Text.decode(path, 0, path.length, UnaryOperator.identity()),
                key.loggedStatus(),
                key.status(),
                sums.requests,
                sums.loggedBytes,
                sums.bytes);
    }
}
