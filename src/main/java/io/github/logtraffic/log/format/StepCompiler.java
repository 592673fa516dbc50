package io.github.logtraffic.log.format;

import io.github.logtraffic.log.format.FormatElement.Field;
import io.github.logtraffic.log.format.FormatElement.Literal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Compiles the elements of a text format to the steps of a {@link TextParser}. */
final class StepCompiler {
    /** nginx's name for a question mark, if there is a query. */
    private static final String IS_ARGS = "is_args";

    private static final String LOGNAME = "logname"; // a word, where other texts may be lists

    private static final ByteClass SLASH = ByteClass.of("/");
    private static final ByteClass QUESTION_MARK = ByteClass.of("?");
    private static final ByteClass QUOTE = ByteClass.of("\"");
    private static final ByteClass BLANK = ByteClass.of(" ");

    private final EntryPlan plan;
    private final boolean isStrict;
    private final boolean hasPeer;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private int required;
    private int exact;
    private int used;

    /** A field, whether it stands in quotes, and the literal text behind it, without them. */
    private static final class Node {
        final Field field;
        boolean isQuoted;
        String literal = "";

        Node(Field field) {
            this.field = field;
        }

        boolean is(ValueKind kind, boolean quoted, String literalBehind) {
            return FieldNames.isMain(field.name(), kind)
                    && field.kind() == kind
                    && isQuoted == quoted
                    && literal.equals(literalBehind);
        }
    }

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
        compiler.addNodes(elements);
        compiler.addSteps(exactFields);
        StepSequence all = new StepSequence(compiler.steps, compiler.required, compiler.exact);
        return plan.wantsWholeLine() ? all : all.forEntries(compiler.used);
    }

    private void addNodes(List<FormatElement> elements) {
        String lead = "";
        for (FormatElement element : elements) {
            if (element instanceof Field field) {
                nodes.add(new Node(field));
            } else if (nodes.isEmpty()) {
                lead += ((Literal) element).text();
            } else {
                nodes.get(nodes.size() - 1).literal += ((Literal) element).text();
            }
        }
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
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
        if (!lead.isEmpty()) {
            steps.add(literal(lead));
        }
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
        if (FieldNames.isMain(field.name(), field.kind()) && isRequired(field.kind())) {
            required = steps.size();
        }
        if ((last.use != null && last.use.isUsed) || (last.request != null && last.request.isUsed)) {
            used = steps.size();
        }
    }

    static boolean isRequired(ValueKind kind) {
        return switch (kind) {
            case CLIENT, CLIENT_AND_PORT, LAST_CLIENT, REQUEST, ABSOLUTE_REQUEST, METHOD, TARGET, PATH, STATUS -> true;
            case CLF_TIME, ISO_TIME, EPOCH_TIME, ANY_TIME, PATTERN_TIME -> true;
            case TEXT, ADDRESSES, USER, QUERY, PROTOCOL, HOST, BYTES, NUMBER -> false;
            case SECONDS, MILLIS, MICROS, NANOS, ANY_DURATION, SUMMED_SECONDS -> false;
        };
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
                && (nodes.get(i + 3).literal.isEmpty()
                        || nodes.get(i + 3).literal.startsWith(" "));
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
        Node bytes = nodes.get(core + 4);
        return nodes.get(core + 3).literal.equals(" ")
                && bytes.field.kind() == ValueKind.BYTES
                && FieldNames.isMain(bytes.field.name(), ValueKind.BYTES)
                && !bytes.isQuoted
                && (bytes.literal.isEmpty() || bytes.literal.startsWith(" "));
    }

    private boolean isLogname(int i) {
        Node node = nodes.get(i);
        return node.field.name().equals(LOGNAME)
                && !node.isQuoted
                && node.literal.equals(" ")
                && plan.slot(LOGNAME) < 0;
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
        Node node = nodes.get(i);
        Field field = node.field;
        boolean runsInto = node.literal.isEmpty() && !node.isQuoted && i + 1 < nodes.size();
        FieldUse use = use(field);
        ByteClass run = runsInto ? run(field, nodes.get(i + 1)) : ByteClass.NONE;
        boolean isBeforeCore = i + 1 < nodes.size() && isCore(i + 1);
        boolean isFree = !node.isQuoted && !runsInto && !isBeforeCore && mayHoldLiteral(field.kind());
        return new Step(
                isBeforePort(i) ? Step.BEFORE_PORT : delimiter(node, runsInto, i + 1 == nodes.size()),
                use.isUsed ? use : null,
                null,
                bytes(node.literal),
                reason(field),
                isFree && !(isStrict && isText(field.kind())),
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

    private static boolean isText(ValueKind kind) {
        return kind == ValueKind.TEXT || kind == ValueKind.ADDRESSES;
    }

    private static int delimiter(Node node, boolean runsInto, boolean isLast) {
        ValueKind kind = node.field.kind();
        if (node.isQuoted) {
            // HAProxy's request is the last field because log lines have a greatest length.
            return isLast && kind == ValueKind.REQUEST ? Step.LAST_QUOTED : Step.QUOTED;
        }
        boolean isList = !runsInto
                && isText(kind)
                && node.literal.startsWith(" ")
                && !node.field.name().equals(LOGNAME);
        return isList ? Step.LIST : delimiter(kind, runsInto);
    }

    private static int delimiter(ValueKind kind, boolean runsInto) {
        return switch (kind) {
            case CLF_TIME -> Step.CLF_TIME;
            case PATTERN_TIME -> Step.PATTERN;
            case STATUS -> Step.STATUS;
            case CLIENT, CLIENT_AND_PORT -> runsInto ? Step.RUN : Step.CLIENT;
            case BYTES, NUMBER -> runsInto ? Step.RUN : Step.NUMBER;
            case SECONDS, MILLIS, MICROS, NANOS, ANY_DURATION, SUMMED_SECONDS ->
                runsInto ? Step.RUN : Step.PADDED_NUMBER;
            case TEXT,
                    ADDRESSES,
                    LAST_CLIENT,
                    USER,
                    REQUEST,
                    ABSOLUTE_REQUEST,
                    METHOD,
                    TARGET,
                    PATH,
                    QUERY,
                    PROTOCOL,
                    HOST -> runsInto ? Step.RUN : Step.UP_TO;
            case ISO_TIME, EPOCH_TIME, ANY_TIME -> runsInto ? Step.RUN : Step.UP_TO;
        };
    }

    private static boolean mayHoldLiteral(ValueKind kind) {
        return switch (kind) {
            case TEXT, ADDRESSES, USER, REQUEST, ABSOLUTE_REQUEST, TARGET, PATH, QUERY, LAST_CLIENT -> true;
            default -> false;
        };
    }

    /** What a value consists of behind which the next one begins without a literal between them. */
    private static ByteClass run(Field field, Node next) throws FormatSyntaxException {
        return switch (field.kind()) {
            case CLIENT, CLIENT_AND_PORT, HOST -> ByteClass.HOST;
            case METHOD -> ByteClass.METHOD;
            case BYTES, NUMBER, SECONDS, MILLIS, MICROS, NANOS, SUMMED_SECONDS, EPOCH_TIME -> ByteClass.NUMBER;
            case ISO_TIME, ANY_TIME, PROTOCOL, ANY_DURATION -> ByteClass.WORD;
            case CLF_TIME, PATTERN_TIME, STATUS -> ByteClass.NONE;
            case TEXT, ADDRESSES, LAST_CLIENT, USER, REQUEST, ABSOLUTE_REQUEST, TARGET, PATH, QUERY ->
                upTo(field, next);
        };
    }

    private static ByteClass upTo(Field field, Node next) throws FormatSyntaxException {
        if (field.name().equals(IS_ARGS)) {
            return QUESTION_MARK;
        }
        if (next.isQuoted) {
            return QUOTE.inverted();
        }
        if (next.field.name().equals(IS_ARGS)) {
            return QUESTION_MARK.inverted().without(BLANK);
        }
        ByteClass start = switch (next.field.kind()) {
            case TARGET, PATH -> SLASH;
            case QUERY -> QUESTION_MARK;
            default ->
                throw new FormatSyntaxException(
                        field.written() + next.field.written(),
                        1,
                        "has nothing that tells where one ends and the next begins");
        };
        return start.inverted().without(BLANK);
    }

    static MalformedReason reason(Field field) {
        if (!FieldNames.isMain(field.name(), field.kind())) {
            return MalformedReason.SHAPE;
        }
        return switch (field.kind()) {
            case CLIENT, CLIENT_AND_PORT, LAST_CLIENT -> MalformedReason.CLIENT;
            case REQUEST, ABSOLUTE_REQUEST, METHOD, TARGET, PATH -> MalformedReason.REQUEST;
            case STATUS -> MalformedReason.STATUS;
            case CLF_TIME, ISO_TIME, EPOCH_TIME, ANY_TIME, PATTERN_TIME -> MalformedReason.TIMESTAMP;
            default -> MalformedReason.SHAPE;
        };
    }

    private static String expected(Node node) {
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
