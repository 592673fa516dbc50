package io.github.logtraffic.log.format;

import io.github.logtraffic.log.format.FormatElement.Field;
import io.github.logtraffic.log.value.TimePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The columns of the extended log file format: what their names mean, and the steps that read them. */
final class W3cColumns {
    private static final TimePattern DATE = TimePattern.strftime("%Y-%m-%d");
    private static final TimePattern TIME_OF_DAY = TimePattern.strftime("%H:%M:%S");

    private W3cColumns() {}

    /** What the columns mean. Of two of one meaning the first one has it. */
    static List<Field> fields(List<String> columns) {
        List<Field> fields = new ArrayList<>();
        for (String column : columns) {
            Field field = field(column, columns);
            boolean isSecond = field.kind() != ValueKind.PATTERN_TIME
                    && fields.stream().anyMatch(other -> other.name().equals(field.name()));
            fields.add(isSecond ? text(FieldNames.normalize(column), column) : field);
        }
        return fields;
    }

    private static Field field(String column, List<String> all) {
        return switch (column.toLowerCase(Locale.ROOT)) {
            case "date" -> new Field(FieldNames.TIME, "date", 0, ValueKind.PATTERN_TIME, DATE, column);
            case "time" -> new Field(FieldNames.TIME, "time_of_day", 0, ValueKind.PATTERN_TIME, TIME_OF_DAY, column);
            case "date-local" ->
                all.contains("date")
                        ? text("date_local", column)
                        : new Field(FieldNames.TIME, "date_local", 0, ValueKind.PATTERN_TIME, DATE, column);
            case "time-local" ->
                all.contains("time")
                        ? text("time_local", column)
                        : new Field(FieldNames.TIME, "time_local", 0, ValueKind.PATTERN_TIME, TIME_OF_DAY, column);
            case "timestamp" -> meant(FieldNames.TIME, column, ValueKind.EPOCH_TIME);
            case "c-ip" -> meant(FieldNames.CLIENT, column, ValueKind.CLIENT);
            case "cs-username" -> meant(FieldNames.USER, column, ValueKind.USER);
            case "cs-method" -> meant(FieldNames.METHOD, column, ValueKind.METHOD);
            case "cs-uri" -> meant(FieldNames.TARGET, column, ValueKind.TARGET);
            case "cs-uri-stem" -> meant(FieldNames.PATH, column, ValueKind.PATH);
            case "cs-uri-query" -> meant(FieldNames.QUERY, column, ValueKind.QUERY);
            case "cs-version", "cs-protocol-version" -> meant(FieldNames.PROTOCOL, column, ValueKind.PROTOCOL);
            case "sc-status" -> meant(FieldNames.STATUS, column, ValueKind.STATUS);
            case "sc-bytes" -> meant(FieldNames.BYTES, column, ValueKind.BYTES);
            case "cs-host", "x-host-header" -> meant(FieldNames.HOST, column, ValueKind.HOST);
            case "cs(host)" ->
                all.contains("x-host-header")
                        ? text("distribution", column)
                        : meant(FieldNames.HOST, column, ValueKind.HOST);
            case "cs(referer)", "cs(referrer)" -> meant(FieldNames.REFERER, column, ValueKind.TEXT);
            case "cs(user-agent)" -> meant(FieldNames.USER_AGENT, column, ValueKind.TEXT);
            case "time-taken" -> meant(FieldNames.DURATION, column, ValueKind.ANY_DURATION);
            default -> text(FieldNames.normalize(column), column);
        };
    }

    private static Field meant(String name, String column, ValueKind kind) {
        return new Field(name, FieldNames.normalize(column), 0, kind, null, column);
    }

    private static Field text(String name, String column) {
        return new Field(name, name, 0, ValueKind.TEXT, null, column);
    }

    /**
     * A parser of lines with these columns.
     *
     * @param separator the byte between them
     * @return null when there is no time or no status among them
     */
    static @Nullable TextParser parser(List<String> columns, byte separator, EntryPlan plan) {
        List<Field> fields = fields(columns);
        boolean isReadable = fields.stream().anyMatch(field -> field.name().equals(FieldNames.STATUS))
                && fields.stream().anyMatch(field -> field.name().equals(FieldNames.TIME));
        return isReadable ? new Steps(fields, separator, plan).parser() : null;
    }

    /** The steps of a header's columns: a date and a time in one. */
    private static final class Steps {
        private final List<Field> fields;
        private final byte separator;
        private final EntryPlan plan;
        private final List<Step> steps = new ArrayList<>();
        private int required;
        private int used;

        Steps(List<Field> fields, byte separator, EntryPlan plan) {
            this.fields = fields;
            this.separator = separator;
            this.plan = plan;
        }

        TextParser parser() {
            boolean hasPeer = fields.stream().anyMatch(field -> field.name().equals(FieldNames.PEER));
            for (int i = 0; i < fields.size(); i++) {
                Field field = fields.get(i);
                boolean isDate = isDateBeforeTime(i);
                FieldUse use = isDate ? dateAndTime(field) : use(field, plan, hasPeer);
                i += isDate ? 1 : 0;
                add(field, use, isDate ? Step.W3C_TIME : Step.W3C, i + 1 < fields.size());
            }
            StepSequence all = new StepSequence(steps, required, steps.size());
            return new TextParser(plan.wantsWholeLine() ? all : all.forEntries(used), Leading.ANY, true, plan);
        }

        private boolean isDateBeforeTime(int i) {
            return i + 1 < fields.size()
                    && DATE.equals(fields.get(i).pattern())
                    && TIME_OF_DAY.equals(fields.get(i + 1).pattern());
        }

        private FieldUse dateAndTime(Field date) {
            Field time = new Field(FieldNames.TIME, FieldNames.TIME, 0, ValueKind.ISO_TIME, null, date.written());
            return use(time, plan, false);
        }

        private void add(Field field, FieldUse use, int delimiter, boolean hasNext) {
            steps.add(new Step(
                    delimiter,
                    use.isUsed ? use : null,
                    null,
                    hasNext ? new byte[] {separator} : new byte[0],
                    MalformedReason.of(field),
                    false,
                    ByteClass.NONE,
                    field.written()));
            required = use.kind.isRequired() ? steps.size() : required;
            used = use.isUsed ? steps.size() : used;
        }
    }

    private static FieldUse use(Field field, EntryPlan plan, boolean hasPeer) {
        boolean isPeer = field.kind() == ValueKind.CLIENT && !hasPeer;
        int own = plan.slot(field.name());
        ValueKind kind = FieldNames.isMain(field.name(), field.kind()) ? field.kind() : ValueKind.TEXT;
        return new FieldUse(field, plan, kind, own < 0 && isPeer ? plan.slot(FieldNames.PEER) : own);
    }
}
