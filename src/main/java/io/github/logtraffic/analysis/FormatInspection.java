package io.github.logtraffic.analysis;

import io.github.logtraffic.engine.InputSummary;
import io.github.logtraffic.engine.LineCounts;
import io.github.logtraffic.engine.LogHead;
import io.github.logtraffic.engine.LogPass;
import io.github.logtraffic.engine.MalformedSample;
import io.github.logtraffic.engine.PassOptions;
import io.github.logtraffic.engine.RunSummary;
import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.Swar;
import io.github.logtraffic.log.entry.Utf8Text;
import io.github.logtraffic.log.format.EntryPlan;
import io.github.logtraffic.log.format.FieldNames;
import io.github.logtraffic.log.format.FormatDetector;
import io.github.logtraffic.log.format.Header;
import io.github.logtraffic.log.format.KnownFormat;
import io.github.logtraffic.log.format.KnownFormats;
import io.github.logtraffic.log.format.LineKeys;
import io.github.logtraffic.log.format.LineParser;
import io.github.logtraffic.log.format.LogFormat;
import io.github.logtraffic.log.input.LogSource;
import io.github.logtraffic.log.value.Blanks;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a log's format is, and what is read from its first lines.
 *
 * @param source the log's name
 * @param format the format, null when none fits
 * @param detected the format that the lines are in, whatever was given; null when no known one fits
 * @param fields the names of the fields that its lines have
 * @param lines what became of the first lines
 * @param followed how many of the entries are in another format than the log's, by its name
 * @param examples some of the entries
 * @param mismatch the first line that is none; null when all are
 */
public record FormatInspection(
        String source,
        @Nullable LogFormat format,
        @Nullable LogFormat detected,
        List<String> fields,
        LineCounts lines,
        SortedMap<String, Long> followed,
        List<Example> examples,
        @Nullable Mismatch mismatch) {
    private static final int EXAMPLES = 3;
    private static final int LINE_SHOWN = 2_000;
    private static final int SHOWN_BEHIND = 200;

    /**
     * An entry.
     *
     * @param line its number, from 1
     * @param fields its fields by name, in the order of the format; those that are absent are not there
     */
    public record Example(long line, Map<String, String> fields) {}

    /**
     * A line that is no entry.
     *
     * @param line its number, from 1
     * @param text its text
     * @param column where it could not be read any further, in characters from 1; behind the text where the line ends too
     *     early
     * @param expected what was expected there
     * @param candidate the format that could read most of it
     * @param keys which keys the line has, when it is some of these that are not known; otherwise null
     */
    public record Mismatch(
            long line,
            String text,
            int column,
            String expected,
            String candidate,
            @Nullable LineKeys keys) {}

    /** Keeps copies. */
    public FormatInspection {
        fields = List.copyOf(fields);
        followed = Collections.unmodifiableSortedMap(new TreeMap<>(followed));
        examples = List.copyOf(examples);
    }

    /** How many lines were looked at, without blank ones and comments. */
    public long looked() {
        return lines.counted() + lines.malformed();
    }

    /** How many of them are entries. */
    public long read() {
        return lines.counted();
    }

    /**
     * Looks at the first lines of a log, and reads them as a pass does.
     *
     * @param source the log's name
     * @param options how a pass is to read
     */
    public static FormatInspection of(LogHead head, String source, PassOptions options) {
        return new Inspector(head, source).inspect(options);
    }

    private static final class Inspector {
        private final String source;
        private final byte[] bytes;
        private final int length;
        private final @Nullable LogFormat format;
        private final @Nullable LogFormat detected;
        private final EntryPlan plan;
        private final List<Example> examples = new ArrayList<>();

        Inspector(LogHead head, String source) {
            this.source = source;
            bytes = head.bytes();
            length = head.length();
            format = head.format();
            detected = head.detected();
            plan = format == null ? EntryPlan.COUNTS : EntryPlan.of(fieldNames(format));
        }

        /** Of a format whose comments say what its lines have: all that any of them says. */
        private List<String> fieldNames(LogFormat named) {
            Set<String> names = new LinkedHashSet<>();
            Header said = Header.NONE;
            for (int from = 0; named.hasHeader() && from < length; ) {
                int end = Swar.indexOf(bytes, from, length, Swar.LINE_FEED);
                Header before = said;
                said = bytes[from] == '#' ? said.with(bytes, from, end) : said;
                if (!said.columns().equals(before.columns())) {
                    names.addAll(named.fieldNames(said));
                }
                from = end + 1;
            }
            return names.isEmpty() ? named.fieldNames() : List.copyOf(names);
        }

        FormatInspection inspect(PassOptions options) {
            LogSource first = LogSource.stream(source, new ByteArrayInputStream(bytes, 0, endOfLines()));
            LogPass pass = new LogPass(List.of(first), options.inOrder(plan), null);
            RunSummary run = pass.runInOrder(this::accept);
            InputSummary log = run.inputs().get(0);
            SortedMap<String, Long> followed = new TreeMap<>();
            log.followed().forEach((other, count) -> followed.merge(other.formatName(), count, Long::sum));
            long line = run.samples().values().stream()
                    .mapToLong(MalformedSample::lineNumber)
                    .min()
                    .orElse(0);
            return new FormatInspection(
                    source,
                    format,
                    detected,
                    format == null ? List.of() : plan.texts(),
                    log.lines(),
                    followed,
                    examples,
                    line == 0 ? null : mismatch(line, options.maxLineBytes()));
        }

        /** Where the last line ends that is looked at. */
        private int endOfLines() {
            int from = 0;
            for (int looked = 0; from < length && looked < FormatDetector.MOST_LINES; ) {
                int end = Swar.indexOf(bytes, from, length, Swar.LINE_FEED);
                looked += bytes[from] == '#' || Blanks.areAll(bytes, from, end) ? 0 : 1;
                from = Math.min(length, end + 1);
            }
            return from;
        }

        private void accept(AccessLogEntry entry) {
            if (examples.size() < EXAMPLES) {
                examples.add(new Example(entry.lineNumber(), fields(entry)));
            }
        }

        /** The line of this number, with what the comments before it say. */
        private Mismatch mismatch(long number, int maxLineBytes) {
            Header header = Header.NONE;
            int from = 0;
            int end = Swar.indexOf(bytes, 0, length, Swar.LINE_FEED);
            for (long line = 1; line < number; line++) {
                header = bytes[from] == '#' ? header.with(bytes, from, end) : header;
                from = end + 1;
                end = Swar.indexOf(bytes, from, length, Swar.LINE_FEED);
            }
            int to = end > from && bytes[end - 1] == '\r' ? end - 1 : end;
            if (to - from > maxLineBytes) {
                String expected = "the line's end: --max-line is " + maxLineBytes + " bytes";
                return mismatch(
                        number,
                        from,
                        from + maxLineBytes,
                        to,
                        expected,
                        format == null ? "a log" : format.formatName(),
                        null);
            }
            return mismatch(number, from, to, header);
        }

        private Map<String, String> fields(AccessLogEntry entry) {
            Map<String, String> fields = new LinkedHashMap<>();
            for (String name : plan.texts()) {
                String value = value(entry, name);
                if (!value.isEmpty()) {
                    fields.put(name, value);
                }
            }
            return fields;
        }

        private String value(AccessLogEntry entry, String name) {
            return switch (name) {
                case FieldNames.CLIENT -> ClientAddress.of(entry.client()).toString();
                case FieldNames.TIME ->
                    Instant.ofEpochSecond(entry.epochSecond(), entry.microOfSecond() * 1_000L)
                            .toString();
                case FieldNames.STATUS -> Integer.toString(entry.status());
                case FieldNames.BYTES -> Long.toString(entry.bodyBytes());
                case FieldNames.DURATION -> entry.durationMicros() < 0 ? "" : Long.toString(entry.durationMicros());
                default -> text(entry, plan.slot(name));
            };
        }

        private String text(AccessLogEntry entry, int slot) {
            return Utf8Text.decode(
                    entry.textBytes(slot), entry.textFrom(slot), entry.textTo(slot), UnaryOperator.identity());
        }

        /**
         * The formats that a line may be meant in: those whose sign it shows, any when it shows none; the most usual alone when
         * it begins like that.
         */
        private static List<LogFormat> candidates(byte[] bytes, int from, int to, Header header) {
            KnownFormat usual = KnownFormats.mostUsual();
            boolean isUsual = usual.mayRead(header, bytes, from, to)
                    && !usual.format().newParser(EntryPlan.SHAPE).isDoubtful(bytes, from, to);
            if (isUsual) {
                return List.of(usual.format());
            }
            List<KnownFormat> signed = KnownFormats.all().stream()
                    .filter(known -> known.mayRead(header, bytes, from, to))
                    .toList();
            return (signed.isEmpty() ? KnownFormats.all() : signed)
                    .stream()
                            .sorted(Comparator.comparing(
                                    known -> !known.formatName().equals(KnownFormats.MOST_USUAL)))
                            .map(KnownFormat::format)
                            .toList();
        }

        /** Why a line cannot be read: in the log's format, or in the one that gets furthest. */
        private Mismatch mismatch(long line, int from, int to, Header header) {
            List<LogFormat> candidates = format == null ? candidates(bytes, from, to, header) : List.of(format);
            int furthest = from - 1;
            String expected = "";
            String candidate = "";
            for (LogFormat tried : candidates) {
                LineParser parser = tried.newParser(EntryPlan.SHAPE);
                parser.start(header);
                boolean isMalformed = parser.parse(bytes, from, to, new AccessLogEntry()) != null;
                int at = Math.min(parser.failedAt(), to);
                if (isMalformed && at > furthest) {
                    furthest = at;
                    expected = parser.expected();
                    candidate = tried.formatName();
                }
            }
            LineKeys keys = LineKeys.of(format, bytes, from, to);
            if (keys != null && !keys.missing().isEmpty()) {
                String nearest = format == null ? keys.language() : candidate;
                String sought = "keys for " + String.join(", ", keys.missing());
                return mismatch(line, from, from, to, sought, nearest, keys);
            }
            return mismatch(line, from, Math.max(furthest, from), to, expected, candidate, null);
        }

        private Mismatch mismatch(
                long line, int from, int at, int to, String expected, String candidate, @Nullable LineKeys keys) {
            String before = Utf8Text.decode(bytes, from, at, UnaryOperator.identity());
            int shownTo = Math.min(to, Math.max(from + LINE_SHOWN, at + SHOWN_BEHIND));
            String text = Utf8Text.decode(bytes, from, shownTo, UnaryOperator.identity());
            return new Mismatch(line, text, before.length() + 1, expected, candidate, keys);
        }
    }
}
