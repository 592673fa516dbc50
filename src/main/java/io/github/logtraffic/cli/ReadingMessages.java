package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.FormatInspection;
import io.github.logtraffic.engine.InputFailure;
import io.github.logtraffic.engine.InputSummary;
import io.github.logtraffic.engine.LineCounts;
import io.github.logtraffic.engine.MalformedSample;
import io.github.logtraffic.engine.RunSummary;
import io.github.logtraffic.log.format.FieldNames;
import io.github.logtraffic.log.format.LogFormat;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says what was wrong with the logs that were read: the same for every command. */
final class ReadingMessages {
    private static final int SAMPLE_LENGTH = 120;

    private final Messages messages;
    private final InputOptions input;
    private boolean hidesLines;
    private boolean saidMissing;

    ReadingMessages(Messages messages, InputOptions input) {
        this.messages = messages;
        this.input = input;
    }

    /** Whether lines of logs are left out of what is said, because they say who clients are. */
    ReadingMessages withoutLines(boolean hidden) {
        hidesLines = hidden;
        return this;
    }

    /** Says it, and what exit code it comes to. */
    ExitCode say(RunSummary run) {
        run.inputs().forEach(this::sayInput);
        run.inputs().forEach(this::sayContradiction);
        run.failures().forEach(this::sayFailure);
        run.samples().values().forEach(sample -> saySample(sample, run.lines()));
        run.inputs().stream()
                .filter(log -> log.lines().malformedShare() * 100 > input.maxMalformedPercent)
                .forEach(log -> sayBetterFormat(log.source(), log.format(), log.detected()));
        ExitCode code = run.failures().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
        if (run.lines().malformedShare() * 100 > input.maxMalformedPercent) {
            sayTooMany(run.lines());
            code = code.and(ExitCode.TOO_MANY_MALFORMED);
        }
        if (run.interrupted()) {
            messages.error("interrupted; this is what was read so far");
            code = code.and(ExitCode.INTERRUPTED);
        }
        return code;
    }

    /** Says what is to be said of the first lines of a log besides what they are, and what exit code it comes to. */
    ExitCode say(FormatInspection inspection) {
        boolean isUnknown = inspection.format() == null && inspection.looked() > 0;
        if (isUnknown) {
            sayNoneFits(inspection.source(), null);
            return ExitCode.TOO_MANY_MALFORMED; // what was written tells why
        }
        if (inspection.lines().malformedShare() * 100 <= input.maxMalformedPercent) {
            return ExitCode.DONE;
        }
        sayBetterFormat(inspection.source(), inspection.format(), inspection.detected());
        sayTooMany(inspection.lines());
        return ExitCode.TOO_MANY_MALFORMED;
    }

    private void sayInput(InputSummary log) {
        messages.info(String.format(
                Locale.ROOT,
                "%s: %s, %,d bytes, %,d lines",
                log.source(),
                log.formatName() == null ? "no known format" : log.formatName(),
                log.bytes(),
                log.lines().read()));
    }

    /** Says when the lines are rather in another format than in the one that was given. */
    private void sayContradiction(InputSummary log) {
        ConfigFormats config = input.config();
        if (config != null && config.isFitted(log.source())) {
            return; // the lines themselves have chosen
        }
        LogFormat given = log.format();
        boolean hasClient = given != null && given.mayHave(FieldNames.CLIENT); // otherwise that is what is said
        LogFormat better =
                log.firstLines() == null || !hasClient ? null : log.firstLines().better(given, log.detected());
        if (better != null) {
            messages.notice(log.source() + ": the lines look like " + better.formatName()
                    + ", which has other clients than " + log.format() + "; without --log-format it is detected");
        }
    }

    private void sayFailure(InputFailure failure) {
        messages.error(failure.source() + ": " + failure.reason(), failure.cause());
    }

    private void saySample(MalformedSample sample, LineCounts lines) {
        long count = lines.malformedBy().getOrDefault(sample.reason(), 0L);
        String text = hidesLines || sample.text().isEmpty() ? "(not shown)" : sample.text();
        String shown = text.length() <= SAMPLE_LENGTH ? text : text.substring(0, SAMPLE_LENGTH) + "…";
        messages.notice(sample.source() + ":" + sample.lineNumber() + ": "
                + sample.reason().description()
                + (count > 1 ? String.format(Locale.ROOT, ", the first of %,d lines: ", count) : ": ") + shown);
    }

    private void sayTooMany(LineCounts lines) {
        messages.error(String.format(
                Locale.ROOT,
                "%.1f%% of the lines are malformed, more than --max-malformed %s allows",
                lines.malformedShare() * 100,
                new BigDecimal(input.maxMalformedPercent, MathContext.DECIMAL32)
                        .stripTrailingZeros()
                        .toPlainString()));
    }

    private void sayBetterFormat(String source, @Nullable LogFormat format, @Nullable LogFormat detected) {
        if (format == null && input.config() != null) {
            sayNoneFits(source, detected);
        } else if (detected == null) {
            messages.error(source + ": no known log format fits its first lines; 'logtraffic formats " + source
                    + "' tells why");
        } else if (!detected.equals(format)) {
            messages.error(
                    source + ": looks like " + detected.formatName() + "; try --log-format " + detected.formatName());
        }
    }

    /**
     * Says that a log is in none of the formats of the server's configuration that was given, if one was.
     *
     * @param detected the known format that it is in, null when it is in none
     */
    void sayNoneFits(String source, @Nullable LogFormat detected) {
        ConfigFormats config = input.config();
        if (config == null) {
            return;
        }
        messages.error(source + ": " + config.whyNoneFits()
                + (detected == null
                        ? ""
                        : "; looks like " + detected.formatName() + ", try --log-format " + detected.formatName()));
        String missing = config.missing();
        if (missing != null && !saidMissing) {
            messages.notice(missing);
            saidMissing = true;
        }
    }
}
