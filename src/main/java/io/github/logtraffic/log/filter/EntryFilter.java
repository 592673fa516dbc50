package io.github.logtraffic.log.filter;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.format.EntryPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells which entries are wanted. It may remember what it saw; each thread has its own. */
public final class EntryFilter {
    private final TimeRange range;
    private final @Nullable StatusSet statuses;
    private final @Nullable ClientSet clients;
    private final SlotTest[] texts;
    private final List<Predicate<AccessLogEntry>> others = new ArrayList<>();

    EntryFilter(FilterPlan plan, EntryPlan entries) {
        range = plan.range();
        statuses = plan.statuses();
        clients = plan.clients();
        texts = new SlotTest[plan.texts().size()];
        for (int i = 0; i < texts.length; i++) {
            TextCondition condition = plan.texts().get(i);
            texts[i] = condition.inSlot(entries.slot(condition.field()));
        }
        for (FieldCondition condition : plan.others()) {
            others.add(condition.tests().apply(entries.slot(condition.field())));
        }
    }

    /** Whether an entry is wanted. What takes least time is asked first. */
    public boolean keeps(AccessLogEntry entry) {
        if (!range.contains(entry)
                || (statuses != null && !statuses.contains(entry.status()))
                || (clients != null && !clients.contains(entry.client()))) {
            return false;
        }
        for (SlotTest text : texts) {
            if (!text.passes(entry)) {
                return false;
            }
        }
        for (int i = 0; i < others.size(); i++) {
            if (!others.get(i).test(entry)) {
                return false;
            }
        }
        return true;
    }
}
