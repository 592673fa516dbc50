package io.github.logtraffic.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.logtraffic.traffic.replay.AnswerDiff;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How answers differ from what the log says of them, in the reports of replay. */
final class DiffReport {
    private final AnswerDiff diff;
    private final List<AnswerDiff.Row> rows;

    /** @param limit how many rows to show; 0 is all */
    DiffReport(AnswerDiff diff, int limit) {
        this.diff = diff;
        this.rows = limit == 0 || limit >= diff.rows().size()
                ? diff.rows()
                : diff.rows().subList(0, limit);
    }

    /** In a few words. */
    String text(Numbers numbers) {
        boolean hasSizes = diff.sizesCompared() > 0 || diff.byStatus() == diff.compared();
        return numbers.count(diff.byStatus()) + " by status, "
                + (hasSizes ? numbers.count(diff.bySize()) + " by size of more than 10%, " : "")
                + "of " + numbers.count(diff.compared(), "answer") + " that could be compared"
                + (hasSizes ? "" : "; the log has no sizes of bodies");
    }

    /** The tables' part of it; nothing when nothing differs. */
    List<String> lines(ReportStyle style) {
        if (diff.byStatus() + diff.bySize() == 0) {
            return List.of();
        }
        Numbers numbers = new Numbers(style.human());
        List<String> lines = new ArrayList<>();
        lines.add("");
        String count = rows.size() == diff.rows().size()
                ? ""
                : ", " + numbers.count(rows.size()) + " of "
                        + numbers.count(diff.rows().size());
        lines.add(Emphasis.TITLE.of("Differences from the log by path" + count, style.color()));
        Table table = new Table(
                List.of(Column.right("Requests", 0), Column.left("Logged→replayed", 0), Column.text("Path", 0)));
        for (AnswerDiff.Row row : rows) {
            table.add(numbers.count(row.requests()), change(row, numbers), SafeText.visible(row.path()));
        }
        if (diff.otherRequests() > 0) {
            table.add(numbers.count(diff.otherRequests()), "", "(others: more paths than are kept, or long ones)");
        }
        lines.addAll(table.lines(style));
        return lines;
    }

    /** {@code 200→500}, or {@code 200: 5.0 kB→120 B} on average. */
    private static String change(AnswerDiff.Row row, Numbers numbers) {
        return row.isOfSize()
                ? row.status() + ": " + numbers.bytes(row.loggedBytes() / row.requests()) + "→"
                        + numbers.bytes(row.bytes() / row.requests())
                : row.loggedStatus() + "→" + row.status();
    }

    /** Writes it as the field {@code diff}. */
    void write(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("diff");
        json.writeNumberField("compared", diff.compared());
        json.writeNumberField("notCompared", diff.uncompared());
        json.writeNumberField("sizesCompared", diff.sizesCompared());
        json.writeNumberField("byStatus", diff.byStatus());
        json.writeNumberField("bySize", diff.bySize());
        json.writeNumberField("total", diff.rows().size());
        json.writeArrayFieldStart("rows");
        for (AnswerDiff.Row row : rows) {
            json.writeStartObject();
            json.writeStringField("path", row.path());
            json.writeNumberField("logged", row.loggedStatus());
            json.writeNumberField("replayed", row.status());
            json.writeNumberField("requests", row.requests());
            json.writeNumberField("loggedBytes", row.loggedBytes());
            json.writeNumberField("replayedBytes", row.bytes());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("otherRequests", diff.otherRequests());
        json.writeEndObject();
    }
}
