package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.AccessLogEntry;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a parser is to read of each line besides client, time, status and bytes, which it always reads.
 *
 * @param texts the names of the fields that are wanted as texts, {@link FieldNames standard} or a format's own; a
 *     field's place in this list is its slot in the entry. Fields that a format does not have stay absent
 * @param wantsDuration whether the duration is wanted
 * @param wantsWholeLine whether a line is to be read to its end even where nothing of it is wanted any more, so that it is
 *     known whether it is exactly in the format
 * @param proxies who the client is of requests that came through proxies; null when it is the peer
 */
public record EntryPlan(
        List<String> texts,
        boolean wantsDuration,
        boolean wantsWholeLine,
        @Nullable ClientRule proxies) {
    /** Nothing besides client, time, status and bytes. */
    public static final EntryPlan COUNTS = new EntryPlan(List.of(), false, false, null);

    /** Nothing but whether lines are in the format. */
    public static final EntryPlan SHAPE = new EntryPlan(List.of(), false, true, null);

    /** Keeps a copy. */
    public EntryPlan {
        texts = List.copyOf(texts);
    }

    /** A plan of these texts, and the duration. */
    public static EntryPlan of(List<String> texts) {
        return new EntryPlan(texts, true, false, null);
    }

    /** This plan, with some more texts. */
    public EntryPlan with(Collection<String> names) {
        Set<String> all = new LinkedHashSet<>(texts);
        all.addAll(names);
        return new EntryPlan(List.copyOf(all), wantsDuration, wantsWholeLine, proxies);
    }

    /** This plan, with clients behind proxies. */
    public EntryPlan behind(@Nullable ClientRule rule) {
        List<String> all = rule == null ? texts : with(List.of(rule.field())).texts;
        return new EntryPlan(all, wantsDuration, wantsWholeLine, rule);
    }

    /** The slot of a field, -1 when it is not wanted. */
    public int slot(String name) {
        return texts.indexOf(name);
    }

    /** An entry with the slots of this plan. */
    public AccessLogEntry newEntry() {
        return new AccessLogEntry(texts.size());
    }

    /** A new parser of a format, for one thread. */
    public LineParser newParser(LogFormat format) {
        LineParser parser = format.newParser(this);
        return proxies == null ? parser : new ForwardedParser(parser, proxies, slot(proxies.field()));
    }
}
