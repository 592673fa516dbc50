package io.github.logtraffic.traffic.emit;

import io.github.logtraffic.traffic.limit.LimitOutcome;
import io.github.logtraffic.traffic.limit.LimitSetting;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a block list says of itself: where it comes from, whom it hits, and who was left out. */
final class BlockComment {
    private static final int MOST_SOURCES = 5;
    private static final int MOST_LEFT_OUT = 20;

    /** HAProxy reads lines of 16 KB, and would take what is behind that for an address. */
    private static final int MOST_CHARS = 500;

    private final List<String> lines = new ArrayList<>();
    private final BlockList list;

    private BlockComment(BlockList list) {
        this.list = list;
    }

    /** The lines, each harmless behind a {@code #}. */
    static List<String> lines(BlockList list, LimitOutcome outcome, BlockedLog log) {
        BlockComment comment = new BlockComment(list);
        comment.addLog(log);
        comment.addLimit(outcome.setting(), outcome);
        comment.addBlocked();
        comment.addOthers();
        comment.addDoubts();
        comment.addLeftOut();
        return comment.lines;
    }

    private void add(String text) {
        lines.add(harmless(text));
    }

    /** Printable ASCII only, of bounded length: a line cannot end, nor go on, but where it does. */
    static String harmless(String text) {
        StringBuilder harmless = new StringBuilder();
        text.codePoints().limit(MOST_CHARS).forEach(point -> {
            if (point >= ' ' && point <= '~' && point != '\\') {
                harmless.appendCodePoint(point);
            } else {
                harmless.append("{U+")
                        .append(String.format(Locale.ROOT, "%04X", point))
                        .append('}');
            }
        });
        return harmless.length() <= MOST_CHARS ? harmless.toString() : harmless.substring(0, MOST_CHARS) + "...";
    }

    private void addLog(BlockedLog log) {
        int named = Math.min(MOST_SOURCES, log.sources().size());
        log.sources().subList(0, named).forEach(source -> add("log: " + source));
        if (named < log.sources().size()) {
            add("and " + (log.sources().size() - named) + " more logs");
        }
        if (!log.filter().isEmpty()) {
            add("only requests of: " + log.filter());
        }
        String range = log.first() == null || log.last() == null
                ? ""
                : ", from " + log.first().format(DateTimeFormatter.ISO_OFFSET_DATE_TIME) + " to "
                        + log.last().format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        add(count(log.requests(), "request") + " of " + (list.isComplete() ? "" : "about ")
                + count(log.clients(), "client") + range);
        if (log.outOfOrder() > 0) {
            add("careful: " + ConfigText.number(log.outOfOrder())
                    + " of them were out of order and were taken for requests of the time at which they came");
        }
    }

    private void addLimit(LimitSetting setting, LimitOutcome outcome) {
        String delay = setting.hasDelay()
                ? " delay " + setting.delay()
                : setting.model().delays() ? " nodelay" : "";
        add("limit: " + setting.model().modelName() + " " + setting.rate() + " burst " + setting.burst() + delay
                + " by " + setting.key());
        add("it rejects " + count(outcome.rejected(), "request") + " of "
                + count(list.blocked().ofUnits() + list.names(), unit()));
    }

    private String unit() {
        return list.blocked().areNetworks() ? "network" : "client";
    }

    private void addBlocked() {
        BlockList.Offenders blocked = list.blocked();
        add("blocked: " + count(blocked.units(), unit()) + " in "
                + count(list.networks().size(), "CIDR")
                + (blocked.areNetworks() ? ", with " + count(blocked.clients(), "address") : "") + ", which sent "
                + (list.isComplete() ? "" : "at least ") + count(blocked.requests(), "request") + ", of them "
                + ConfigText.number(blocked.rejected())
                + " rejected");
    }

    private void addOthers() {
        String whose = list.blocked().areNetworks()
                ? "; whoever is in a network that is limited as one counts as an offender"
                : "; no address is another's";
        add("collateral: " + count(list.others().requests(), "request") + " of "
                + count(list.others().clients(), "other client")
                + (list.widening() == null ? whose : "; up to " + count(list.widening(), "request") + " allowed"));
    }

    private void addDoubts() {
        if (!list.isComplete()) {
            add("there were too many clients to know them all"
                    + (list.widening() == null ? "" : ": nothing was widened"));
        }
        if (!list.cover().isSmallest()) {
            add("there may be a smaller set of networks");
        }
    }

    private void addLeftOut() {
        List<LeftOut> all = list.leftOut();
        String what = list.isForced() ? "forced: " : "left out: ";
        for (LeftOut one : all.subList(0, Math.min(MOST_LEFT_OUT, all.size()))) {
            add(what + one.network().cidr() + ", " + ConfigText.number(one.rejected()) + " rejected: "
                    + one.reason().ofOne());
        }
        if (all.size() > MOST_LEFT_OUT) {
            add(what + (all.size() - MOST_LEFT_OUT) + " more");
        }
        if (list.names() > 0) {
            add("left out: " + count(list.names(), "client") + " with a name and no address");
        }
    }

    private static String count(long count, String what) {
        return ConfigText.number(count) + " " + what + (count == 1 ? "" : what.endsWith("s") ? "es" : "s");
    }
}
