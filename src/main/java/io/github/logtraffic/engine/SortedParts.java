package io.github.logtraffic.engine;

import io.github.logtraffic.log.filter.TimeRange;
import io.github.logtraffic.log.format.LogFormat;
import io.github.logtraffic.log.input.LogPart;
import io.github.logtraffic.log.input.LogProbe;
import io.github.logtraffic.log.input.LogReader;
import io.github.logtraffic.log.input.LogSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Which parts of logs can hold entries of a range of time, when the entries of each log are in the order of time, give or
 * take ten minutes: servers log a request when it ends, and threads write in any order.
 *
 * <p>Plain files are searched. A compressed one is read or left out as a whole: by its first entry, and by the first entry
 * of the file that was begun when it was rotated. Formats whose lines need the header of their file are read whole.
 */
final class SortedParts {
    private static final long MARGIN_MICROS = 600L * 1_000_000;

    private final PassOptions options;
    private final long since;
    private final long until;
    private final List<Log> logs = new ArrayList<>();

    /** What is known of a log. */
    private static final class Log {
        private final LogSource source;
        private long size;
        private boolean isCompressed;
        private long firstMicros = TimeSearch.UNKNOWN;
        private LogPart part = LogPart.WHOLE;

        Log(LogSource source) {
            this.source = source;
        }
    }

    private SortedParts(PassOptions options) {
        TimeRange range = options.filter().range();
        this.options = options;
        this.since = range.begin() == null ? Long.MIN_VALUE : range.since() - MARGIN_MICROS;
        this.until = range.end() == null ? Long.MAX_VALUE : range.until() + MARGIN_MICROS;
    }

    /** The parts of the logs, in the order of the logs. */
    static List<LogPart> of(List<LogSource> sources, PassOptions options) {
        SortedParts parts = new SortedParts(options);
        sources.forEach(source -> parts.logs.add(parts.look(source)));
        parts.leaveOutCompressed();
        return parts.logs.stream().map(log -> log.part).toList();
    }

    /** Looks into a log. One that cannot be read is complained of when it is opened to be read. */
    private Log look(LogSource source) {
        Log log = new Log(source);
        try (LogProbe probe = LogProbe.open(source)) {
            if (probe != null) {
                look(log, probe);
            }
        } catch (IOException e) {
            log.part = LogPart.WHOLE;
        }
        return log;
    }

    private void look(Log log, LogProbe probe) throws IOException {
        try (LogReader reader =
                LogReader.open(log.source, options.chunkBytes(), options.maxLineBytes(), new LongAdder())) {
            LogHead head = LogHead.of(reader, log.source, options);
            LogFormat format = head.format();
            if (format == null || format.hasHeader()) {
                return;
            }
            TimeSearch search = new TimeSearch(format);
            log.size = probe.size();
            log.isCompressed = reader.isCompressed();
            log.firstMicros = search.firstMicros(head.bytes(), head.length());
            if (!log.isCompressed) {
                long from = since == Long.MIN_VALUE ? 0 : search.firstFrom(probe, since, true);
                long to = until == Long.MAX_VALUE ? log.size : search.firstFrom(probe, until, false);
                boolean isToEnd = to >= log.size && from < to;
                log.part = new LogPart(from, isToEnd ? Long.MAX_VALUE : to, from + log.size - Math.max(from, to));
            }
        }
    }

    private void leaveOutCompressed() {
        Map<String, TreeMap<Long, Long>> rotated =
                new HashMap<>(); // by log: when each of its parts begins, by their order
        for (Log log : logs) {
            if (log.firstMicros != TimeSearch.UNKNOWN) {
                RotatedName name = RotatedName.of(log.source.name());
                rotated.computeIfAbsent(name.log(), any -> new TreeMap<>()).put(name.order(), log.firstMicros);
            }
        }
        rotated.values().removeIf(parts -> !areInOrder(parts));
        for (Log log : logs) {
            if (log.isCompressed && log.firstMicros != TimeSearch.UNKNOWN) {
                RotatedName name = RotatedName.of(log.source.name());
                Map.Entry<Long, Long> next =
                        rotated.getOrDefault(name.log(), new TreeMap<>()).higherEntry(name.order());
                boolean isBefore = next != null && next.getValue() < since;
                if (isBefore || log.firstMicros >= until) {
                    log.part = LogPart.none(log.size);
                }
            }
        }
    }

    /** Files whose times do not follow their names are no parts of one log. */
    private static boolean areInOrder(SortedMap<Long, Long> parts) {
        long before = Long.MIN_VALUE;
        for (long first : parts.values()) {
            if (first < before) {
                return false;
            }
            before = first;
        }
        return true;
    }
}
