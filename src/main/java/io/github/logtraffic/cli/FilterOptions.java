package io.github.logtraffic.cli;

import io.github.logtraffic.engine.InputSummary;
import io.github.logtraffic.log.filter.ClientSet;
import io.github.logtraffic.log.filter.FilterPlan;
import io.github.logtraffic.log.filter.FilterSyntaxException;
import io.github.logtraffic.log.filter.StatusSet;
import io.github.logtraffic.log.filter.TextCondition;
import io.github.logtraffic.log.filter.TimeRange;
import io.github.logtraffic.log.format.FieldNames;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Which entries are wanted. */
final class FilterOptions {
    private static final String STATUS = "status";
    private static final String CLIENT = "client";

    /** The options whose values are texts, and the fields that they are about. */
    private enum TextOption {
        METHOD("method", FieldNames.METHOD),
        PATH("path", FieldNames.PATH),
        HOST("host", FieldNames.HOST),
        USER_AGENT("user-agent", FieldNames.USER_AGENT),
        REFERER("referer", FieldNames.REFERER);

        private final String optionName;
        private final String field;

        TextOption(String optionName, String field) {
            this.optionName = optionName;
            this.field = field;
        }

        TextCondition condition(List<String> values) throws FilterSyntaxException {
            return this == METHOD
                    ? TextCondition.parseWords(field, values)
                    : TextCondition.parse(field, values, this == HOST);
        }
    }

    /** Makes something of the values of an option. */
    private interface Parser<T> {
        T parse(List<String> values) throws FilterSyntaxException;
    }

    private @Nullable PointInTime since;
    private @Nullable PointInTime until;
    private boolean assumeSorted;
    private String typedSince = "";
    private String typedUntil = "";

    /** What was typed, by the option's name without its hyphens. */
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    FilterOptions(OptionList options) {
        options.section("Filters (any of one option's values, none behind '!'; all options must hold):")
                .value(
                        "--since",
                        "TIME",
                        this::takeSince,
                        "Only entries from this time on: 2026-11-23T14:00:00Z, 2026-11-23, '2026-11-23 14:00', 14:00, today, "
                                + "yesterday, -3h, -2d; without an offset in --tz.")
                .value("--until", "TIME", this::takeUntil, "Only entries before this time.")
                .flag(
                        "--assume-sorted",
                        () -> assumeSorted = true,
                        "Logs are in the order of time, give or take ten minutes: read only the parts of files that can hold "
                                + "entries from --since to --until.")
                .value(
                        "--status",
                        "LIST",
                        typed -> take(STATUS, typed, StatusSet::parse),
                        "Only entries with these statuses: 404, 5xx, 400-410, or any but !503.")
                .value(
                        "--client",
                        "LIST",
                        typed -> take(CLIENT, typed, ClientSet::parse),
                        "Only entries of these clients: addresses, networks such as 10.0.0.0/8, 'private', host names.")
                .value("--method", "LIST", typed -> takeText(TextOption.METHOD, typed), "Only these methods: GET,POST.")
                .value(
                        "--path",
                        "TEXT",
                        typed -> takeText(TextOption.PATH, typed),
                        "Only entries whose path, without its query, holds this text; with * or ? in it, is as a whole like "
                                + "it; behind ~ matches this regular expression. Repeatable, as the next ones.")
                .value(
                        "--host",
                        "TEXT",
                        typed -> takeText(TextOption.HOST, typed),
                        "The same of the virtual host, in any case.")
                .value(
                        "--user-agent",
                        "TEXT",
                        typed -> takeText(TextOption.USER_AGENT, typed),
                        "The same of the user agent; - is one that the entry does not have.")
                .value("--referer", "TEXT", typed -> takeText(TextOption.REFERER, typed), "The same of the referer.");
    }

    private void takeSince(String typed) {
        since = PointInTime.parse(typed);
        typedSince = typed;
    }

    private void takeUntil(String typed) {
        until = PointInTime.parse(typed);
        typedUntil = typed;
    }

    private void takeText(TextOption option, String typed) {
        take(option.optionName, typed, option::condition);
    }

    /** Keeps a value, which must be one that can be parsed. */
    private <T> void take(String option, String typed, Parser<T> parser) {
        parsed(List.of(typed), parser);
        values.computeIfAbsent(option, name -> new ArrayList<>()).add(typed);
    }

    private static <T> T parsed(List<String> values, Parser<T> parser) {
        try {
            return parser.parse(values);
        } catch (FilterSyntaxException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /**
     * Which entries are wanted.
     *
     * @param zone of times without an offset
     * @param now the present
     * @throws ParameterException when there can be none
     */
    FilterPlan plan(ZoneId zone, Instant now, CommandLine commandLine) {
        Instant begin = since == null ? null : since.resolve(zone, now, false);
        Instant end = until == null ? null : until.resolve(zone, now, true);
        if (begin != null && end != null && !begin.isBefore(end)) {
            throw new ParameterException(
                    commandLine,
                    "--since '" + typedSince + "' is not before --until '" + typedUntil + "': "
                            + begin.atZone(zone).toOffsetDateTime() + " and "
                            + end.atZone(zone).toOffsetDateTime());
        }
        List<TextCondition> texts = new ArrayList<>();
        for (TextOption option : TextOption.values()) {
            List<String> typed = values.get(option.optionName);
            if (typed != null) {
                texts.add(parsed(typed, option::condition));
            }
        }
        List<String> statuses = values.get(STATUS);
        List<String> clients = values.get(CLIENT);
        return new FilterPlan(
                TimeRange.of(begin, end),
                statuses == null ? null : parsed(statuses, StatusSet::parse),
                clients == null ? null : parsed(clients, ClientSet::parse),
                texts,
                values);
    }

    /** What was typed of which clients are wanted. */
    List<String> clients() {
        return values.getOrDefault(CLIENT, List.of());
    }

    /** Whether logs are taken to be in the order of time, and only those parts of them read that can matter. */
    boolean assumesSorted() {
        return assumeSorted && (since != null || until != null);
    }

    /** Says that a path is without its query, when one is looked for in it. */
    void sayQuery(Messages messages) {
        List<String> paths = values.getOrDefault(TextOption.PATH.optionName, List.of());
        if (paths.stream().anyMatch(FilterOptions::isLikeQuery)) {
            messages.notice("--path is without the query; '?' stands for one byte");
        }
    }

    private static boolean isLikeQuery(String path) {
        int mark = path.indexOf('?');
        return mark >= 0 && path.indexOf('=', mark) > 0 && !path.startsWith("~") && !path.startsWith("!");
    }

    /** Says how much of the logs was not read because they are taken to be in the order of time. */
    void saySkipped(List<InputSummary> logs, Messages messages) {
        long skipped = logs.stream().mapToLong(InputSummary::skippedBytes).sum();
        if (assumesSorted()) {
            messages.notice(String.format(
                    Locale.ROOT, "--assume-sorted: %,d bytes of the logs, as they are stored, were skipped", skipped));
        }
    }

    /** Says which of the fields that filters are about are not in the format of a log. */
    void sayMissingFields(List<InputSummary> logs, Messages messages) {
        for (TextOption option : TextOption.values()) {
            List<String> typed = values.get(option.optionName);
            if (typed != null) {
                boolean keeps = parsed(typed, option::condition).keepsAbsent();
                MissingFields.say(
                        logs,
                        option.field,
                        "--" + option.optionName + (keeps ? " keeps all of it" : " keeps nothing of it"),
                        messages);
            }
        }
    }
}
