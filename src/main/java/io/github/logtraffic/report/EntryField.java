package io.github.logtraffic.report;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.Utf8Text;
import io.github.logtraffic.log.format.EntryPlan;
import io.github.logtraffic.log.format.FieldNames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A field of entries that is written: where its value is found. */
final class EntryField {
    /** Where the value is found. */
    enum Source {
        CLIENT(FieldNames.CLIENT),
        TIME(FieldNames.TIME),
        STATUS(FieldNames.STATUS),
        BYTES(FieldNames.BYTES),
        DURATION(FieldNames.DURATION),
        /** In a slot; any other name. */
        TEXT("");

        private final String fieldName;

        Source(String fieldName) {
            this.fieldName = fieldName;
        }
    }

    private final String name;
    private final Source source;
    private final int slot;
    private final Function<ClientAddress, String> clients;

    private EntryField(String name, Source source, int slot, Function<ClientAddress, String> clients) {
        this.name = name;
        this.source = source;
        this.slot = slot;
        this.clients = clients;
    }

    /**
     * The fields of these names, of entries that hold what {@link #plan} says.
     *
     * @param clients how clients are written
     */
    static List<EntryField> of(List<String> names, EntryPlan plan, Function<ClientAddress, String> clients) {
        List<EntryField> fields = new ArrayList<>();
        for (String name : names) {
            fields.add(new EntryField(name, source(name), plan.slot(name), clients));
        }
        return List.copyOf(fields);
    }

    /** What entries must hold for fields of these names. */
    static EntryPlan plan(List<String> names) {
        List<String> texts =
                names.stream().filter(name -> source(name) == Source.TEXT).toList();
        return new EntryPlan(texts, names.contains(FieldNames.DURATION), false, null);
    }

    private static Source source(String name) {
        for (Source source : Source.values()) {
            if (source.fieldName.equals(name)) {
                return source;
            }
        }
        return Source.TEXT;
    }

    String name() {
        return name;
    }

    Source source() {
        return source;
    }

    /** Whether an entry has the field. */
    boolean isIn(AccessLogEntry entry) {
        return switch (source) {
            case CLIENT -> !isUnknown(entry);
            case TIME, STATUS, BYTES -> true;
            case DURATION -> entry.durationMicros() >= 0;
            case TEXT -> entry.hasText(slot);
        };
    }

    private static boolean isUnknown(AccessLogEntry entry) {
        return entry.client().isName()
                && entry.client().nameTo() - entry.client().nameFrom() == 1
                && entry.client().nameBytes()[entry.client().nameFrom()] == '-';
    }

    /** The value of a {@link Source#STATUS}, {@link Source#BYTES} or {@link Source#DURATION}. */
    long number(AccessLogEntry entry) {
        return switch (source) {
            case STATUS -> entry.status();
            case BYTES -> entry.bodyBytes();
            case DURATION -> entry.durationMicros();
            case CLIENT, TIME, TEXT -> throw new IllegalStateException(name + " is no number");
        };
    }

    /** The value of a {@link Source#CLIENT} or a {@link Source#TEXT}; bytes that are not UTF-8 are {@code \xHH}. */
    String text(AccessLogEntry entry) {
        if (source == Source.CLIENT) {
            return clients.apply(ClientAddress.of(entry.client()));
        }
        byte[] bytes = entry.textBytes(slot);
        int from = entry.textFrom(slot);
        int to = entry.textTo(slot);
        for (int at = from; at < to; at++) {
            if (bytes[at] < 0) {
                return Utf8Text.decode(bytes, from, to, UnaryOperator.identity());
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1); // ASCII, and faster
    }
}
