package io.github.logtraffic.log.format;

import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What Jazzer calls in its own process: static methods of these names. */
public final class FuzzDriver {
    private static @Nullable Consumer<byte[]> check;

    private FuzzDriver() {}

    /** Called once, with the name of a {@link FuzzTarget}. */
    public static void fuzzerInitialize(String[] args) {
        check = FuzzTarget.valueOf(args[0]).newCheck();
    }

    /** Called with one input after the other; whatever is thrown is a finding. */
    public static void fuzzerTestOneInput(byte[] input) {
        Objects.requireNonNull(check).accept(input);
    }
}
