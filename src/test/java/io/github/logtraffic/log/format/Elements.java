package io.github.logtraffic.log.format;

import io.github.logtraffic.log.format.FormatElement.Field;
import io.github.logtraffic.log.format.FormatElement.Literal;
import java.util.List;

/** Elements of formats in few words, for expectations. */
final class Elements {
    private Elements() {}

    /** A literal in quotes; a field as {@code name/ownName rank KIND}, without the own name when it is the same. */
    static String describe(FormatElement element) {
        if (element instanceof Literal literal) {
            return "'" + literal.text() + "'";
        }
        Field field = (Field) element;
        String own = field.ownName().equals(field.name()) ? "" : "/" + field.ownName();
        return field.name() + own + " " + field.rank() + " " + field.kind();
    }

    /** All elements, each described, in one line. */
    static String describe(List<FormatElement> elements) {
        return String.join(" ", elements.stream().map(Elements::describe).toList());
    }

    /** What the fields were written as, in one line. */
    static String written(List<FormatElement> elements) {
        return String.join(
                " ",
                elements.stream()
                        .filter(Field.class::isInstance)
                        .map(element -> ((Field) element).written())
                        .toList());
    }
}
