package io.github.logtraffic.log.filter;

import io.github.logtraffic.log.entry.AccessLogEntry;

/** A {@link TextCondition} of the text in one slot of entries, for one thread. */
final class SlotTest {
    private final int slot;
    private final boolean keepsAbsent;
    private final boolean keepsUnlessNegated;
    private final TextTest[] tests;
    private final TextTest[] negatedTests;

    /**
     * @param slot the slot of the text
     * @param keepsAbsent whether an entry without the text passes
     * @param keepsUnlessNegated whether one with it passes that none of the tests matches
     */
    SlotTest(int slot, boolean keepsAbsent, boolean keepsUnlessNegated, TextTest[] tests, TextTest[] negatedTests) {
        this.slot = slot;
        this.keepsAbsent = keepsAbsent;
        this.keepsUnlessNegated = keepsUnlessNegated;
        this.tests = tests;
        this.negatedTests = negatedTests;
    }

    /** Whether an entry passes. */
    boolean passes(AccessLogEntry entry) {
        if (!entry.hasText(slot)) {
            return keepsAbsent;
        }
        byte[] bytes = entry.textBytes(slot);
        int from = entry.textFrom(slot);
        int to = entry.textTo(slot);
        return (keepsUnlessNegated || matchesAny(tests, bytes, from, to)) && !matchesAny(negatedTests, bytes, from, to);
    }

    private static boolean matchesAny(TextTest[] tests, byte[] bytes, int from, int to) {
        for (TextTest test : tests) {
            if (test.matches(bytes, from, to)) {
                return true;
            }
        }
        return false;
    }
}
