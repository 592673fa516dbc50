package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.value.Blanks;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of a text format, step by step: a value, the literal text behind it, the next value.
 *
 * <p>A value ends where the literal behind it first stands. Where a value may hold that literal itself (a user with
 * blanks, a request without quotes) and what follows does not fit, the next place is tried; a line gets a bounded number
 * of such tries, so that it takes time linear in its length. The steps behind the last required one may fail: their
 * fields are absent then.
 */
final class TextParser implements LineParser {
    private static final int MOST_TRIES = 200;
    private static final int MOST_BYTES_TRIED = 1 << 24; // of a line of 1 MiB, 16 tries
    private static final int FAILED = StepReader.FAILED;

    private final Step[] steps;
    private final int required;
    private final int exact;
    private final Leading leading;
    private final boolean isClosed;
    private final EntryValues values;
    private final CommonLogSteps core = new CommonLogSteps();
    private final StepReader reader;

    // Where the values of the steps that may be tried again begin and end.
    private final int[] valueFrom;
    private final int[] valueTo;

    private MalformedReason failure = MalformedReason.SHAPE;
    private @Nullable MalformedReason failureOfCore;
    private int failedStep;
    private int failedAt;
    private boolean isComplete;
    private final AccessLogEntry scratch;

    /**
     * @param sequence what to read
     * @param leading what a line begins with that is exactly in the format
     * @param isClosed whether nothing stands behind the last step in such a line
     * @param plan what entries are to hold
     */
    TextParser(StepSequence sequence, Leading leading, boolean isClosed, EntryPlan plan) {
        this.steps = sequence.steps().toArray(Step[]::new);
        this.required = sequence.required();
        this.exact = sequence.exact();
        this.leading = leading;
        this.isClosed = isClosed;
        this.values = new EntryValues(plan);
        this.scratch = plan.newEntry();
        this.reader = new StepReader(values, core);
        this.valueFrom = new int[this.steps.length];
        this.valueTo = new int[this.steps.length];
    }

    /** The values on their way into an entry. */
    EntryValues values() {
        return values;
    }

    @Override
    public @Nullable MalformedReason parse(byte[] bytes, int from, int to, AccessLogEntry entry) {
        values.begin(entry);
        int at = from;
        for (int i = 0; i < steps.length; i++) {
            int next = step(i, bytes, at, to);
            if (next == FAILED) {
                return i < required ? retry(i, bytes, from, at, to, entry) : end(i, at, to);
            }
            at = next;
        }
        return end(steps.length, at, to);
    }

    private @Nullable MalformedReason end(int step, int at, int to) {
        this.failedStep = step;
        this.failedAt = Math.min(at, to);
        this.isComplete = step >= exact && (at == to || !isClosed);
        return values.finish();
    }

    /**
     * Takes the last value that may hold its literal to end at the next place, and goes on from there; and so on until
     * everything required fits or there is no such value any more.
     */
    private @Nullable MalformedReason retry(
            int failed, byte[] bytes, int from, int failedAt, int to, AccessLogEntry entry) {
        note(failed, bytes, failedAt, to);
        int mostTries = Math.min(MOST_TRIES, MOST_BYTES_TRIED / Math.max(1, to - from));
        int step = failed - 1;
        for (int tries = 0; step >= 0 && tries < mostTries; ) {
            Step candidate = steps[step];
            int end = candidate.mayHoldLiteral ? candidate.nextLiteral(bytes, valueTo[step] + 1, to) : to;
            if (end >= to) {
                step--;
                continue;
            }
            tries++;
            takeUpTo(step, bytes, end);
            int at = end + candidate.literalLength;
            int i = step + 1;
            for (int next; i < steps.length && (next = step(i, bytes, at, to)) != FAILED; i++) {
                at = next;
            }
            if (i >= required) {
                takeAgain(i, bytes, from, to, entry);
                return end(i, at, to);
            }
            if (at > this.failedAt) {
                note(i, bytes, at, to);
            }
            step = i - 1;
        }
        isComplete = false;
        entry.clearTexts();
        return failure;
    }

    /** Takes the values of the steps that fit, each where it was found, and nothing of what was tried before. */
    private void takeAgain(int end, byte[] bytes, int from, int to, AccessLogEntry entry) {
        values.begin(entry);
        int at = from;
        for (int i = 0; i < end; i++) {
            if (steps[i].mayHoldLiteral) {
                takeUpTo(i, bytes, valueTo[i]);
                at = Math.min(to, valueTo[i] + steps[i].literalLength);
            } else {
                at = step(i, bytes, at, to);
            }
        }
    }

    /** Remembers how far a line could be read, and what could not be read there. */
    private void note(int step, byte[] bytes, int at, int to) {
        failedStep = step;
        failedAt = at;
        Step failed = steps[step];
        failureOfCore = null;
        if (failed.delimiter == Step.CLIENT) {
            // A line of one word has rather no fields than no client.
            failure = at < to && Blanks.endOfWord(bytes, at, to) == to ? MalformedReason.SHAPE : failed.reason;
        } else {
            failureOfCore = isFused(failed) ? core.failure() : null;
            failedAt = failureOfCore == null ? at : core.failedAt();
            failure = failureOfCore == null ? failed.reason : failureOfCore;
        }
    }

    private static boolean isFused(Step step) {
        return step.delimiter == Step.USER_TO_STATUS || step.delimiter == Step.COMMON_LINE;
    }

    /** Takes the value that a step found to end at another place. */
    private void takeUpTo(int step, byte[] bytes, int end) {
        valueTo[step] = end;
        FieldUse use = steps[step].use;
        if (use != null) {
            values.take(use, bytes, valueFrom[step], end);
        }
    }

    /** Reads one step and the literal behind it; where the next one begins, or {@link StepReader#FAILED}. */
    private int step(int index, byte[] bytes, int at, int to) {
        Step step = steps[index];
        int end = reader.read(step, bytes, at, to);
        if (end == FAILED) {
            return FAILED;
        }
        if (step.mayHoldLiteral) {
            valueFrom[index] = at;
            valueTo[index] = end;
        }
        if (end >= to && index + 1 >= required) {
            return end; // what stands behind a value that is there may be missing
        }
        if (step.literalLength == 1) {
            return end < to && bytes[end] == step.stop ? end + 1 : FAILED;
        }
        return step.isLiteralAt(bytes, end, to) ? end + step.literalLength : FAILED;
    }

    @Override
    public boolean isDoubtful(byte[] bytes, int from, int to) {
        return !leading.isUsual(bytes, from, to);
    }

    @Override
    public boolean isExact(byte[] bytes, int from, int to) {
        return parse(bytes, from, to, scratch) == null && isComplete && leading.fits(bytes, from, to);
    }

    @Override
    public void assumeTime(long epochMicros) {
        values.assumeTime(epochMicros);
    }

    @Override
    public int failedAt() {
        return failedAt;
    }

    @Override
    public String expected() {
        if (failedStep >= steps.length) {
            return "the end of the line";
        }
        Step failed = steps[failedStep];
        return failureOfCore != null && isFused(failed) ? CommonLogSteps.expected(failureOfCore) : failed.expected;
    }
}
