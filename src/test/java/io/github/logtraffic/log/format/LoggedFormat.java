package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.value.Clients;
import io.github.logtraffic.reference.Latin1;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A format string: makes lines of it, and has them read by both parsers. */
final class LoggedFormat {
    private final String format;
    private final boolean isApache;
    private final List<Object> parts = new ArrayList<>(); // fields, and the literal characters between them
    private final Map<String, LoggedField> fields = new LinkedHashMap<>();
    private final Map<String, String> paths = new LinkedHashMap<>();
    private final EntryPlan plan;
    private final LineParser ours;
    private final Httpdlog theirs;

    /**
     * @param format in the language of either server
     */
    LoggedFormat(String format) {
        this.format = format;
        this.isApache = format.indexOf('%') >= 0;
        for (int at = 0; at < format.length(); ) {
            LoggedField field = LoggedField.at(format, at);
            parts.add(field == null ? format.charAt(at) : field);
            at += field == null ? 1 : field.written().length();
            if (field != null) {
                field.names().forEach((name, path) -> add(fields.containsKey(name) ? field.own() : name, field, path));
            }
        }
        plan = EntryPlan.of(List.copyOf(paths.keySet()));
        try {
            ours = plan.newParser(LogFormats.parse(format));
        } catch (FormatSyntaxException e) {
            throw new IllegalArgumentException(format, e);
        }
        theirs = new Httpdlog(format, paths.values());
    }

    private void add(String name, LoggedField field, String path) {
        fields.put(name, field);
        paths.put(name, path);
    }

    /** Our names of the values that both parsers read. */
    Set<String> names() {
        return fields.keySet();
    }

    /** A random line. */
    LoggedLine line(Random random) {
        LoggedValues values = new LoggedValues(random, isApache);
        Map<LoggedField, String> written = new HashMap<>();
        StringBuilder text = new StringBuilder();
        for (Object part : parts) {
            if (part instanceof LoggedField field) {
                String value = field.value().apply(values);
                written.put(field, value);
                text.append(value);
            } else {
                text.append(part);
            }
        }
        return new LoggedLine(format, text.toString(), written);
    }

    /** What our parser has to read as it was written, by our names, without what is absent. */
    Map<String, String> verbatim(LoggedLine line) {
        Map<String, String> values = new HashMap<>();
        fields.forEach((name, field) -> {
            String value = line.values().getOrDefault(field, "");
            if (field.isVerbatim() && !value.isEmpty() && !value.equals("-")) {
                values.put(name, value);
            }
        });
        return values;
    }

    /** Whether httpdlog's pattern for addresses would try everything before it gave up. */
    boolean isSlowToRefuse(LoggedLine line) {
        return line.values().entrySet().stream()
                .anyMatch(value -> value.getKey().isAddressToHttpdlog()
                        && !value.getValue().equals("unix:")
                        && value.getValue().indexOf(':') >= 0);
    }

    /** What our parser reads, by our names, without what is absent; null when the line is malformed. */
    @Nullable
    Map<String, String> ours(LoggedLine line) {
        byte[] bytes = Latin1.bytes(line.text());
        AccessLogEntry entry = plan.newEntry();
        if (ours.parse(bytes, 0, bytes.length, entry) != null) {
            return null;
        }
        Map<String, String> values = new HashMap<>();
        for (String name : paths.keySet()) {
            String value = ours(entry, name);
            if (value != null) {
                values.put(name, value);
            }
        }
        return values;
    }

    private @Nullable String ours(AccessLogEntry entry, String name) {
        return switch (name) {
            case FieldNames.CLIENT -> Clients.text(entry.client());
            case FieldNames.TIME -> Long.toString(entry.epochSecond() * 1_000 + entry.microOfSecond() / 1_000);
            case FieldNames.STATUS -> Integer.toString(entry.status());
            case FieldNames.BYTES -> Long.toString(entry.bodyBytes());
            case FieldNames.DURATION -> entry.durationMicros() < 0 ? null : Long.toString(entry.durationMicros());
            default -> text(entry, plan.slot(name));
        };
    }

    private static @Nullable String text(AccessLogEntry entry, int slot) {
        int from = entry.textFrom(slot);
        return entry.hasText(slot) ? Latin1.text(entry.textBytes(slot)).substring(from, entry.textTo(slot)) : null;
    }

    /** What httpdlog reads, by our names and in our units, without what is absent; null when the line does not match. */
    @Nullable
    Map<String, String> theirs(LoggedLine line) throws Exception {
        Map<String, @Nullable String> byPath = theirs.read(line.text());
        if (byPath == null) {
            return null;
        }
        Map<String, String> values = new HashMap<>();
        paths.forEach((name, path) -> {
            String value = byPath.get(path);
            LoggedField field = fields.get(name);
            if (value != null && field != null) {
                values.put(name, field.unit() == 1 ? value : Long.toString(Long.parseLong(value) * field.unit()));
            }
        });
        return values;
    }

    @Override
    public String toString() {
        return format;
    }
}
