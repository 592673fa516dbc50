package io.github.logtraffic.log.filter;

import java.util.ArrayList;
import java.util.List;

/** Splits what was typed at its commas, and takes {@code !} from the front of each part. */
final class ValueList {
    private ValueList() {}

    /**
     * A part of what was typed.
     *
     * @param isNegated whether a {@code !} stood in front
     * @param text the rest, without blanks around it
     * @param at where the text begins in what was typed
     */
    record Part(boolean isNegated, String text, int at) {}

    static List<Part> parts(String typed) {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (int comma = 0; comma >= 0; from = comma + 1) {
            comma = typed.indexOf(',', from);
            String text = typed.substring(from, comma < 0 ? typed.length() : comma);
            boolean isNegated = text.stripLeading().startsWith("!");
            String rest = (isNegated ? text.substring(text.indexOf('!') + 1) : text).stripLeading();
            parts.add(new Part(isNegated, rest.strip(), from + text.length() - rest.length()));
        }
        return parts;
    }
}
