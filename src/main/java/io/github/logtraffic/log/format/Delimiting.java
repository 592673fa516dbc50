package io.github.logtraffic.log.format;

import io.github.logtraffic.log.format.FormatElement.Field;

/** How values of each kind end: what {@link StepCompiler} asks of each field. */
final class Delimiting {
    /** nginx's name for a question mark, if there is a query. */
    private static final String IS_ARGS = "is_args";

    /** The logname: a word, where other texts may be lists. */
    static final String LOGNAME = "logname";

    private static final ByteClass SLASH = ByteClass.of("/");
    private static final ByteClass QUESTION_MARK = ByteClass.of("?");
    private static final ByteClass QUOTE = ByteClass.of("\"");
    private static final ByteClass BLANK = ByteClass.of(" ");

    private Delimiting() {}

    /** Whether the value is a text, which may hold anything. */
    static boolean isText(ValueKind kind) {
        return kind == ValueKind.TEXT || kind == ValueKind.ADDRESSES;
    }

    /** How a {@link Step} finds where the value of a field ends. */
    static int delimiter(FormatNode node, boolean runsInto, boolean isLast) {
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

    /** Whether such values may hold the text that stands behind them. */
    static boolean mayHoldLiteral(ValueKind kind) {
        return switch (kind) {
            case TEXT, ADDRESSES, USER, REQUEST, ABSOLUTE_REQUEST, TARGET, PATH, QUERY, LAST_CLIENT -> true;
            default -> false;
        };
    }

    /** What a value consists of behind which the next one begins without a literal between them. */
    static ByteClass run(Field field, FormatNode next) throws FormatSyntaxException {
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

    private static ByteClass upTo(Field field, FormatNode next) throws FormatSyntaxException {
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
}
