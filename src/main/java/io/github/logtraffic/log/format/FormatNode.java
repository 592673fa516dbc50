package io.github.logtraffic.log.format;

import io.github.logtraffic.log.format.FormatElement.Field;
import io.github.logtraffic.log.format.FormatElement.Literal;
import java.util.List;

/** A field of a text format, whether it stands in quotes, and the literal text behind it, without them. */
final class FormatNode {
    final Field field;
    boolean isQuoted;
    String literal = "";

    private FormatNode(Field field) {
        this.field = field;
    }

    /**
     * The fields of a format.
     *
     * @param nodes takes them, in order
     * @return the literal text before the first one, without its quote
     */
    static String read(List<FormatElement> elements, List<FormatNode> nodes) {
        String lead = "";
        for (FormatElement element : elements) {
            if (element instanceof Field field) {
                nodes.add(new FormatNode(field));
            } else if (nodes.isEmpty()) {
                lead += ((Literal) element).text();
            } else {
                nodes.get(nodes.size() - 1).literal += ((Literal) element).text();
            }
        }
        for (int i = 0; i < nodes.size(); i++) {
            FormatNode node = nodes.get(i);
            String before = i == 0 ? lead : nodes.get(i - 1).literal;
            if (before.endsWith("\"") && node.literal.startsWith("\"")) {
                String without = before.substring(0, before.length() - 1);
                node.isQuoted = true;
                node.literal = node.literal.substring(1);
                if (i == 0) {
                    lead = without;
                } else {
                    nodes.get(i - 1).literal = without;
                }
            }
        }
        return lead;
    }

    /** Whether it is the line's main field of that kind, in quotes or not, with that text behind it. */
    boolean is(ValueKind kind, boolean quoted, String literalBehind) {
        return FieldNames.isMain(field.name(), kind)
                && field.kind() == kind
                && isQuoted == quoted
                && literal.equals(literalBehind);
    }
}
