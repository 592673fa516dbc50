package io.github.logtraffic.log.format;

import io.github.logtraffic.log.format.FormatElement.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Compiles the elements of a text format to the steps of a {@link TextParser}. */
final class StepCompiler {
    private final EntryPlan plan;
    private final boolean isStrict;
    private final boolean hasPeer;
    private final List<FormatNode> nodes = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private int required;
    private int exact;
    private int used;

    private StepCompiler(EntryPlan plan, boolean isStrict, boolean hasPeer) {
        this.plan = plan;
        this.isStrict = isStrict;
        this.hasPeer = hasPeer;
    }

    /**
     * Compiles.
     *
     * @param elements the format, in which no two fields have one name, but for parts of a time or a duration
     * @param exactFields how many of the fields a line has that is exactly in the format
     * @param isStrict whether texts that nothing quotes never hold what stands behind them, but for lists
     * @param plan what entries are to hold; what only others would need is left out
     * @throws FormatSyntaxException when nothing tells where a value ends, or there is no status
     */
    static StepSequence compile(List<FormatElement> elements, int exactFields, boolean isStrict, EntryPlan plan)
            throws FormatSyntaxException {
        boolean hasPeer = elements.stream()
                .anyMatch(element ->
                        element instanceof Field field && field.name().equals(FieldNames.PEER));
        StepCompiler compiler = new StepCompiler(plan, isStrict, hasPeer);
        String lead = FormatNode.read(elements, compiler.nodes);
        if (!lead.isEmpty()) {
            compiler.steps.add(literal(lead));
        }
        compiler.addSteps(exactFields);
        StepSequence all = new StepSequence(compiler.steps, compiler.required, compiler.exact);
        return plan.wantsWholeLine() ? all : all.forEntries(compiler.used);
    }

    private static Step literal(String text) {
        return new Step(
                Step.LITERAL, null, null, bytes(text), MalformedReason.SHAPE, false, ByteClass.NONE, quote(text));
    }

    private void addSteps(int exactFields) throws FormatSyntaxException {
        boolean hasStatus = false;
        for (int i = 0; i < nodes.size(); i++) {
            Field field = nodes.get(i).field;
            hasStatus |= FieldNames.isMain(field.name(), ValueKind.STATUS) && field.kind() == ValueKind.STATUS;
            if (isCommonLine(i)) {
                i += addCommonLine(i);
                hasStatus = true;
            } else if (isCore(i)) {
                addCore(i);
                hasStatus = true;
                i += 3;
            } else {
                steps.add(step(i));
            }
            count(nodes.get(i).field);
            exact = i < exactFields ? steps.size() : exact;
        }
        if (!hasStatus) {
            throw new FormatSyntaxException("The format", 1, "has no status: $status, or %>s");
        }
    }

    private void count(Field field) {
        Step last = steps.get(steps.size() - 1);
        if (FieldNames.isMain(field.name(), field.kind()) && field.kind().isRequired()) {
            required = steps.size();
        }
        if ((last.use != null && last.use.isUsed) || (last.request != null && last.request.isUsed)) {
            used = steps.size();
        }
    }

    /** Whether a user, a time in brackets, a request in quotes and a status begin here. */
    private boolean isCore(int i) {
        return i + 3 < nodes.size()
                && nodes.get(i).is(ValueKind.USER, false, " [")
                && nodes.get(i + 1).is(ValueKind.CLF_TIME, false, "] ")
                && nodes.get(i + 2).is(ValueKind.REQUEST, true, " ")
                && nodes.get(i + 3).field.kind() == ValueKind.STATUS
                && FieldNames.isMain(nodes.get(i + 3).field.name(), ValueKind.STATUS)
                && !nodes.get(i + 3).isQuoted
                && isBeforeBlank(i + 3);
    }

    /** Whether a client, a logname or a dash, the core and the bytes begin here. */
    private boolean isCommonLine(int i) {
        if (i + 1 >= nodes.size()) {
            return false;
        }
        boolean hasLogname = isLogname(i + 1) && nodes.get(i).is(ValueKind.CLIENT, false, " ");
        int core = hasLogname ? i + 2 : i + 1;
        boolean isClient = hasLogname || nodes.get(i).is(ValueKind.CLIENT, false, " - ");
        if (!isClient || !isCore(core) || core + 4 >= nodes.size()) {
            return false;
        }
        FormatNode bytes = nodes.get(core + 4);
        return nodes.get(core + 3).literal.equals(" ")
                && bytes.field.kind() == ValueKind.BYTES
                && FieldNames.isMain(bytes.field.name(), ValueKind.BYTES)
                && !bytes.isQuoted
                && isBeforeBlank(core + 4);
    }

    /** Whether a blank follows, or nothing. */
    private boolean isBeforeBlank(int i) {
        String literal = nodes.get(i).literal;
        return literal.isEmpty() ? i + 1 == nodes.size() : literal.startsWith(" ");
    }

    private boolean isLogname(int i) {
        FormatNode node = nodes.get(i);
        return node.field.name().equals(Delimiting.LOGNAME)
                && !node.isQuoted
                && node.literal.equals(" ")
                && plan.slot(Delimiting.LOGNAME) < 0;
    }

    /** Adds the step; how many nodes it reads besides the first one. */
    private int addCommonLine(int i) {
        boolean hasLogname = isLogname(i + 1);
        int core = hasLogname ? i + 2 : i + 1;
        steps.add(Step.ofCommonLine(
                use(nodes.get(i).field),
                use(nodes.get(core).field),
                use(nodes.get(core + 2).field),
                hasLogname,
                "a client, a logname, a user, a time in brackets, a request in quotes, a status and bytes"));
        required = steps.size();
        used = steps.size();
        String literal = nodes.get(core + 4).literal; // of its own, because a line is an entry without it
        if (!literal.isEmpty()) {
            steps.add(literal(literal));
        }
        return core + 4 - i;
    }

    private void addCore(int i) {
        steps.add(new Step(
                Step.USER_TO_STATUS,
                use(nodes.get(i).field),
                use(nodes.get(i + 2).field),
                bytes(nodes.get(i + 3).literal),
                MalformedReason.STATUS,
                false,
                ByteClass.NONE,
                "a user, a time in brackets, a request in quotes and a status of three digits"));
    }

    private Step step(int i) throws FormatSyntaxException {
        FormatNode node = nodes.get(i);
        Field field = node.field;
        boolean runsInto = node.literal.isEmpty() && !node.isQuoted && i + 1 < nodes.size();
        FieldUse use = use(field);
        ByteClass run = runsInto ? Delimiting.run(field, nodes.get(i + 1)) : ByteClass.NONE;
        boolean isBeforeCore = i + 1 < nodes.size() && isCore(i + 1);
        boolean isFree = !node.isQuoted && !runsInto && !isBeforeCore && Delimiting.mayHoldLiteral(field.kind());
        return new Step(
                isBeforePort(i) ? Step.BEFORE_PORT : Delimiting.delimiter(node, runsInto, i + 1 == nodes.size()),
                use.isUsed ? use : null,
                null,
                bytes(node.literal),
                MalformedReason.of(field),
                isFree && !(isStrict && Delimiting.isText(field.kind())),
                run,
                expected(node));
    }

    /** Whether a port follows, as in <code>$remote_addr:$remote_port</code> and {@code %v:%p}. */
    private boolean isBeforePort(int i) {
        ValueKind kind = nodes.get(i).field.kind();
        return (kind == ValueKind.CLIENT || kind == ValueKind.HOST)
                && nodes.get(i).literal.equals(":")
                && !nodes.get(i).isQuoted
                && i + 1 < nodes.size()
                && nodes.get(i + 1).field.kind() == ValueKind.NUMBER
                && !nodes.get(i + 1).literal.startsWith(":");
    }

    private FieldUse use(Field field) {
        boolean isMain = FieldNames.isMain(field.name(), field.kind());
        boolean isPeer = isMain && field.name().equals(FieldNames.CLIENT) && !hasPeer;
        int own = plan.slot(field.name());
        return new FieldUse(
                field,
                plan,
                isMain ? field.kind() : ValueKind.TEXT,
                own < 0 && isPeer ? plan.slot(FieldNames.PEER) : own);
    }

    private static String expected(FormatNode node) {
        return node.field.written()
                + (node.isQuoted ? " in quotes" : "")
                + (node.literal.isEmpty() ? "" : ", then " + quote(node.literal));
    }

    private static String quote(String text) {
        return "'" + text + "'";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
