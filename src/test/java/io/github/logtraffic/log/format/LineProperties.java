package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.value.Clients;
import io.github.logtraffic.reference.Latin1;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What holds of the parsers of a format, whatever the lines: a line is read the same by a new parser from an array of its
 * own and by one that has read other lines from the middle of an array, and its values are within their bounds. What is
 * wanted of a line does not change what is counted of it.
 */
final class LineProperties {
    private static final byte[] NONE = {};
    private static final byte[] BEFORE = Latin1.bytes("{\"log\":\"203.0.113.7:80 - \\");
    private static final byte[] BEHIND = Latin1.bytes("0123\" }] 200\t:1,");

    private final LogFormat format;
    private final boolean mayBeJson;
    private final EntryPlan plan;

    // These have read the lines of every log before.
    private final Reader used;
    private final Reader counting;
    private final Reader shape;

    /**
     * What was read of a line.
     *
     * @param counted what every entry has; of a malformed line why it is malformed
     * @param isMalformed whether it is no entry
     * @param rest the other values; of a malformed line where it is
     */
    private record Reading(String counted, boolean isMalformed, List<String> rest) {
        boolean isMisshapen() {
            return counted.equals(MalformedReason.SHAPE.toString());
        }
    }

    /** A parser and the entry that it fills with one line after the other. */
    private record Reader(LineParser parser, AccessLogEntry entry, int slots) {
        static Reader of(LogFormat format, EntryPlan plan) {
            return new Reader(
                    plan.newParser(format), plan.newEntry(), plan.texts().size());
        }

        /** Reads the line where it stands between others. */
        Reading amid(byte[] before, byte[] line, byte[] behind) {
            byte[] bytes = Arrays.copyOf(before, before.length + line.length + behind.length);
            System.arraycopy(line, 0, bytes, before.length, line.length);
            System.arraycopy(behind, 0, bytes, before.length + line.length, behind.length);
            return reading(bytes, before.length, before.length + line.length);
        }

        private Reading reading(byte[] bytes, int from, int to) {
            MalformedReason malformed = parser.parse(bytes, from, to, entry);
            if (malformed != null) {
                int at = parser.failedAt();
                within(
                        "where it failed",
                        at >= from && at <= to && !parser.expected().isEmpty(),
                        at);
                return new Reading(malformed.toString(), true, List.of("at " + (at - from)));
            }
            within("the status", entry.status() >= 0 && entry.status() <= 999, entry.status());
            within("the bytes", entry.bodyBytes() >= 0, entry.bodyBytes());
            within("the duration", entry.durationMicros() >= -1, entry.durationMicros());
            within("the microsecond", entry.microOfSecond() >= 0 && entry.microOfSecond() < 1e6, entry.microOfSecond());
            boolean isName = entry.client().isName();
            within(
                    "the client",
                    !isName || entry.client().nameTo() <= entry.client().nameBytes().length,
                    to);
            String counted = Clients.text(entry.client()) + " " + entry.epochSecond() + " " + entry.microOfSecond()
                    + " " + entry.status() + " " + entry.bodyBytes();
            return new Reading(counted, false, texts(bytes, from, to));
        }

        private List<String> texts(byte[] bytes, int from, int to) {
            List<String> texts = new ArrayList<>();
            texts.add("took " + entry.durationMicros());
            for (int slot = 0; slot < slots; slot++) {
                byte[] holder = entry.textBytes(slot);
                int textFrom = entry.textFrom(slot);
                int textTo = entry.textTo(slot);
                boolean isOfLine = holder == bytes && entry.hasText(slot);
                int least = isOfLine ? from : 0;
                int most = isOfLine ? to : holder.length;
                within(
                        "text " + slot + " from " + textFrom,
                        textFrom >= least && textFrom <= textTo && textTo <= most,
                        textTo);
                texts.add(Latin1.text(Arrays.copyOfRange(holder, textFrom, textTo)));
            }
            return texts;
        }
    }

    LineProperties(LogFormat format) {
        this.format = format;
        this.mayBeJson = format instanceof JsonFormat || format instanceof PrefixedFormat;
        this.plan = EntryPlan.of(format.fieldNames());
        this.used = Reader.of(format, plan);
        this.counting = Reader.of(format, EntryPlan.COUNTS);
        this.shape = Reader.of(format, EntryPlan.SHAPE);
    }

    /** Fails when one of the lines of a log breaks one of the properties. */
    void check(byte[] log) {
        Reader fresh = Reader.of(format, plan);
        List<Reader> readers = List.of(fresh, used, counting, shape);
        readers.forEach(reader -> reader.parser().start(Header.NONE));
        for (byte[] line : lines(log)) {
            if (line.length > 0 && line[0] == '#') {
                readers.forEach(reader -> reader.parser().comment(line, 0, line.length));
            } else {
                checkLine(line, fresh);
            }
        }
    }

    private void checkLine(byte[] line, Reader fresh) {
        Reading reading = fresh.amid(NONE, line, NONE);
        same("by a parser that has read other lines", reading, used.amid(BEFORE, line, BEHIND));
        same("between lines like itself", reading, used.amid(line, line, line));
        same("a second time", reading, fresh.amid(NONE, line, NONE));
        sameCounted("when only counted", reading, counting.amid(BEFORE, line, NONE));
        sameCounted("when read to its end", reading, shape.amid(NONE, line, BEHIND));
        if (shape.parser().isExact(line, 0, line.length) && reading.isMalformed()) {
            throw new AssertionError(format + ": exact and " + reading.counted());
        }
    }

    /**
     * The same entry, or none; of which reasons a line has several the one is taken that was found where more was wanted.
     * Only JSON is looked into where something is wanted and nowhere else: then it is seen that an inner object is none.
     */
    private void sameCounted(String how, Reading one, Reading other) {
        boolean isUnseen = mayBeJson && (one.isMisshapen() || other.isMisshapen());
        if (!isUnseen && !(one.isMalformed() && other.isMalformed())) {
            same(how, one.counted(), other.counted());
        }
    }

    private void same(String how, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError(format + ": " + how + " it is " + actual + ", not " + expected);
        }
    }

    private static List<byte[]> lines(byte[] log) {
        List<byte[]> lines = new ArrayList<>();
        for (int from = 0, to; from < log.length; from = to + 1) {
            to = from;
            while (to < log.length && log[to] != '\n') {
                to++;
            }
            lines.add(Arrays.copyOfRange(log, from, to));
        }
        return lines;
    }

    private static void within(String what, boolean isWithin, long value) {
        if (!isWithin) {
            throw new AssertionError(what + " is out of its bounds: " + value);
        }
    }
}
