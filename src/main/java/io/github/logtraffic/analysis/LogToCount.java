package io.github.logtraffic.analysis;

import io.github.logtraffic.analysis.KeptLogs.Found;
import io.github.logtraffic.count.TallyForm.Span;
import io.github.logtraffic.engine.InputSummary;
import io.github.logtraffic.engine.MalformedSample;
import io.github.logtraffic.log.input.LogFileIdentity;
import io.github.logtraffic.log.input.LogFileIdentity.Stamp;
import io.github.logtraffic.log.input.LogSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of the logs of a {@link KeepingPass}, and what is known of it so far. */
final class LogToCount implements KeptSpans.Spanned {
    final LogSource source;

    /** The file's before anything of it is read; null when it has none. */
    final @Nullable Stamp stamp;

    /** What was found of it; null when there is nothing, or no memory to hold it. */
    @Nullable
    Found found;

    /** What can be seen without reading it, of one that is known. */
    @Nullable
    InputSummary glance;

    /** Whether all that it holds was found. */
    boolean isKnown;

    /** When its entries were logged; null without entries. */
    @Nullable
    Span span;

    /** Its books, when it is counted. */
    @Nullable
    InputSummary summary;

    List<MalformedSample> samples = List.of();

    LogToCount(LogSource source) {
        this.source = source;
        this.stamp = LogFileIdentity.stamp(source);
    }

    @Override
    public @Nullable Span span() {
        return span;
    }
}
