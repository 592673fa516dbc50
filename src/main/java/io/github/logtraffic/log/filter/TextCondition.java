package io.github.logtraffic.log.filter;

import java.util.ArrayList;
import java.util.List;

/**
 * What a field of an entry must be like: any of some patterns, when there are some, and none of the negated ones. An
 * entry that does not have the field is like no pattern but {@code -}.
 */
public final class TextCondition {
    private final String field;
    private final List<TextPattern> patterns;

    private TextCondition(String field, List<TextPattern> patterns) {
        this.field = field;
        this.patterns = List.copyOf(patterns);
    }

    /**
     * A condition of patterns as {@link TextPattern#parse} reads them.
     *
     * @param field the field's name
     * @param values the patterns, at least one
     * @param ignoresCase whether letters match both of their cases
     * @throws FilterSyntaxException when one is no pattern
     */
    public static TextCondition parse(String field, List<String> values, boolean ignoresCase)
            throws FilterSyntaxException {
        List<TextPattern> patterns = new ArrayList<>();
        for (String value : values) {
            patterns.add(TextPattern.parse(value, ignoresCase));
        }
        return new TextCondition(field, patterns);
    }

    /**
     * A condition of whole words in any case, lists of which are separated by commas.
     *
     * @param field the field's name
     * @param values the lists, at least one
     * @throws FilterSyntaxException when a word is missing, or no pattern
     */
    public static TextCondition parseWords(String field, List<String> values) throws FilterSyntaxException {
        List<TextPattern> patterns = new ArrayList<>();
        for (String value : values) {
            for (ValueList.Part part : ValueList.parts(value)) {
                patterns.add(TextPattern.parseWord(part));
            }
        }
        return new TextCondition(field, patterns);
    }

    /** The name of the field. */
    public String field() {
        return field;
    }

    /** Whether an entry that does not have the field is kept. */
    public boolean keepsAbsent() {
        return (!hasPositive() || has(false, true)) && !has(true, true);
    }

    private boolean hasPositive() {
        return has(false, false) || has(false, true);
    }

    private boolean has(boolean negated, boolean ofAbsent) {
        return patterns.stream()
                .anyMatch(pattern -> pattern.isNegated() == negated && pattern.isOfAbsent() == ofAbsent);
    }

    /** How long it takes to tell, compared with others. */
    int cost() {
        return patterns.stream().mapToInt(TextPattern::cost).sum();
    }

    /** The condition, made to be asked by one thread. */
    SlotTest inSlot(int slot) {
        return new SlotTest(slot, keepsAbsent(), !hasPositive(), tests(false), tests(true));
    }

    /** Those of texts that are there: {@code -} is like none of them. */
    private TextTest[] tests(boolean negated) {
        return patterns.stream()
                .filter(pattern -> pattern.isNegated() == negated && !pattern.isOfAbsent())
                .map(TextPattern::newTest)
                .toArray(TextTest[]::new);
    }
}
