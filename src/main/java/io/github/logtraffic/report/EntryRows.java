package io.github.logtraffic.report;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.EntryConsumer;
import io.github.logtraffic.log.entry.Utf8Text;
import io.github.logtraffic.log.format.EntryPlan;
import io.github.logtraffic.log.format.FieldNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Writes each entry as a row of tab-separated values, behind a row of headings. Absent values are empty cells. */
public final class EntryRows implements EntryConsumer {
    private static final List<String> TEXTS =
            List.of(FieldNames.METHOD, FieldNames.TARGET, FieldNames.HOST, FieldNames.USER_AGENT);

    /** What entries must hold. */
    public static final EntryPlan PLAN = new EntryPlan(TEXTS, false, false, null);

    private final Writer out;
    private final StringBuilder row = new StringBuilder();

    /**
     * @param out takes the rows; it is not closed
     */
    public EntryRows(Writer out) {
        this.out = out;
        write("line\tclient\ttime\tmethod\ttarget\tstatus\tbytes\thost\tuser_agent\n");
    }

    /**
     * Takes an entry.
     *
     * @throws UncheckedIOException when the row cannot be written
     */
    @Override
    public void accept(AccessLogEntry entry) {
        row.setLength(0);
        row.append(entry.lineNumber()).append('\t');
        String client = ClientAddress.of(entry.client()).toString();
        row.append(client.equals("-") ? "" : escaped(client)).append('\t');
        row.append(Instant.ofEpochSecond(entry.epochSecond()).truncatedTo(ChronoUnit.SECONDS));
        cell(entry, 0);
        cell(entry, 1);
        row.append('\t').append(entry.status()).append('\t').append(entry.bodyBytes());
        cell(entry, 2);
        cell(entry, 3);
        write(row.append('\n'));
    }

    @Override
    public void pause() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(CharSequence text) {
        try {
            out.append(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void cell(AccessLogEntry entry, int slot) {
        row.append('\t');
        row.append(escaped(Utf8Text.decode(
                entry.textBytes(slot), entry.textFrom(slot), entry.textTo(slot), UnaryOperator.identity())));
    }

    /** Control bytes as {@code \xHH}: a cell never breaks its row. */
    private static String escaped(String text) {
        if (text.chars().noneMatch(EntryRows::isControl)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> {
            if (isControl(c)) {
                escaped.append(String.format(Locale.ROOT, "\\x%02X", c));
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }

    private static boolean isControl(int c) {
        return c < 0x20 || c == 0x7F;
    }
}
