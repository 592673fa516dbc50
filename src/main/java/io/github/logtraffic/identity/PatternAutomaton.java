package io.github.logtraffic.identity;

import java.util.Arrays;
import java.util.List;

/**
 * Finds which of many patterns a text holds in one pass over its bytes: the automaton of Aho and Corasick, "Efficient
 * string matching" (1975), with all its transitions in one table.
 */
final class PatternAutomaton {
    /** States are numbered by chars; each byte of a pattern makes at most one. */
    static final int MOST_PATTERN_BYTES = Character.MAX_VALUE;

    /** What is found when no pattern is. */
    static final int NONE = Integer.MAX_VALUE;

    private static final int BYTES = 256;
    private static final char ROOT = 0;

    private final AgentPattern[] patterns;

    /** Columns of the table by byte: bytes that are in no pattern share column 0, both cases of a letter one. */
    private final byte[] columns = new byte[BYTES];

    private final int width;
    private final char[] next;

    /** The first pattern that ends in a state by itself, and from each pattern the next one; NONE at the end. */
    private final int[] endingAt;

    private final int[] alsoEnding;

    /** The nearest state for a shorter end of the same text in which a pattern ends, ROOT for none. */
    private final char[] shorterEnd;

    /** The first of all patterns that end in a state. */
    private final int[] best;

    /**
     * @param ordered the first is found before the others
     * @throws IllegalArgumentException for patterns of more than {@link #MOST_PATTERN_BYTES} in all
     */
    PatternAutomaton(List<AgentPattern> ordered) {
        patterns = ordered.toArray(new AgentPattern[0]);
        int bytes = 0;
        for (AgentPattern pattern : patterns) {
            bytes += pattern.length();
        }
        if (bytes > MOST_PATTERN_BYTES) {
            throw new IllegalArgumentException("patterns of " + bytes + " bytes");
        }
        width = numberColumns();
        char[] table = new char[(bytes + 1) * width];
        endingAt = new int[bytes + 1];
        alsoEnding = new int[patterns.length];
        Arrays.fill(endingAt, NONE);
        int states = makeTrie(table);
        next = Arrays.copyOf(table, states * width);
        shorterEnd = new char[states];
        best = Arrays.copyOf(endingAt, states);
        linkShorterEnds();
    }

    private int numberColumns() {
        int columnsUsed = 1;
        for (AgentPattern pattern : patterns) {
            for (int i = 0; i < pattern.length(); i++) {
                int value = pattern.byteAt(i) & 0xFF;
                if (columns[value] == 0) {
                    columns[value] = (byte) columnsUsed++;
                }
            }
        }
        for (int upper = 'A'; upper <= 'Z'; upper++) {
            columns[upper] = columns[upper | 0x20];
        }
        return columnsUsed;
    }

    private int column(byte value) {
        return columns[value & 0xFF] & 0xFF;
    }

    /** Fills in the transitions that lengthen a beginning of a pattern; the last pattern first, so that chains begin with the first. */
    private int makeTrie(char[] table) {
        int states = 1;
        for (int index = patterns.length - 1; index >= 0; index--) {
            AgentPattern pattern = patterns[index];
            int state = ROOT;
            for (int i = 0; i < pattern.length(); i++) {
                int at = state * width + column(pattern.byteAt(i));
                if (table[at] == ROOT) {
                    table[at] = (char) states++;
                }
                state = table[at];
            }
            alsoEnding[index] = endingAt[state];
            endingAt[state] = index;
        }
        return states;
    }

    /** Fills in all other transitions, state by state in order of the length of their texts. */
    private void linkShorterEnds() {
        char[] fallback = new char[best.length];
        char[] queue = new char[best.length];
        int queued = 0;
        for (int column = 0; column < width; column++) {
            if (next[column] != ROOT) {
                queue[queued++] = next[column];
            }
        }
        for (int done = 0; done < queued; done++) {
            int state = queue[done];
            int shorter = fallback[state];
            shorterEnd[state] = (char) (endingAt[shorter] != NONE ? shorter : shorterEnd[shorter]);
            best[state] = Math.min(best[state], best[shorter]);
            for (int column = 0; column < width; column++) {
                int at = state * width + column;
                char onShorter = next[shorter * width + column];
                if (next[at] == ROOT) {
                    next[at] = onShorter;
                } else {
                    fallback[next[at]] = onShorter;
                    queue[queued++] = next[at];
                }
            }
        }
    }

    /** The index of the first pattern of all that the range holds, {@link #NONE} when it holds none. */
    int first(byte[] bytes, int from, int to) {
        int found = NONE;
        int state = ROOT;
        for (int at = from; at < to; at++) {
            state = next[state * width + column(bytes[at])];
            if (best[state] < found) {
                found = Math.min(found, firstEnding(state, bytes, from, to, at + 1));
            }
        }
        return found;
    }

    private int firstEnding(int state, byte[] bytes, int from, int to, int end) {
        int found = NONE;
        for (int ends = state; ends != ROOT; ends = shorterEnd[ends]) {
            int index = endingAt[ends];
            while (index < found && !patterns[index].mayStand(bytes, from, to, end - patterns[index].length(), end)) {
                index = alsoEnding[index];
            }
            found = Math.min(found, index);
        }
        return found;
    }
}
