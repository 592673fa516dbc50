package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.GroupKey;
import io.github.logtraffic.engine.InputSummary;
import io.github.logtraffic.log.format.FieldNames;
import io.github.logtraffic.log.format.LogFormat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Says that logs do not have a field that an option is about: one line for each format, however many logs are in it. */
final class MissingFields {
    /** What others call fields and nobody would find by their letters. */
    private static final Map<String, List<String>> OTHER_WORDS = Map.ofEntries(
            entry("ip", FieldNames.CLIENT),
            entry("addr", FieldNames.CLIENT),
            entry("address", FieldNames.CLIENT),
            entry("remote_addr", FieldNames.CLIENT),
            entry("remote_host", FieldNames.CLIENT),
            entry("remote_user", FieldNames.USER),
            entry("url", FieldNames.PATH, FieldNames.TARGET),
            entry("uri", FieldNames.PATH, FieldNames.TARGET),
            entry("request", FieldNames.PATH, FieldNames.TARGET),
            entry("request_uri", FieldNames.PATH, FieldNames.TARGET),
            entry("vhost", FieldNames.HOST),
            entry("server_name", FieldNames.HOST),
            entry("ua", FieldNames.USER_AGENT, "agent"),
            entry("agent_name", FieldNames.USER_AGENT, "agent"),
            entry("browser", FieldNames.USER_AGENT, "agent"),
            entry("code", FieldNames.STATUS),
            entry("size", FieldNames.BYTES));

    private MissingFields() {}

    /** {@code ; did you mean 'that'?}: what this is usually called, or else the nearest; nothing when nothing is. */
    static String didYouMean(String field, Collection<String> known) {
        List<String> meant = OTHER_WORDS.getOrDefault(field, List.of()).stream()
                .filter(known::contains)
                .map(name -> "'" + name + "'")
                .toList();
        return meant.isEmpty() ? Values.didYouMean(field, known) : "; did you mean " + String.join(" or ", meant) + "?";
    }

    /** The same of a key, which these formats may have or can be made of what they have. */
    static String didYouMeanKey(String field, List<LogFormat> formats) {
        Set<String> known = new TreeSet<>(GroupKey.names());
        formats.forEach(format -> known.addAll(format.fieldNames()));
        known.removeIf(name -> !GroupKey.mayBe(name)
                || (FieldNames.STANDARD.contains(name) && formats.stream().noneMatch(format -> format.mayHave(name))));
        return didYouMean(field, known);
    }

    /** The formats that logs are in. */
    static List<LogFormat> formats(List<InputSummary> logs) {
        List<LogFormat> formats = new ArrayList<>();
        for (InputSummary log : logs) {
            Optional.ofNullable(log.format()).ifPresent(formats::add);
            formats.addAll(log.followed().keySet());
        }
        return formats;
    }

    /** Whether none of these formats can have the field; not so when there is none of which to know it. */
    static boolean isNowhere(String field, List<LogFormat> formats) {
        return !formats.isEmpty() && formats.stream().noneMatch(format -> format.mayHave(field));
    }

    private static Map.Entry<String, List<String>> entry(String word, String... fields) {
        return Map.entry(word, List.of(fields));
    }

    /**
     * Says so, when it is so, and which field may have been meant.
     *
     * @param consequence what comes of it
     */
    static void say(List<InputSummary> logs, String field, String consequence, Messages messages) {
        say(logs, field, format -> consequence + didYouMean(field, format.fieldNames()), messages);
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
            if (format != null && !mayHave(log, field)) {
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

    /** Whether the log has the field in any of its formats. */
    static boolean mayHave(InputSummary log, String field) {
        LogFormat format = log.format();
        return (format != null && has(format, field))
                || log.followed().keySet().stream().anyMatch(followed -> has(followed, field));
    }

    /** Whether it has the field; a request line also where only its parts are listed. */
    private static boolean has(LogFormat format, String field) {
        return format.mayHave(field) || (field.equals(FieldNames.REQUEST) && format.mayHave(FieldNames.TARGET));
    }
}
