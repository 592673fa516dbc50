package io.github.logtraffic.cli;

import java.util.Locale;
import picocli.CommandLine.TypeConversionException;

/** How much memory counting may take: of commands that count. */
final class MemoryOption {
    private static final long LEAST = 1 << 20;
    private static final long HEAP = Runtime.getRuntime().maxMemory();
    private static final long MOST = HEAP / 4 * 3; // the rest is for buffers and the report

    private long bytes = HEAP / 2;

    /** Adds the option to the section that was declared last. */
    MemoryOption(OptionList options) {
        options.value(
                "--memory",
                "SIZE",
                typed -> bytes = bytes(typed),
                "What counting may take, 1MiB to three quarters of Java's heap; with less than it needs, counts "
                        + "have an error that is stated. Default: half of the heap.");
    }

    private static long bytes(String typed) {
        long bytes = Values.size(typed);
        if (bytes < LEAST) {
            throw new TypeConversionException("expected 1MiB (1048576 bytes) or more");
        }
        if (bytes > MOST) {
            throw new TypeConversionException("expected at most " + (MOST >> 20)
                    + "MiB with the heap that Java has; LOGTRAFFIC_JAVA_OPTS=-Xmx… gives it another");
        }
        return bytes;
    }

    /** Says of a report that it is not exact, and why. */
    static void sayShortage(Messages messages, long bytes) {
        messages.notice(String.format(
                Locale.ROOT,
                "--memory: %.1f MiB is too little to count everything exactly; counts are stated with their error, and "
                        + "what has no bound is left out",
                bytes / 1_048_576.0));
    }

    /** What counting may take. */
    long bytes() {
        return bytes;
    }
}
