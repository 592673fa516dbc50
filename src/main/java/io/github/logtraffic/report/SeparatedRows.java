package io.github.logtraffic.report;

import io.github.logtraffic.log.entry.AccessLogEntry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;

/**
 * Entries as rows of values with a separator between them: commas as in RFC 4180, or tabs. A value that is absent is an
 * empty cell. Characters that are not shown as themselves are written as {@code \xHH}, so that no cell breaks its row; a
 * cell that a spreadsheet would take for a formula gets an apostrophe in front.
 */
final class SeparatedRows implements EntryWriter {
    private final char separator;
    private final List<EntryField> fields;
    private final EntryTimes times;

    SeparatedRows(char separator, List<EntryField> fields, ZoneId zone) {
        this.separator = separator;
        this.fields = fields;
        this.times = new EntryTimes(zone);
    }

    /** A row of texts, with its end. */
    static String row(char separator, List<String> cells) {
        return String.join(
                        String.valueOf(separator),
                        cells.stream().map(text -> cell(text, separator)).toList()) + "\n";
    }

    @Override
    public void write(AccessLogEntry entry, ByteArrayOutputStream out) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0) {
                row.append(separator);
            }
            if (fields.get(i).isIn(entry)) {
                append(fields.get(i), entry, row);
            }
        }
        out.writeBytes(row.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }

    private void append(EntryField field, AccessLogEntry entry, StringBuilder row) {
        switch (field.source()) {
            case TIME -> row.append(times.of(entry));
            case STATUS, BYTES, DURATION -> row.append(field.number(entry));
            case CLIENT, TEXT -> row.append(cell(field.text(entry), separator));
        }
    }

    /** Whether a spreadsheet may take it for a formula, which may also stand in quotes where rows have tabs. */
    private static boolean isFormula(String text) {
        int at = 0;
        while (at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == ' ')) {
            at++;
        }
        return at < text.length() && "=+-@".indexOf(text.charAt(at)) >= 0;
    }

    /** A text as a cell. */
    private static String cell(String text, char separator) {
        String visible = SafeText.visible(text);
        String harmless = isFormula(visible) ? "'" + visible : visible;
        boolean isQuoted = separator == ',' && (harmless.indexOf(',') >= 0 || harmless.indexOf('"') >= 0);
        return isQuoted ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }
}
