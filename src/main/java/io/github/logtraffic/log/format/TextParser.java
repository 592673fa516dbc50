package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.Swar;
import io.github.logtraffic.log.value.Blanks;
import io.github.logtraffic.log.value.ClfTime;
import io.github.logtraffic.log.value.ClientField;
import java.util.List;
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
    private static final int FAILED = -1;
    private static final int DATE_LENGTH = "2013-07-30".length();

    private final Step[] steps;
    private final int required;
    private final int exact;
    private final Leading leading;
    private final boolean isClosed;
    private final EntryValues values;
    private final boolean isCommonLineOnly;
    private final CommonLogSteps core = new CommonLogSteps();

    // Where the values of the steps that may be tried again begin and end.
    private final int[] valueFrom;
    private final int[] valueTo;

    private MalformedReason failure = MalformedReason.SHAPE;
    private int failedStep;
    private int failedAt;
    private boolean isComplete;

    /**
     * @param steps what to read, in the order of a line
     * @param required how many of the steps a line must have to be an entry
     * @param exact how many of them a line has that is exactly in the format
     * @param leading what such a line begins with
     * @param isClosed whether nothing stands behind the last step in a line that is exactly in the format
     * @param plan what entries are to hold
     */
    TextParser(List<Step> steps, int required, int exact, Leading leading, boolean isClosed, EntryPlan plan) {
        this.steps = steps.toArray(Step[]::new);
        this.required = required;
        this.exact = exact;
        this.leading = leading;
        this.isClosed = isClosed;
        this.values = new EntryValues(plan);
        this.isCommonLineOnly = this.steps.length == 1
                && this.steps[0].delimiter == Step.COMMON_LINE
                && !plan.wantsWholeLine()
                && plan.texts().isEmpty();
        this.valueFrom = new int[this.steps.length];
        this.valueTo = new int[this.steps.length];
    }

    /** The values on their way into an entry. */
    EntryValues values() {
        return values;
    }

    @Override
    public @Nullable MalformedReason parse(byte[] bytes, int from, int to, AccessLogEntry entry) {
        if (isCommonLineOnly) {
            return parseCommonLine(bytes, from, to, entry);
        }
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

    /** The most frequent case: nothing but what is counted of a common line, so that there is nothing to remember. */
    private @Nullable MalformedReason parseCommonLine(byte[] bytes, int from, int to, AccessLogEntry entry) {
        int end = core.readLine(bytes, from, to, steps[0].takesAnyLogname, entry.client());
        if (end < 0) {
            failedStep = 0;
            failedAt = core.failedAt();
            failure = CommonLogSteps.failure(end);
            return failure;
        }
        entry.set(core.epochSecond(), core.status(), core.bodyBytes());
        entry.setMicroOfSecond(0);
        entry.setDurationMicros(-1);
        return null;
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
            int end = candidate.mayHoldLiteral ? nextLiteral(candidate, bytes, valueTo[step] + 1, to) : to;
            if (end >= to) {
                step--;
                continue;
            }
            tries++;
            take(step, bytes, valueFrom[step], end);
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
                take(i, bytes, valueFrom[i], valueTo[i]);
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
        if (failed.delimiter == Step.CLIENT) {
            // A line of one word has rather no fields than no client.
            failure = at < to && Blanks.endOfWord(bytes, at, to) == to ? MalformedReason.SHAPE : failed.reason;
        } else if (isFused(failed)) {
            failedAt = core.failedAt();
        } else {
            failure = failed.reason;
        }
    }

    private static boolean isFused(Step step) {
        return step.delimiter == Step.USER_TO_STATUS || step.delimiter == Step.COMMON_LINE;
    }

    private static int nextLiteral(Step step, byte[] bytes, int from, int to) {
        int at = Swar.indexOf(bytes, Math.min(from, to), to, step.stop);
        while (at < to && !step.isLiteralAt(bytes, at, to)) {
            at = Swar.indexOf(bytes, at + 1, to, step.stop);
        }
        return at;
    }

    private boolean take(int step, byte[] bytes, int from, int to) {
        valueFrom[step] = from;
        valueTo[step] = to;
        FieldUse use = steps[step].use;
        return use == null || values.take(use, bytes, from, to);
    }

    /** Reads one step from {@code at} on; where the next one begins, or {@link #FAILED}. */
    private int step(int index, byte[] bytes, int at, int to) {
        Step step = steps[index];
        int end;
        switch (step.delimiter) {
            case Step.CLIENT -> end = client(step, bytes, at, to);
            case Step.COMMON_LINE -> end = commonLine(step, bytes, at, to);
            case Step.USER_TO_STATUS -> end = userToStatus(step, bytes, at, to);
            case Step.NUMBER -> end = number(step, bytes, at, to);
            case Step.PADDED_NUMBER -> end = number(step, bytes, skipBlanks(bytes, at, to), to);
            case Step.UP_TO -> end = upTo(index, step, bytes, at, to);
            case Step.LIST -> end = list(index, step, bytes, at, to);
            case Step.QUOTED -> end = quoted(index, bytes, at, to, to - 1);
            case Step.LAST_QUOTED -> end = quoted(index, bytes, at, to, to);
            case Step.CLF_TIME -> end = fixed(step, bytes, at, to, ClfTime.LENGTH);
            case Step.STATUS -> end = status(step, bytes, at, to);
            case Step.PATTERN -> end = step.use == null ? FAILED : values.takePattern(step.use, bytes, at, to);
            case Step.RUN -> end = run(step, bytes, at, to);
            case Step.W3C -> end = w3c(step, bytes, at, to);
            case Step.W3C_TIME -> end = w3cTime(step, bytes, at, to);
            case Step.W3C_SKIP -> end = w3cSkip(step, bytes, at, to);
            case Step.BEFORE_PORT -> end = beforePort(step, bytes, at, to);
            default -> end = at;
        }
        if (end == FAILED) {
            return FAILED;
        }
        if (end >= to && index + 1 >= required) {
            return end; // what stands behind a value that is there may be missing
        }
        if (step.literalLength == 1) {
            return end < to && bytes[end] == step.stop ? end + 1 : FAILED;
        }
        return step.isLiteralAt(bytes, end, to) ? end + step.literalLength : FAILED;
    }

    private int client(Step step, byte[] bytes, int at, int to) {
        if (step.stop == ' ') {
            int end = ClientField.readIpv4(bytes, at, to, (byte) ' ', values.client());
            if (end >= 0) {
                return step.use == null || step.use.slot < 0 || values.take(step.use, bytes, at, end) ? end : FAILED;
            }
        }
        int end = Blanks.endOfWord(bytes, at, to);
        if (step.stop != ' ' && step.literalLength > 0) {
            end = Swar.indexOf(bytes, at, end, step.stop);
        }
        return end > at && (step.use == null || values.take(step.use, bytes, at, end)) ? end : FAILED;
    }

    private int commonLine(Step step, byte[] bytes, int at, int to) {
        int end = core.readLine(bytes, at, to, step.takesAnyLogname, values.client());
        if (end < 0) {
            failure = CommonLogSteps.failure(end);
            return FAILED;
        }
        values.set(core.epochSecond(), core.status(), core.bodyBytes());
        takeUserAndRequest(step, bytes, core.userFrom());
        if (step.client != null && step.client.slot >= 0) {
            values.take(step.client, bytes, at, core.clientTo());
        }
        return end;
    }

    private int userToStatus(Step step, byte[] bytes, int at, int to) {
        int end = core.read(bytes, at, to);
        if (end < 0) {
            failure = CommonLogSteps.failure(end);
            return FAILED;
        }
        values.set(core.epochSecond(), core.status(), 0);
        takeUserAndRequest(step, bytes, at);
        return end;
    }

    private void takeUserAndRequest(Step step, byte[] bytes, int from) {
        if (step.use != null && step.use.isUsed) {
            int userFrom = from;
            int userTo = core.userTo();
            while (userTo > userFrom && bytes[userTo - 1] == ' ') {
                userTo--;
            }
            while (userFrom < userTo && bytes[userFrom] == ' ') {
                userFrom++;
            }
            values.take(step.use, bytes, userFrom, userTo);
        }
        if (step.request != null && step.request.isUsed) {
            values.take(step.request, bytes, core.requestFrom(), core.requestTo());
        }
    }

    private int number(Step step, byte[] bytes, int at, int to) {
        int end = at;
        while (end < to && bytes[end] != ' ' && bytes[end] != step.stop) {
            end++;
        }
        return step.use == null || values.take(step.use, bytes, at, end) ? end : FAILED;
    }

    private static int skipBlanks(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] == ' ') {
            at++;
        }
        return at;
    }

    private int upTo(int index, Step step, byte[] bytes, int at, int to) {
        if (step.stop == ' ' && !step.mayHoldLiteral) {
            int end = Blanks.endOfWord(bytes, at, to);
            return end > at && take(index, bytes, at, end) ? end : FAILED;
        }
        int end = step.literalLength == 0 ? endOfLast(step, bytes, at, to) : nextLiteral(step, bytes, at, to);
        if (end == to && step.literalLength > 0) {
            return FAILED;
        }
        return take(index, bytes, at, end) ? end : FAILED;
    }

    /** Lists of upstream servers, their times and statuses have {@code ", "} and {@code " : "} in them. */
    private int list(int index, Step step, byte[] bytes, int at, int to) {
        int end = nextLiteral(step, bytes, at, to);
        while (end < to && end > at && (bytes[end - 1] == ',' || isColon(bytes, end + 1, to))) {
            end = nextLiteral(step, bytes, bytes[end - 1] == ',' ? end + 1 : end + 3, to);
        }
        return end < to && take(index, bytes, at, end) ? end : FAILED;
    }

    private static boolean isColon(byte[] bytes, int at, int to) {
        return at + 2 < to && bytes[at] == ':' && bytes[at + 1] == ' ';
    }

    /** Where a value ends behind which the format has nothing: at a blank, unless the value may hold one. */
    private static int endOfLast(Step step, byte[] bytes, int at, int to) {
        return step.mayHoldLiteral ? to : Blanks.endOfWord(bytes, at, to);
    }

    /**
     * Reads a value in quotes.
     *
     * @param latest where the closing quote is at the latest; {@code to} when it may be missing
     * @return where the value ends, with its quote; beyond {@code to} when that is missing
     */
    private int quoted(int index, byte[] bytes, int at, int to, int latest) {
        if (at < to && bytes[at] == '"') {
            int end = Math.min(CommonLogSteps.closingQuote(bytes, at + 1, to), to);
            return end <= latest && take(index, bytes, at + 1, end) ? end + 1 : FAILED;
        }
        boolean isAbsent = at < to && bytes[at] == '-' && (at + 1 == to || bytes[at + 1] == ' ');
        return isAbsent && take(index, bytes, at, at + 1) ? at + 1 : FAILED;
    }

    private int beforePort(Step step, byte[] bytes, int at, int to) {
        int end = Swar.lastIndexOf(bytes, at, Blanks.endOfWord(bytes, at, to), step.stop);
        return end >= at && (step.use == null || values.take(step.use, bytes, at, end)) ? end : FAILED;
    }

    /** Three digits, or the 0 that proxies write when there was no response. */
    private int status(Step step, byte[] bytes, int at, int to) {
        boolean isZero = at < to && bytes[at] == '0' && (at + 1 == to || bytes[at + 1] < '0' || bytes[at + 1] > '9');
        return fixed(step, bytes, at, to, isZero ? 1 : 3);
    }

    private int fixed(Step step, byte[] bytes, int at, int to, int length) {
        int end = at + length;
        boolean fits = end <= to && (length > 3 || end == to || bytes[end] < '0' || bytes[end] > '9');
        return fits && (step.use == null || values.take(step.use, bytes, at, end)) ? end : FAILED;
    }

    private int run(Step step, byte[] bytes, int at, int to) {
        int end = step.runStop == 0 ? at : Swar.indexOf(bytes, at, to, step.runStop);
        while (end < to && step.isInRun(bytes[end])) {
            end++;
        }
        return step.use == null || values.take(step.use, bytes, at, end) ? end : FAILED;
    }

    private int w3cTime(Step step, byte[] bytes, int at, int to) {
        int end = Swar.indexOf(bytes, Math.min(at + DATE_LENGTH + 1, to), to, step.stop);
        return step.use == null || values.take(step.use, bytes, at, end) ? end : FAILED;
    }

    private static int w3cSkip(Step step, byte[] bytes, int from, int to) {
        int at = from;
        for (int left = step.columns; ; left--) {
            int quote = at < to && bytes[at] == '"' ? endOfDoubled(bytes, at + 1, to) : FAILED;
            int end = quote == FAILED ? Swar.indexOf(bytes, at, to, step.stop) : quote + 1;
            if (left == 1) {
                return end;
            }
            if (end >= to || bytes[end] != step.stop) {
                return FAILED;
            }
            at = end + 1;
        }
    }

    private int w3c(Step step, byte[] bytes, int at, int to) {
        boolean isQuoted = at < to && bytes[at] == '"';
        int end = isQuoted ? endOfDoubled(bytes, at + 1, to) : FAILED;
        if (end == FAILED) {
            end = step.literalLength == 0 ? to : Swar.indexOf(bytes, at, to, step.stop);
            return step.use == null || values.take(step.use, bytes, at, end) ? end : FAILED;
        }
        return step.use == null || takeDoubled(step.use, bytes, at + 1, end) ? end + 1 : FAILED;
    }

    /** Where the quote closes that is not doubled, {@link #FAILED} when none does. */
    private static int endOfDoubled(byte[] bytes, int from, int to) {
        int at = Swar.indexOf(bytes, from, to, (byte) '"');
        while (at + 1 < to && bytes[at + 1] == '"') {
            at = Swar.indexOf(bytes, at + 2, to, (byte) '"');
        }
        return at < to ? at : FAILED;
    }

    private boolean takeDoubled(FieldUse use, byte[] bytes, int from, int to) {
        if (Swar.indexOf(bytes, from, to, (byte) '"') == to) {
            return values.take(use, bytes, from, to);
        }
        int at = values.take(to - from);
        int end = at;
        for (int i = from; i < to; i++) {
            values.room()[end++] = bytes[i];
            i += bytes[i] == '"' ? 1 : 0;
        }
        return values.take(use, values.room(), at, end);
    }

    @Override
    public boolean isExact(byte[] bytes, int from, int to) {
        return parse(bytes, from, to, new AccessLogEntry(values.slots())) == null
                && isComplete
                && leading.fits(bytes, from, to);
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
        boolean isFused = isFused(steps[failedStep]);
        return switch (isFused ? failure : MalformedReason.TOO_LONG) {
            case CLIENT -> "a client";
            case TIMESTAMP -> "a time in brackets, such as 17/May/2015:10:05:03 +0000";
            case REQUEST -> "a request in quotes";
            case STATUS -> "a status of three digits";
            case SHAPE -> "a logname and a user";
            case TOO_LONG -> steps[failedStep].expected;
        };
    }
}
