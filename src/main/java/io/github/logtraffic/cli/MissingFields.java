package io.github.logtraffic.cli;

import io.github.logtraffic.engine.InputSummary;
import io.github.logtraffic.log.format.FieldNames;
import io.github.logtraffic.log.format.LogFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Says that logs do not have a field that an option is about: one line for each format, however many logs are in it. */
final class MissingFields {
    private MissingFields() {}

    /**
     * Says so, when it is so, and which field may have been meant.
     *
     * @param consequence what comes of it
     */
    static void say(List<InputSummary> logs, String field, String consequence, Messages messages) {
        say(logs, field, format -> consequence + Values.didYouMean(field, format.fieldNames()), messages);
    }

    /**
     * Says so, when it is so.
     *
     * @param consequence what comes of it with such a format
     */
    static void say(List<InputSummary> logs, String field, Function<LogFormat, String> consequence, Messages messages) {
        Map<LogFormat, Integer> others = new LinkedHashMap<>();
        Map<LogFormat, InputSummary> first = new LinkedHashMap<>();
        for (InputSummary log : logs) {
            LogFormat format = log.format();
            if (format != null
                    && !has(format, field)
                    && log.followed().keySet().stream().noneMatch(f -> has(f, field))) {
                first.putIfAbsent(format, log);
                others.merge(format, 1, Integer::sum);
            }
        }
        first.forEach((format, log) -> {
            int more = others.getOrDefault(format, 1) - 1;
            messages.notice(log.source() + (more == 0 ? "" : " and " + more + " more") + ": the format "
                    + format.formatName() + " has no field " + field + "; " + consequence.apply(format));
        });
    }

    /** Whether it has the field; a request line also where only its parts are listed. */
    private static boolean has(LogFormat format, String field) {
        return format.mayHave(field) || (field.equals(FieldNames.REQUEST) && format.mayHave(FieldNames.TARGET));
    }
}
