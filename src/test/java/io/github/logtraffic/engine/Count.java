package io.github.logtraffic.engine;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.MergeableConsumer;
import org.jspecify.annotations.Nullable;

/** The simplest consumer: how many entries there were. */
final class Count implements MergeableConsumer<Count> {
    /** What to throw instead of counting. */
    @Nullable
    RuntimeException failure;

    long entries;

    @Override
    public void accept(AccessLogEntry entry) {
        if (failure != null) {
            throw failure;
        }
        entries++;
    }

    @Override
    public Count fresh() {
        return new Count();
    }

    @Override
    public void merge(Count other) {
        entries += other.entries;
    }
}
