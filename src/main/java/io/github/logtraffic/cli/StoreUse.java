package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.Analysis;
import io.github.logtraffic.analysis.AnalysisPlan;
import io.github.logtraffic.engine.RejectSink;
import io.github.logtraffic.identity.Anonymizer;
import io.github.logtraffic.store.GuardedStore;
import io.github.logtraffic.store.PartialResults;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The use that a run makes of a store, if any; says in the end what was wrong with it. */
final class StoreUse implements AutoCloseable {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final @Nullable GuardedStore store;
    private final Duration ttl;
    private final Messages messages;

    /** @param store null for none */
    StoreUse(@Nullable GuardedStore store, Duration ttl, Messages messages) {
        this.store = store;
        this.ttl = ttl;
        this.messages = messages;
    }

    /**
     * The run of a plan, of logs that were not counted before when there is a store.
     *
     * @param settings all that the counts depend on besides the logs; null when that cannot be known again
     */
    Analysis analysis(
            AnalysisPlan plan,
            @Nullable RejectSink rejects,
            @Nullable Supplier<Anonymizer> anonymizers,
            @Nullable String settings) {
        if (store == null) {
            return new Analysis(plan, rejects, anonymizers);
        }
        if (settings == null) {
            messages.notice("--store: not used, since an option names a pipe, which cannot be read again");
            return new Analysis(plan, rejects, anonymizers);
        }
        store.awaitReadiness(); // which no lookup should have to wait for
        return new Analysis(
                plan,
                rejects,
                anonymizers,
                results(store),
                settings,
                () -> System.currentTimeMillis() * NANOS_PER_MILLI,
                System::nanoTime);
    }

    private PartialResults results(GuardedStore kept) {
        return new PartialResults() {
            @Override
            public byte @Nullable [] get(String key, Duration patience) {
                return kept.get(key, patience);
            }

            @Override
            public void put(String key, byte[] value) {
                kept.put(key, value, ttl);
            }
        };
    }

    @Override
    public void close() {
        if (store != null) {
            store.close();
            String problem = store.problem();
            if (problem != null) {
                messages.notice("--store " + problem);
            }
        }
    }
}
