package io.github.logtraffic.log.filter;

/** The statuses that a filter keeps. */
public final class StatusSet {
    private static final int STATUSES = 1_000;
    private static final String EXPECTED =
            "expected a status such as 404, a class such as 5xx or a range such as 400-410, each maybe behind '!'";

    private final boolean[] kept;

    private StatusSet(boolean[] kept) {
        this.kept = kept;
    }

    /**
     * The statuses that any of the values without {@code !} names, or all when there is none, but for those that one with
     * {@code !} names.
     *
     * @param values each a list such as {@code 5xx,!503,400-410}
     * @throws FilterSyntaxException when one is anything else
     */
    public static StatusSet parse(Iterable<String> values) throws FilterSyntaxException {
        boolean[] positive = new boolean[STATUSES];
        boolean[] negated = new boolean[STATUSES];
        boolean hasPositive = false;
        for (String value : values) {
            for (ValueList.Part part : ValueList.parts(value)) {
                mark(part, part.isNegated() ? negated : positive);
                hasPositive |= !part.isNegated();
            }
        }
        boolean[] kept = new boolean[STATUSES];
        for (int status = 0; status < STATUSES; status++) {
            kept[status] = (positive[status] || !hasPositive) && !negated[status];
        }
        return new StatusSet(kept);
    }

    private static void mark(ValueList.Part part, boolean[] marked) throws FilterSyntaxException {
        String text = part.text();
        int dash = text.indexOf('-');
        int first = bound(dash < 0 ? text : text.substring(0, dash), 0);
        int last = bound(dash < 0 ? text : text.substring(dash + 1), 9);
        if (first < 0 || last < first) {
            throw new FilterSyntaxException(EXPECTED, text, part.at());
        }
        for (int status = first; status <= last; status++) {
            marked[status] = true;
        }
    }

    /**
     * The status, 0 to 999, in which an {@code x} stands for the filler; -1 when it is none. It has three digits as in logs, but for
     * the 0 that JSON logs have: who types 5 means 5xx, and would get nothing.
     */
    private static int bound(String text, int filler) {
        int status = text.length() == 3 || text.equals("0") ? 0 : -1;
        for (int i = 0; i < text.length() && status >= 0; i++) {
            char c = text.charAt(i);
            boolean isAny = i > 0 && (c == 'x' || c == 'X');
            int digit = isAny ? filler : c - '0';
            status = digit < 0 || digit > 9 ? -1 : status * 10 + digit;
        }
        return status;
    }

    /** Whether a status, 0 to 999, is one of them. */
    boolean contains(int status) {
        return kept[status];
    }
}
