package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.Swar;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step of a {@link TextParser}: a value, delimited in one of several ways, and the literal text behind it. */
final class Step {
    // Ways to delimit a value. Numbers, because an enum's switch costs a memory access more per step.
    /** No value, only the literal. */
    static final int LITERAL = 0;
    /** An address or a name up to the literal, without blanks. */
    static final int CLIENT = 1;
    /** Up to the literal, or to the end of the line. */
    static final int UP_TO = 2;
    /** In double quotes, which belong to the step; or {@code -} without quotes. */
    static final int QUOTED = 3;
    /** The length of a timestamp of the common log format. */
    static final int CLF_TIME = 4;
    /** As long as a time's pattern says. */
    static final int PATTERN = 5;
    /** Three digits. */
    static final int STATUS = 6;
    /** Up to a blank or the literal. */
    static final int NUMBER = 7;
    /** The same, maybe with blanks in front. */
    static final int PADDED_NUMBER = 11;
    /** Bytes of a class. */
    static final int RUN = 8;
    /** A user that may hold anything, a timestamp in brackets, a request in quotes and a status. */
    static final int USER_TO_STATUS = 9;
    /** A client, a logname, then these, then the bytes. */
    static final int COMMON_LINE = 14;
    /** Up to the literal, in double quotes in which a doubled quote is one; as in W3C logs. */
    static final int W3C = 10;
    /** A date and, behind the literal, a time of day, up to the next one. */
    static final int W3C_TIME = 15;
    /** Up to the literal, a blank; but a blank behind a comma and those around a colon are part of the value. */
    static final int LIST = 12;
    /** In double quotes, of which the closing one may be missing at the end of the line. */
    static final int LAST_QUOTED = 13;
    /** An address or a name up to the last colon of a word, behind which its port stands; in IPv6 there are more colons. */
    static final int BEFORE_PORT = 17;

    /** Several values in a row that nobody wants, each with a literal of one byte behind it but for the last one's. */
    static final int SKIPPED = 16;

    final int delimiter;
    final @Nullable FieldUse use;

    // Of a step that reads several fields at once, whose own use is its user's: what becomes of the others.
    final @Nullable FieldUse request;
    final @Nullable FieldUse client;
    final boolean takesAnyLogname;

    /** The values of a {@link #SKIPPED}. */
    final List<Step> skipped;

    private final byte[] literal;

    /** How long the literal is. */
    final int literalLength;

    /** The literal's first byte; a blank when there is no literal. */
    final byte stop;

    /** What a line lacks in which this step fails. */
    final MalformedReason reason;

    /** Whether the literal may occur in the value, so that the next one may be meant. */
    final boolean mayHoldLiteral;

    private final long lowMask; // of the bytes 0 to 63 that a RUN consists of
    private final long highMask; // of the bytes 64 to 127
    private final boolean takesHighBytes;

    /** The only byte that a {@link #RUN} does not hold; 0 when there are several. */
    final byte runStop;

    /** What a reader expects here, for messages. */
    final String expected;

    Step(
            int delimiter,
            @Nullable FieldUse use,
            @Nullable FieldUse request,
            byte[] literal,
            MalformedReason reason,
            boolean mayHoldLiteral,
            ByteClass run,
            String expected) {
        this(delimiter, use, request, null, false, List.of(), literal, reason, mayHoldLiteral, run, expected);
    }

    /** A {@link #COMMON_LINE}: what becomes of its client, its user and its request. */
    static Step ofCommonLine(
            FieldUse client, FieldUse user, FieldUse request, boolean takesAnyLogname, String expected) {
        return new Step(
                COMMON_LINE,
                user,
                request,
                client,
                takesAnyLogname,
                List.of(),
                new byte[0],
                MalformedReason.SHAPE,
                false,
                ByteClass.NONE,
                expected);
    }

    /** A {@link #SKIPPED} of these steps. */
    static Step ofSkipped(List<Step> skipped) {
        Step last = skipped.get(skipped.size() - 1);
        return new Step(
                SKIPPED,
                null,
                null,
                null,
                false,
                skipped,
                last.literal,
                MalformedReason.SHAPE,
                false,
                ByteClass.NONE,
                skipped.get(0).expected);
    }

    /** Whether the step can be part of a {@link #SKIPPED}. */
    boolean canBeSkipped() {
        boolean isPlain = delimiter == NUMBER || delimiter == UP_TO || delimiter == LIST || delimiter == W3C;
        return isPlain && use == null && literalLength == 1 && !mayHoldLiteral && reason == MalformedReason.SHAPE;
    }

    private Step(
            int delimiter,
            @Nullable FieldUse use,
            @Nullable FieldUse request,
            @Nullable FieldUse client,
            boolean takesAnyLogname,
            List<Step> skipped,
            byte[] literal,
            MalformedReason reason,
            boolean mayHoldLiteral,
            ByteClass run,
            String expected) {
        this.skipped = List.copyOf(skipped);
        this.client = client;
        this.takesAnyLogname = takesAnyLogname;
        this.delimiter = delimiter;
        this.use = use;
        this.request = request;
        this.literal = Arrays.copyOf(literal, literal.length);
        this.literalLength = literal.length;
        this.stop = literal.length == 0 ? (byte) ' ' : literal[0];
        this.reason = reason;
        this.mayHoldLiteral = mayHoldLiteral;
        this.lowMask = run.low();
        this.highMask = run.high();
        this.takesHighBytes = run.beyondAscii();
        this.runStop = run.onlyMissing();
        this.expected = expected;
    }

    /** Whether the literal stands at a place of a line that ends at {@code to}. */
    boolean isLiteralAt(byte[] bytes, int at, int to) {
        if (to - at < literalLength) {
            return false;
        }
        for (int i = 0; i < literalLength; i++) {
            if (bytes[at + i] != literal[i]) {
                return false;
            }
        }
        return true;
    }

    /** Where the literal stands next, {@code to} when it does not. */
    int nextLiteral(byte[] bytes, int from, int to) {
        int at = Swar.indexOf(bytes, Math.min(from, to), to, stop);
        while (literalLength > 1 && at < to && !isLiteralAt(bytes, at, to)) {
            at = Swar.indexOf(bytes, at + 1, to, stop);
        }
        return at;
    }

    /** Whether a {@link #RUN} may hold the byte. */
    boolean isInRun(byte value) {
        if (value < 0) {
            return takesHighBytes;
        }
        return ((value < 64 ? lowMask : highMask) >>> value & 1) != 0; // shifts count modulo 64
    }

    /** The literal as text, for messages. */
    String literalText() {
        return new String(literal, java.nio.charset.StandardCharsets.UTF_8);
    }
}
