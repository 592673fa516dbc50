package io.github.logtraffic.report;

import io.github.logtraffic.log.format.EntryPlan;
import io.github.logtraffic.log.format.FieldNames;
import java.time.ZoneId;
import java.util.List;

/** The formats in which entries are written, by the names that users type. */
public enum EntryFormat {
    /** The lines as they stand in the log. */
    RAW("raw") {
        @Override
        EntryWriter writer(List<EntryField> fields, ZoneId zone, boolean visible) {
            return new RawLines(visible);
        }
    },
    /** A JSON object a line. */
    NDJSON("ndjson") {
        @Override
        EntryWriter writer(List<EntryField> fields, ZoneId zone, boolean visible) {
            return new JsonLines(fields, zone);
        }
    },
    /** Values separated by tabs, under their names. */
    TSV("tsv") {
        @Override
        EntryWriter writer(List<EntryField> fields, ZoneId zone, boolean visible) {
            return new SeparatedRows('\t', fields, zone);
        }

        @Override
        public String headings(List<String> names) {
            return SeparatedRows.row('\t', names);
        }
    },
    /** Values separated by commas, under their names. */
    CSV("csv") {
        @Override
        EntryWriter writer(List<EntryField> fields, ZoneId zone, boolean visible) {
            return new SeparatedRows(',', fields, zone);
        }

        @Override
        public String headings(List<String> names) {
            return SeparatedRows.row(',', names);
        }
    };

    /** The fields that are written when nobody says which. */
    public static final List<String> USUAL_FIELDS = List.of(
            FieldNames.CLIENT,
            FieldNames.TIME,
            FieldNames.METHOD,
            FieldNames.TARGET,
            FieldNames.STATUS,
            FieldNames.BYTES,
            FieldNames.DURATION,
            FieldNames.HOST,
            FieldNames.REFERER,
            FieldNames.USER_AGENT);

    private final String formatName;

    EntryFormat(String formatName) {
        this.formatName = formatName;
    }

    /**
     * A writer for one thread.
     *
     * @param fields what to write, where there are fields
     * @param zone of times
     * @param visible whether control bytes of lines are made visible, which they are everywhere else
     */
    abstract EntryWriter writer(List<EntryField> fields, ZoneId zone, boolean visible);

    /** The name that users type. */
    public String formatName() {
        return formatName;
    }

    /** What stands before the first entry. */
    public String headings(List<String> names) {
        return "";
    }

    /** What entries must hold for these fields to be written. */
    public static EntryPlan plan(List<String> names) {
        return EntryField.plan(names);
    }
}
