package io.github.logtraffic.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** A program that uses a guarded store and says nothing itself; its exit status is 3 when it finds what it has put. */
final class GuardedRun {
    private static final int FOUND = 3;

    /** More than one: on a busy machine the first one may be too late. */
    private static final int TRIES = 10;

    private GuardedRun() {}

    /** Takes a location. */
    public static void main(String[] arguments) {
        StoreLocation location = StoreLocation.parse(arguments[0], Map.of());
        byte[] found = null;
        for (int i = 0; i < TRIES && found == null; i++) {
            try (GuardedStore store = GuardedStore.open(location, InstantSource.system())) {
                store.put("a", "value".getBytes(UTF_8), Duration.ofDays(1));
                found = store.get("a");
            }
        }
        if (found != null) {
            System.exit(FOUND);
        }
    }
}
