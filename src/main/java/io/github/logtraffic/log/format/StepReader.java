package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.Swar;
import io.github.logtraffic.log.value.Blanks;
import io.github.logtraffic.log.value.ClfTime;
import io.github.logtraffic.log.value.ClientField;

/** Reads the value of one {@link Step}: finds where it ends, and hands it to the {@link EntryValues}. */
final class StepReader {
    /** No value is here that the step could read. */
    static final int FAILED = -1;

    private static final int DATE_LENGTH = "2013-07-30".length();

    private final EntryValues values;
    private final CommonLogSteps core;

    /**
     * @param values takes the values
     * @param core reads the steps of several fields, and knows why it could not
     */
    StepReader(EntryValues values, CommonLogSteps core) {
        this.values = values;
        this.core = core;
    }

    /**
     * Reads the value of a step, without the literal behind it.
     *
     * @return where the value ends; {@link #FAILED} when there is none
     */
    int read(Step step, byte[] bytes, int at, int to) {
        return switch (step.delimiter) {
            case Step.CLIENT -> client(step, bytes, at, to);
            case Step.COMMON_LINE -> commonLine(step, bytes, at, to);
            case Step.USER_TO_STATUS -> userToStatus(step, bytes, at, to);
            case Step.NUMBER -> take(step, bytes, at, endOfNumber(step.stop, bytes, at, to));
            case Step.PADDED_NUMBER -> paddedNumber(step, bytes, at, to);
            case Step.UP_TO -> upTo(step, bytes, at, to);
            case Step.LIST -> list(step, bytes, at, to);
            case Step.QUOTED -> quoted(step, bytes, at, to, to - 1);
            case Step.LAST_QUOTED -> quoted(step, bytes, at, to, to);
            case Step.CLF_TIME -> fixed(step, bytes, at, to, ClfTime.LENGTH);
            case Step.STATUS -> status(step, bytes, at, to);
            case Step.PATTERN -> step.use == null ? FAILED : values.takePattern(step.use, bytes, at, to);
            case Step.RUN -> run(step, bytes, at, to);
            case Step.SKIPPED -> skipped(step, bytes, at, to);
            case Step.W3C -> w3c(step, bytes, at, to);
            case Step.W3C_TIME -> w3cTime(step, bytes, at, to);
            case Step.BEFORE_PORT -> beforePort(step, bytes, at, to);
            default -> at;
        };
    }

    private int client(Step step, byte[] bytes, int at, int to) {
        if (step.stop == ' ' && step.use != null && step.use.kind == ValueKind.CLIENT) {
            int end = ClientField.readIpv4(bytes, at, to, (byte) ' ', values.client());
            if (end >= 0) {
                return step.use.slot < 0 ? end : take(step, bytes, at, end);
            }
        }
        int end = Blanks.endOfWord(bytes, at, to);
        if (step.stop != ' ' && step.literalLength > 0) {
            end = Swar.indexOf(bytes, at, end, step.stop);
        }
        return end > at ? take(step, bytes, at, end) : FAILED;
    }

    private int commonLine(Step step, byte[] bytes, int at, int to) {
        int end = core.readLine(bytes, at, to, step.takesAnyLogname, values.client());
        if (end < 0) {
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

    private int take(Step step, byte[] bytes, int from, int end) {
        return step.use == null || values.take(step.use, bytes, from, end) ? end : FAILED;
    }

    private static int endOfNumber(byte stop, byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] != ' ' && bytes[end] != stop) {
            end++;
        }
        return end;
    }

    private int paddedNumber(Step step, byte[] bytes, int from, int to) {
        int at = skipBlanks(bytes, from, to);
        return take(step, bytes, at, endOfNumber(step.stop, bytes, at, to));
    }

    private static int skipBlanks(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] == ' ') {
            at++;
        }
        return at;
    }

    private int upTo(Step step, byte[] bytes, int at, int to) {
        int end = endOfText(step, bytes, at, to);
        return end == FAILED ? FAILED : take(step, bytes, at, end);
    }

    private static int endOfText(Step step, byte[] bytes, int at, int to) {
        if (step.stop == ' ' && !step.mayHoldLiteral) {
            int end = Blanks.endOfWord(bytes, at, to);
            return end > at ? end : FAILED;
        }
        if (step.literalLength == 0) {
            return step.mayHoldLiteral ? to : Blanks.endOfWord(bytes, at, to);
        }
        int end = step.nextLiteral(bytes, at, to);
        return end < to ? end : FAILED;
    }

    private int list(Step step, byte[] bytes, int at, int to) {
        int end = endOfList(step, bytes, at, to);
        return end == FAILED ? FAILED : take(step, bytes, at, end);
    }

    /** Lists of upstream servers, their times and statuses have {@code ", "} and {@code " : "} in them. */
    private static int endOfList(Step step, byte[] bytes, int at, int to) {
        int end = step.nextLiteral(bytes, at, to);
        while (end < to && end > at && (bytes[end - 1] == ',' || isColon(bytes, end + 1, to))) {
            end = step.nextLiteral(bytes, bytes[end - 1] == ',' ? end + 1 : end + 3, to);
        }
        return end < to ? end : FAILED;
    }

    private static boolean isColon(byte[] bytes, int at, int to) {
        return at + 2 < to && bytes[at] == ':' && bytes[at + 1] == ' ';
    }

    /**
     * Reads a value in quotes.
     *
     * @param latest where the closing quote is at the latest; {@code to} when it may be missing
     * @return where the value ends, with its quote; beyond {@code to} when that is missing
     */
    private int quoted(Step step, byte[] bytes, int at, int to, int latest) {
        if (at < to && bytes[at] == '"') {
            int end = Math.min(CommonLogSteps.closingQuote(bytes, at + 1, to), to);
            return end <= latest && take(step, bytes, at + 1, end) != FAILED ? end + 1 : FAILED;
        }
        boolean isAbsent = at < to && bytes[at] == '-' && (at + 1 == to || bytes[at + 1] == ' ');
        return isAbsent ? take(step, bytes, at, at + 1) : FAILED;
    }

    private int beforePort(Step step, byte[] bytes, int at, int to) {
        int end = Swar.lastIndexOf(bytes, at, Blanks.endOfWord(bytes, at, to), step.stop);
        return end >= at ? take(step, bytes, at, end) : FAILED;
    }

    /** Three digits, or the 0 that proxies write when there was no response. */
    private int status(Step step, byte[] bytes, int at, int to) {
        boolean isZero = at < to && bytes[at] == '0' && (at + 1 == to || bytes[at + 1] < '0' || bytes[at + 1] > '9');
        return fixed(step, bytes, at, to, isZero ? 1 : 3);
    }

    private int fixed(Step step, byte[] bytes, int at, int to, int length) {
        int end = at + length;
        boolean fits = end <= to && (length > 3 || end == to || bytes[end] < '0' || bytes[end] > '9');
        return fits ? take(step, bytes, at, end) : FAILED;
    }

    private int run(Step step, byte[] bytes, int at, int to) {
        int end = step.runStop == 0 ? at : Swar.indexOf(bytes, at, to, step.runStop);
        while (end < to && step.isInRun(bytes[end])) {
            end++;
        }
        return take(step, bytes, at, end);
    }

    private int w3cTime(Step step, byte[] bytes, int at, int to) {
        int time = at + DATE_LENGTH + 1;
        boolean isDate =
                time < to && bytes[time - 1] == step.stop; // a time with its date in one column is another format
        return isDate ? take(step, bytes, at, Swar.indexOf(bytes, time, to, step.stop)) : FAILED;
    }

    private static int skipped(Step step, byte[] bytes, int from, int to) {
        int at = from;
        int last = step.skipped.size() - 1;
        for (int i = 0; ; i++) {
            Step value = step.skipped.get(i);
            int end = endOfSkipped(value, bytes, at, to);
            if (i == last) {
                return end;
            }
            if (end >= to || end < 0 || bytes[end] != value.stop) {
                return FAILED;
            }
            at = end + 1;
        }
    }

    private static int endOfSkipped(Step value, byte[] bytes, int at, int to) {
        return switch (value.delimiter) {
            case Step.NUMBER -> endOfNumber(value.stop, bytes, at, to);
            case Step.UP_TO -> endOfText(value, bytes, at, to);
            case Step.LIST -> endOfList(value, bytes, at, to);
            default -> endOfColumn(value, bytes, at, to);
        };
    }

    private int w3c(Step step, byte[] bytes, int at, int to) {
        if (step.use == null) {
            return endOfColumn(step, bytes, at, to);
        }
        int quote = at < to && bytes[at] == '"' ? endOfDoubled(bytes, at + 1, to) : FAILED;
        if (quote == FAILED) {
            return take(step, bytes, at, endOfColumn(step, bytes, at, to));
        }
        return takeDoubled(step.use, bytes, at + 1, quote) ? quote + 1 : FAILED;
    }

    /** The end of a column, with the quotes that it may stand in. */
    private static int endOfColumn(Step step, byte[] bytes, int at, int to) {
        int quote = at < to && bytes[at] == '"' ? endOfDoubled(bytes, at + 1, to) : FAILED;
        if (quote != FAILED) {
            return quote + 1;
        }
        return step.literalLength == 0 ? to : Swar.indexOf(bytes, at, to, step.stop);
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
}
