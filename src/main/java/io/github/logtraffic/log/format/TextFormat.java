package io.github.logtraffic.log.format;

import io.github.logtraffic.log.format.FormatElement.Field;
import io.github.logtraffic.log.format.FormatElement.Literal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A format whose lines are values with literal text between them. */
final class TextFormat extends LogFormat {
    private final List<FormatElement> elements;
    private final int exactFields;
    private final Leading leading;
    private final boolean isClosed;
    private final boolean isStrict;

    /**
     * @param name what to call it
     * @param elements what stands in a line, from its beginning on
     * @param exactFields how many of the fields a line has that is exactly in the format
     * @param leading what such a line begins with
     * @param isClosed whether nothing stands behind them in a line that is exactly in the format
     * @param isStrict whether texts that nothing quotes never hold what stands behind them, but for lists
     * @throws FormatSyntaxException when lines of these elements could not be told apart into values
     */
    TextFormat(
            String name,
            List<FormatElement> elements,
            int exactFields,
            Leading leading,
            boolean isClosed,
            boolean isStrict)
            throws FormatSyntaxException {
        super(name);
        this.elements = named(elements);
        this.exactFields = exactFields;
        this.leading = leading;
        this.isClosed = isClosed;
        this.isStrict = isStrict;
        StepCompiler.compile(this.elements, exactFields, isStrict, EntryPlan.SHAPE); // for its errors
    }

    /**
     * Of several fields with one name the best keeps it; the others get their own, and are texts. Parts of one value keep
     * it together.
     */
    private static List<FormatElement> named(List<FormatElement> elements) {
        Map<String, Field> best = new HashMap<>();
        for (FormatElement element : elements) {
            if (element instanceof Field field) {
                best.merge(field.name(), field, (one, other) -> other.rank() < one.rank() ? other : one);
            }
        }
        List<FormatElement> named = new ArrayList<>();
        for (FormatElement element : elements) {
            if (element instanceof Field field && !isMeant(field, best.getOrDefault(field.name(), field))) {
                named.add(new Field(
                        field.ownName(),
                        field.ownName(),
                        field.rank(),
                        field.kind(),
                        field.pattern(),
                        field.written()));
            } else {
                named.add(element);
            }
        }
        return List.copyOf(named);
    }

    private static boolean isMeant(Field field, Field best) {
        boolean isPart = field.kind() == ValueKind.PATTERN_TIME || field.kind() == ValueKind.SUMMED_SECONDS;
        return isSame(field, best) || (isPart && best.kind() == field.kind() && best.rank() == field.rank());
    }

    /** Whether two fields of one name are equal. A record's own equals takes 14 ms of each start, the first time. */
    private static boolean isSame(Field one, Field other) {
        return one.rank() == other.rank()
                && one.kind() == other.kind()
                && one.ownName().equals(other.ownName())
                && one.written().equals(other.written())
                && Objects.equals(one.pattern(), other.pattern());
    }

    @Override
    public List<String> fieldNames() {
        List<String> names = new ArrayList<>();
        for (FormatElement element : elements) {
            if (element instanceof Field field) {
                FieldNames.addWithParts(names, field.name(), field.kind());
            }
        }
        return List.copyOf(names);
    }

    @Override
    public LineParser newParser(EntryPlan plan) {
        try {
            StepSequence sequence = StepCompiler.compile(elements, exactFields, isStrict, plan);
            return isCommonLineOnly(sequence, plan)
                    ? new CommonLineParser(sequence.steps().get(0), leading)
                    : new TextParser(sequence, leading, isClosed, plan);
        } catch (FormatSyntaxException e) {
            throw new IllegalStateException(e); // the constructor has compiled the same elements
        }
    }

    private static boolean isCommonLineOnly(StepSequence sequence, EntryPlan plan) {
        return sequence.steps().size() == 1
                && sequence.steps().get(0).delimiter == Step.COMMON_LINE
                && !plan.wantsWholeLine()
                && plan.texts().isEmpty();
    }

    /** Apache's {@code %t} is when the request came, unless it says {@code %{end:…}t}; nginx logs when it has answered. */
    @Override
    public boolean isStampedAtStart() {
        boolean isApache = false;
        for (FormatElement element : elements) {
            if (element instanceof Field field && field.name().equals(FieldNames.TIME)) {
                isApache |= field.written().startsWith("%") && !field.written().startsWith("%{end");
            }
        }
        return isApache || super.isStampedAtStart();
    }

    /** Apache's {@code %O} and nginx's {@code $bytes_sent}. */
    @Override
    public boolean countsHeaders() {
        for (FormatElement element : elements) {
            if (element instanceof Field field
                    && field.name().equals(FieldNames.BYTES)
                    && field.ownName().equals("bytes_sent")) {
                return true;
            }
        }
        return super.countsHeaders();
    }

    /** The elements as they were written. */
    String written() {
        StringBuilder text = new StringBuilder();
        for (FormatElement element : elements) {
            text.append(element instanceof Literal literal ? literal.text() : ((Field) element).written());
        }
        return text.toString();
    }
}
