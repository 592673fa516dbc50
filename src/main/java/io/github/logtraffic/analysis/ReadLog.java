package io.github.logtraffic.analysis;

import io.github.logtraffic.count.Tally;
import io.github.logtraffic.engine.InputSummary;
import io.github.logtraffic.engine.MalformedSample;
import io.github.logtraffic.engine.RunSummary;
import io.github.logtraffic.log.input.LogContent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading one log.
 *
 * @param books of the pass that read it
 * @param summary its books; null when it could not be opened
 * @param samples its first malformed line of each reason
 * @param counted what is to be kept of it besides the tally; null when it is not known what was read
 * @param tally what was counted
 */
record ReadLog(
        RunSummary books,
        @Nullable InputSummary summary,
        List<MalformedSample> samples,
        @Nullable CountedLog counted,
        Tally tally) {

    /**
     * Of a log that was read from its beginning.
     *
     * @param shown the samples as they may be kept
     */
    static ReadLog whole(RunSummary books, List<MalformedSample> shown, Tally tally) {
        InputSummary read = books.inputs().isEmpty() ? null : books.inputs().get(0);
        LogContent content = read == null ? null : read.content();
        return new ReadLog(
                books,
                read,
                List.copyOf(books.samples().values()),
                read == null || content == null ? null : CountedLog.of(content, read, shown),
                tally);
    }

    /**
     * Of a log of which only the rest was read.
     *
     * @param begin what was known of it
     * @param whole what identifies both; null when it is not known what was read
     * @param read the books of the rest
     * @param shown the samples of the rest as they may be kept
     * @param tally of both
     */
    static ReadLog grown(
            CountedLog begin,
            @Nullable LogContent whole,
            RunSummary books,
            InputSummary read,
            List<MalformedSample> shown,
            Tally tally) {
        LogContent before = begin.content();
        CountedLog both = begin.then(whole == null ? before : whole, read, shown);
        return new ReadLog(
                books,
                read.knowing(before.bytes() + read.bytes(), before.bytes(), both.lines(), both.followed()),
                both.samples(),
                whole == null ? null : both,
                tally);
    }

    /** Whether it was read to its end. */
    boolean isComplete() {
        return books.failures().isEmpty() && !books.interrupted();
    }
}
