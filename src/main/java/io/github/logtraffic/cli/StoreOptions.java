package io.github.logtraffic.cli;

import io.github.logtraffic.store.GuardedStore;
import io.github.logtraffic.store.StoreLocation;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/** Where what was counted is kept. */
final class StoreOptions {
    private static final int USUAL_DAYS = 90;

    private @Nullable StoreLocation location;
    private Duration ttl = Duration.ofDays(USUAL_DAYS);

    StoreOptions(OptionList options) {
        options.section("Store:")
                .value(
                        "--store",
                        "LOCATION",
                        typed -> location = location(typed),
                        "Keep what was counted of each file, and count no file twice: dir (logtraffic in $XDG_CACHE_HOME), a "
                                + "path, redis://[user@]host:port/db, the same with rediss:// for TLS, or "
                                + "memcached://host:port,host:port. The password is read from "
                                + "$LOGTRAFFIC_STORE_PASSWORD, or from the file that $LOGTRAFFIC_STORE_PASSWORD_FILE names.")
                .value(
                        "--store-ttl",
                        "TIME",
                        typed -> ttl = Duration.ofSeconds(Values.seconds(typed)),
                        "How long it is kept. Default: 90d.");
    }

    static StoreLocation location(String typed) {
        try {
            return StoreLocation.parse(typed, System.getenv());
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    /** Whether a store is named. */
    boolean isNamed() {
        return location != null;
    }

    /** The store that is named. */
    StoreLocation location() {
        if (location == null) {
            throw new IllegalStateException("no store is named");
        }
        return location;
    }

    /** How long to keep something. */
    Duration ttl() {
        return ttl;
    }

    /** Begins to use the store, if one is named. */
    StoreUse open(Messages messages) {
        return new StoreUse(
                location == null ? null : GuardedStore.open(location, InstantSource.system()), ttl, messages);
    }
}
