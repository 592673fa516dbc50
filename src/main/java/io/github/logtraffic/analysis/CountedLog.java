package io.github.logtraffic.analysis;

import io.github.logtraffic.count.PackedInput;
import io.github.logtraffic.count.PackedOutput;
import io.github.logtraffic.count.Tally;
import io.github.logtraffic.count.TallyForm;
import io.github.logtraffic.count.TallyFormException;
import io.github.logtraffic.engine.InputSummary;
import io.github.logtraffic.engine.LineCounts;
import io.github.logtraffic.engine.MalformedSample;
import io.github.logtraffic.log.format.LogFormat;
import io.github.logtraffic.log.format.MalformedReason;
import io.github.logtraffic.log.input.LogContent;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a log besides its tally: its content's identity and its books.
 *
 * @param content what was read
 * @param format the name of the format in which it was read; empty for none
 * @param lines what became of its lines
 * @param followed how many entries were in another format than the log's, by format
 * @param samples the first malformed line of each reason, under whatever name the log had then
 */
record CountedLog(
        LogContent content,
        String format,
        LineCounts lines,
        Map<LogFormat, Long> followed,
        List<MalformedSample> samples) {

    /** What is to be kept of a log that was read. */
    static CountedLog of(LogContent content, InputSummary log, List<MalformedSample> samples) {
        LogFormat format = log.format();
        return new CountedLog(content, format == null ? "" : format.formatName(), log.lines(), log.followed(), samples);
    }

    /**
     * Whether what follows can be read by itself.
     *
     * @param now the format that the log is in now; null for none
     */
    boolean canGoOnIn(@Nullable LogFormat now) {
        return now != null
                && !now.hasHeader() // which stands where nothing is read
                && now.formatName().equals(format);
    }

    /**
     * This one and what follows it.
     *
     * @param whole what identifies both
     * @param more the books of what follows, whose lines are counted from there
     */
    CountedLog then(LogContent whole, InputSummary more, List<MalformedSample> moreSamples) {
        Map<MalformedReason, MalformedSample> all = new EnumMap<>(MalformedReason.class);
        samples.forEach(sample -> all.put(sample.reason(), sample));
        for (MalformedSample sample : moreSamples) {
            long number = lines.read() + sample.lineNumber();
            all.putIfAbsent(
                    sample.reason(), new MalformedSample(sample.reason(), more.source(), number, sample.text()));
        }
        Map<LogFormat, Long> allFollowed = new HashMap<>(followed);
        more.followed().forEach((format, count) -> allFollowed.merge(format, count, Long::sum));
        return new CountedLog(whole, format, lines.plus(more.lines()), allFollowed, List.copyOf(all.values()));
    }

    /** Writes it and, behind it, what was counted. */
    byte[] write(Tally tally) {
        PackedOutput out = new PackedOutput();
        out.number(content.bytes());
        out.number(content.crc32() & 0xFFFF_FFFFL);
        out.text(content.head());
        out.text(content.tail());
        out.number(content.endsLine() ? 1 : 0);
        out.text(format);
        BooksForm.writeLines(lines, out);
        BooksForm.writeFollowed(followed, out);
        BooksForm.writeSamples(samples, out);
        TallyForm.write(tally, out);
        return out.toByteArray();
    }

    /**
     * Reads what {@link #write} has written, up to the tally.
     *
     * @param source what the log is called now
     */
    static CountedLog read(PackedInput in, String source) throws TallyFormException {
        LogContent content = new LogContent(
                in.number(0, Long.MAX_VALUE),
                (int) in.number(0, 0xFFFF_FFFFL),
                in.text(),
                in.text(),
                in.number(0, 1) == 1);
        return new CountedLog(
                content,
                in.text(),
                BooksForm.readLines(in),
                BooksForm.readFollowed(in),
                BooksForm.readSamples(in).stream()
                        .map(sample -> new MalformedSample(sample.reason(), source, sample.lineNumber(), sample.text()))
                        .toList());
    }
}
