package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.GroupKey;
import io.github.logtraffic.engine.InputSummary;
import io.github.logtraffic.log.format.LogFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import picocli.CommandLine.TypeConversionException;

/** What to group entries by, besides clients. */
final class GroupOptions {
    private final List<List<GroupKey>> groups = new ArrayList<>();
    private boolean asksTopTalkers = true;

    GroupOptions(OptionList options) {
        options.section("Report:")
                .value(
                        "--by",
                        "KEY[,KEY]",
                        this::takeInstead,
                        "Show who or what comes first by this key, or these together, instead of top talkers: client, client/24, "
                                + "host, path, path:2 (its first two segments), target, method, status, status_class, "
                                + "referer, user_agent, user, upstream, protocol, hour, weekday, agent, agent_kind, crawler, country, city, asn "
                                + "(with --geoip), or any field of the log. "
                                + "Repeatable.")
                .value("--top", "KEY[,KEY]", this::take, "Show that besides top talkers. Repeatable.");
    }

    private void takeInstead(String typed) {
        asksTopTalkers = false;
        take(typed);
    }

    private void take(String typed) {
        List<GroupKey> keys = new ArrayList<>();
        for (String one : typed.split(",", -1)) {
            try {
                keys.add(GroupKey.parse(one.strip()));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
        groups.add(List.copyOf(keys));
    }

    /** The keys of each table, in the order in which they were asked for. */
    List<List<GroupKey>> groups() {
        return List.copyOf(groups);
    }

    /** The names of the keys of each table. */
    List<List<String>> keyNames() {
        return groups.stream()
                .map(keys -> keys.stream().map(GroupKey::keyName).toList())
                .toList();
    }

    /** Whether top talkers are to be shown. */
    boolean asksTopTalkers() {
        return asksTopTalkers;
    }

    /** The first of the keys that is such a one. */
    Optional<GroupKey> first(Predicate<GroupKey> such) {
        for (List<GroupKey> keys : groups) { // no stream: the first one takes milliseconds of each start
            for (GroupKey key : keys) {
                if (such.test(key)) {
                    return Optional.of(key);
                }
            }
        }
        return Optional.empty();
    }

    /** The fields that entries must have. */
    Set<String> texts() {
        Set<String> texts = new TreeSet<>();
        groups.forEach(keys -> keys.forEach(key -> texts.addAll(key.texts())));
        return texts;
    }

    /** Says which fields no log has. */
    void sayMissing(List<InputSummary> logs, Messages messages) {
        List<LogFormat> formats = MissingFields.formats(logs);
        for (String field : texts()) {
            if (MissingFields.isNowhere(field, formats)) {
                messages.notice(
                        "no field " + field + " in the format " + formats.get(0).formatName()
                                + ": all requests are grouped under '-'" + MissingFields.didYouMeanKey(field, formats));
            }
        }
    }
}
