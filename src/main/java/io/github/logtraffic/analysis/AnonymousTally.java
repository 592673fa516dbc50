package io.github.logtraffic.analysis;

import io.github.logtraffic.count.Tally;
import io.github.logtraffic.identity.Anonymizer;
import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.MergeableConsumer;
import java.util.function.Supplier;

/** A tally that never sees who clients are. */
final class AnonymousTally implements MergeableConsumer<AnonymousTally> {
    private final Tally tally;
    private final Supplier<Anonymizer> anonymizers;
    private final Anonymizer anonymizer;

    /**
     * @param tally counts the entries
     * @param anonymizers makes what hides their clients, one for each thread
     */
    AnonymousTally(Tally tally, Supplier<Anonymizer> anonymizers) {
        this.tally = tally;
        this.anonymizers = anonymizers;
        this.anonymizer = anonymizers.get();
    }

    @Override
    public AnonymousTally fresh() {
        return new AnonymousTally(tally.fresh(), anonymizers);
    }

    @Override
    public void accept(AccessLogEntry entry) {
        anonymizer.apply(entry.client());
        tally.accept(entry);
    }

    @Override
    public void merge(AnonymousTally other) {
        tally.merge(other.tally);
    }
}
