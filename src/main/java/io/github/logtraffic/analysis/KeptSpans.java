package io.github.logtraffic.analysis;

import io.github.logtraffic.count.TallyForm.Span;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The windows that logs reach over. */
final class KeptSpans {
    private final int windowSeconds;
    private final long[] firsts; // sorted
    private final long[] lasts; // sorted

    /** What has a span. */
    interface Spanned {
        /** When its entries were logged; null without entries. */
        @Nullable
        Span span();
    }

    KeptSpans(Collection<? extends Spanned> all, int windowSeconds) {
        this.windowSeconds = windowSeconds;
        Span[] spans =
                all.stream().map(Spanned::span).filter(span -> span != null).toArray(Span[]::new);
        firsts = Arrays.stream(spans)
                .mapToLong(span -> window(span.first()))
                .sorted()
                .toArray();
        lasts = Arrays.stream(spans)
                .mapToLong(span -> window(span.last()))
                .sorted()
                .toArray();
    }

    private long window(long second) {
        return Math.floorDiv(second, (long) windowSeconds);
    }

    /** Whether no other one has entries in the windows between the first and the last one of this, which is one of all. */
    boolean isApart(Spanned one) {
        Span span = one.span();
        if (span == null) {
            return true;
        }
        // Those that begin before this one's last window are this one and those that end in its first window or before.
        long beginBefore = countBelow(firsts, window(span.last()));
        long endBefore = countBelow(lasts, window(span.first()) + 1);
        return beginBefore <= endBefore + (window(span.first()) < window(span.last()) ? 1 : 0);
    }

    private static long countBelow(long[] sorted, long limit) {
        int at = Arrays.binarySearch(sorted, limit);
        int from = at < 0 ? -at - 1 : at;
        while (from > 0 && sorted[from - 1] >= limit) {
            from--;
        }
        return from;
    }
}
