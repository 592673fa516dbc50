package io.github.logtraffic.analysis;

import io.github.logtraffic.count.Tally;
import io.github.logtraffic.count.TallyForm;
import io.github.logtraffic.count.TallyForm.Part;
import io.github.logtraffic.count.TallyForm.Slice;
import io.github.logtraffic.count.TallyFormException;
import java.util.List;

/** Reads the binary form of tallies by several threads. */
final class TallyReading {
    private TallyReading() {}

    /**
     * Reads tallies.
     *
     * @param into what they are added to; when one of the forms is none, of no use any more
     * @throws TallyFormException when one of them is none
     */
    static void read(List<Part> parts, Tally into, int threads) throws TallyFormException {
        ParallelSteps.run(TallyForm.begin(parts, into), threads, Slice::read, () -> false);
    }
}
