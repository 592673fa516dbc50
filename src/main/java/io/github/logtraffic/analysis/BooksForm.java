package io.github.logtraffic.analysis;

import io.github.logtraffic.count.PackedInput;
import io.github.logtraffic.count.PackedOutput;
import io.github.logtraffic.count.TallyFormException;
import io.github.logtraffic.engine.LineCounts;
import io.github.logtraffic.engine.MalformedSample;
import io.github.logtraffic.log.format.KnownFormats;
import io.github.logtraffic.log.format.LogFormat;
import io.github.logtraffic.log.format.MalformedReason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The binary form of books: what became of lines. */
final class BooksForm {
    private BooksForm() {}

    static void writeLines(LineCounts lines, PackedOutput out) {
        out.number(lines.blank());
        out.number(lines.comment());
        out.number(lines.filtered());
        out.number(lines.counted());
        if (lines.filtered() > 0) {
            out.signed(lines.firstFiltered());
            out.signed(lines.lastFiltered());
        }
        out.number(lines.malformedBy().size());
        lines.malformedBy().forEach((reason, count) -> {
            out.text(reason.name());
            out.number(count);
        });
    }

    static LineCounts readLines(PackedInput in) throws TallyFormException {
        long blank = in.number(0, Long.MAX_VALUE);
        long comment = in.number(0, Long.MAX_VALUE);
        long filtered = in.number(0, Long.MAX_VALUE);
        long counted = in.number(0, Long.MAX_VALUE);
        long firstFiltered = filtered > 0 ? in.signed() : Long.MAX_VALUE;
        long lastFiltered = filtered > 0 ? in.signed() : Long.MIN_VALUE;
        Map<MalformedReason, Long> malformed = new EnumMap<>(MalformedReason.class);
        for (int i = in.count(); i > 0; i--) {
            malformed.put(reason(in), in.number(1, Long.MAX_VALUE));
        }
        return new LineCounts(blank, comment, filtered, counted, firstFiltered, lastFiltered, malformed);
    }

    /** @param followed entries in other formats than their log's, which are known ones */
    static void writeFollowed(Map<LogFormat, Long> followed, PackedOutput out) {
        out.number(followed.size());
        followed.forEach((format, count) -> {
            out.text(format.formatName());
            out.number(count);
        });
    }

    static Map<LogFormat, Long> readFollowed(PackedInput in) throws TallyFormException {
        Map<LogFormat, Long> followed = new HashMap<>();
        for (int i = in.count(); i > 0; i--) {
            LogFormat format = KnownFormats.named(in.text());
            if (format == null) {
                throw new TallyFormException("an unknown format");
            }
            followed.put(format, in.number(1, Long.MAX_VALUE));
        }
        return followed;
    }

    static void writeSamples(List<MalformedSample> samples, PackedOutput out) {
        out.number(samples.size());
        for (MalformedSample sample : samples) {
            out.text(sample.reason().name());
            out.text(sample.source());
            out.number(sample.lineNumber());
            out.text(sample.text());
        }
    }

    static List<MalformedSample> readSamples(PackedInput in) throws TallyFormException {
        List<MalformedSample> samples = new ArrayList<>();
        for (int i = in.count(); i > 0; i--) {
            samples.add(new MalformedSample(reason(in), in.text(), in.number(1, Long.MAX_VALUE), in.text()));
        }
        return samples;
    }

    private static MalformedReason reason(PackedInput in) throws TallyFormException {
        String name = in.text();
        for (MalformedReason reason : MalformedReason.values()) {
            if (reason.name().equals(name)) {
                return reason;
            }
        }
        throw new TallyFormException("an unknown reason");
    }
}
