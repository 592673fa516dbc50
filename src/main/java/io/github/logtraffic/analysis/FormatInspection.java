package io.github.logtraffic.analysis;

import io.github.logtraffic.engine.LogHead;
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
import io.github.logtraffic.log.format.LineParser;
import io.github.logtraffic.log.format.LogFormat;
import io.github.logtraffic.log.value.Blanks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a log's format is, and what is read from its first lines.
 *
 * @param format the format, null when none fits
 * @param fields the names of the fields that its lines have
 * @param looked how many lines were looked at, without blank ones and comments
 * @param read how many of them are entries
 * @param examples some of the entries
 * @param mismatch the first line that is none; null when all are
 */
public record FormatInspection(
        @Nullable LogFormat format,
        List<String> fields,
        int looked,
        int read,
        List<Example> examples,
        @Nullable Mismatch mismatch) {
    private static final int EXAMPLES = 3;
    private static final long LINE_SHOWN = 2_000;

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
     * @param column where it could not be read any further, in characters from 1
     * @param expected what was expected there
     * @param candidate the format that could read most of it
     */
    public record Mismatch(long line, String text, int column, String expected, String candidate) {}

    /** Keeps a copy. */
    public FormatInspection {
        fields = List.copyOf(fields);
        examples = List.copyOf(examples);
    }

    /** Looks at the first lines of a log. */
    public static FormatInspection of(LogHead head) {
        return new Inspector(head).inspect();
    }

    private static final class Inspector {
        private final byte[] bytes;
        private final int length;
        private final @Nullable LogFormat format;
        private final EntryPlan plan;
        private final AccessLogEntry entry;
        private final List<Example> examples = new ArrayList<>();
        private @Nullable Mismatch mismatch;
        private Header header = Header.NONE;
        private int looked;
        private int read;

        Inspector(LogHead head) {
            bytes = head.bytes();
            length = head.length();
            format = head.format();
            plan = format == null ? EntryPlan.COUNTS : EntryPlan.of(fieldNames(format));
            entry = plan.newEntry();
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

        FormatInspection inspect() {
            LineParser parser = format == null ? null : plan.newParser(format);
            long line = 0;
            for (int from = 0; from < length && looked < FormatDetector.MOST_LINES; ) {
                int end = Swar.indexOf(bytes, from, length, Swar.LINE_FEED);
                int to = end > from && bytes[end - 1] == '\r' ? end - 1 : end;
                line++;
                if (!Blanks.areAll(bytes, from, to)) {
                    if (bytes[from] != '#') {
                        look(line, from, to, parser);
                    } else if (parser != null) {
                        header = header.with(bytes, from, to);
                        parser.comment(bytes, from, to);
                    }
                }
                from = end + 1;
            }
            return new FormatInspection(
                    format, format == null ? List.of() : plan.texts(), looked, read, examples, mismatch);
        }

        private void look(long line, int from, int to, @Nullable LineParser parser) {
            looked++;
            if (parser != null && parser.parse(bytes, from, to, entry) == null) {
                read++;
                if (examples.size() < EXAMPLES) {
                    examples.add(new Example(line, fields()));
                }
            } else if (mismatch == null) {
                mismatch = mismatch(line, from, to);
            }
        }

        private Map<String, String> fields() {
            Map<String, String> fields = new LinkedHashMap<>();
            for (String name : plan.texts()) {
                String value = value(name);
                if (!value.isEmpty()) {
                    fields.put(name, value);
                }
            }
            return fields;
        }

        private String value(String name) {
            return switch (name) {
                case FieldNames.CLIENT -> ClientAddress.of(entry.client()).toString();
                case FieldNames.TIME ->
                    Instant.ofEpochSecond(entry.epochSecond(), entry.microOfSecond() * 1_000L)
                            .toString();
                case FieldNames.STATUS -> Integer.toString(entry.status());
                case FieldNames.BYTES -> Long.toString(entry.bodyBytes());
                case FieldNames.DURATION -> entry.durationMicros() < 0 ? "" : Long.toString(entry.durationMicros());
                default -> text(plan.slot(name));
            };
        }

        private String text(int slot) {
            return Utf8Text.decode(
                    entry.textBytes(slot), entry.textFrom(slot), entry.textTo(slot), UnaryOperator.identity());
        }

        /**
         * The formats that a line may be meant in: those whose sign it shows, any when it shows none; the most usual alone when
         * it begins like that.
         */
        private List<LogFormat> candidates(int from, int to) {
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
        private Mismatch mismatch(long line, int from, int to) {
            List<LogFormat> candidates = format == null ? candidates(from, to) : List.of(format);
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
            String before = Utf8Text.decode(bytes, from, Math.max(furthest, from), UnaryOperator.identity());
            int shownTo = (int) Math.min(to, from + LINE_SHOWN);
            String text = Utf8Text.decode(bytes, from, shownTo, UnaryOperator.identity());
            return new Mismatch(line, text, before.length() + 1, expected, candidate);
        }
    }
}
