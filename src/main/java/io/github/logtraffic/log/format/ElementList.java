package io.github.logtraffic.log.format;

import java.util.ArrayList;
import java.util.List;

/** Collects the elements of a format; literal text that comes in pieces becomes one element. */
final class ElementList {
    private final List<FormatElement> elements = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();

    void add(char literalCharacter) {
        literal.append(literalCharacter);
    }

    void add(FormatElement.Field field) {
        endLiteral();
        elements.add(field);
    }

    List<FormatElement> toList() {
        endLiteral();
        return List.copyOf(elements);
    }

    private void endLiteral() {
        if (!literal.isEmpty()) {
            elements.add(new FormatElement.Literal(literal.toString()));
            literal.setLength(0);
        }
    }
}
