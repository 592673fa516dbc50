package io.github.logtraffic.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** When snapshots were published: a host that has stopped to do so is still merged, with what it counted last. */
final class PublishingTimes {
    /** Hosts publish every night, not all at the same hour. */
    private static final Duration USUAL = Duration.ofHours(36);

    private static final int MOST_NAMED = 5;

    private PublishingTimes() {}

    /**
     * Says which were published earlier than the newest by more than a day and a half and twice what is usual among them, as
     * days that are published one by one are.
     */
    static void sayOld(Map<String, Instant> times, Messages messages) {
        if (times.size() < 2) {
            return;
        }
        List<Instant> sorted = new ArrayList<>(times.values());
        Collections.sort(sorted);
        Instant newest = sorted.get(sorted.size() - 1);
        Duration usual = Duration.between(sorted.get(sorted.size() / 2), newest);
        Instant oldest = newest.minus(usual.multipliedBy(2)).minus(USUAL);
        List<String> old = new ArrayList<>();
        times.forEach((name, time) -> {
            if (time.isBefore(oldest)) {
                old.add(name + " (by " + Duration.between(time, newest).toDays() + " d)");
            }
        });
        if (!old.isEmpty()) {
            messages.notice("published much earlier than the newest, without what came since: " + listed(old));
        }
    }

    private static String listed(List<String> names) {
        int shown = Math.min(names.size(), MOST_NAMED);
        return String.join(", ", names.subList(0, shown))
                + (shown == names.size() ? "" : " and " + (names.size() - shown) + " more");
    }
}
