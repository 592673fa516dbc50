package io.github.logtraffic.log.value;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds what a {@link TimePattern} runs: a list of instructions of four bytes, of which the lowest is the operation and
 * the others are its arguments.
 */
final class TimeProgram {
    /** The byte that is the argument. */
    static final int LITERAL = 0;
    /** A number: the part of {@link TimeParts} that it is, its least and its greatest number of digits. */
    static final int NUMBER = 1;
    /** A blank, or nothing. */
    static final int OPTIONAL_BLANK = 2;
    /** An English month: 1 when it is not abbreviated. */
    static final int MONTH_NAME = 3;
    /** An English day of the week: 1 when it is not abbreviated. */
    static final int DAY_NAME = 4;
    /** {@code AM} or {@code PM}. */
    static final int HALF_DAY = 5;
    /** An offset from UTC. */
    static final int OFFSET = 6;
    /** A zone's name. */
    static final int ZONE_NAME = 7;
    /** A number of units since the epoch: one is ten to the power of the argument microseconds. */
    static final int EPOCH = 8;

    private final List<Integer> instructions = new ArrayList<>();

    /** The operation of an instruction. */
    static int operation(int instruction) {
        return instruction & 0xFF;
    }

    /** An argument of an instruction, from 1 to 3. */
    static int argument(int instruction, int number) {
        return (instruction >>> (Byte.SIZE * number)) & 0xFF;
    }

    /** Adds an operation without arguments. */
    TimeProgram add(int operation) {
        instructions.add(operation);
        return this;
    }

    /** Adds an operation with one argument. */
    TimeProgram add(int operation, int argument) {
        return add(operation | (argument & 0xFF) << Byte.SIZE);
    }

    /** Adds text that must be there as it is. */
    TimeProgram literal(String text) {
        for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
            add(LITERAL, value);
        }
        return this;
    }

    /** Adds a number that is a part of the time. */
    TimeProgram number(int part, int leastDigits, int mostDigits) {
        return add(NUMBER | part << Byte.SIZE | leastDigits << (2 * Byte.SIZE) | mostDigits << (3 * Byte.SIZE));
    }

    /** The pattern that does all that was added. */
    TimePattern pattern(String source) {
        return new TimePattern(
                source, instructions.stream().mapToInt(Integer::intValue).toArray());
    }
}
