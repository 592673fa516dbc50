package io.github.logtraffic.cli;

import io.github.logtraffic.engine.Pass;
import java.util.Locale;

/** Says how far a pass is. */
final class ReadingProgress {
    private static final double MEGABYTE = 1e6;

    private final Pass pass;

    ReadingProgress(Pass pass) {
        this.pass = pass;
    }

    /** Says it, so long after its start. */
    String text(long elapsedNanos) {
        double read = pass.bytesRead();
        double inAll = pass.bytesInAll();
        double perSecond = read / (elapsedNanos / 1e9);
        String speed = String.format(Locale.ROOT, "%,.0f MB read, %,.0f MB/s", read / MEGABYTE, perSecond / MEGABYTE);
        return inAll <= 0 || read <= 0
                ? speed
                : String.format(
                        Locale.ROOT,
                        "%3.0f%%, %s, %.0f s left",
                        Math.min(100, read / inAll * 100),
                        speed,
                        Math.max(0, (inAll - read) / perSecond));
    }
}
