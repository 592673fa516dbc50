package io.github.logtraffic.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.logtraffic.analysis.AnalysisResult.Filter;
import io.github.logtraffic.analysis.LogOverview;
import io.github.logtraffic.engine.InputFailure;
import io.github.logtraffic.engine.InputSummary;
import io.github.logtraffic.engine.LineCounts;
import io.github.logtraffic.log.format.MalformedReason;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes what the objects of all commands begin with: what was read, and sums over it. */
final class OverviewJson {
    private final JsonGenerator json;
    private final JsonValues values;

    OverviewJson(JsonGenerator json, JsonValues values) {
        this.json = json;
        this.values = values;
    }

    /**
     * Writes the first fields of an object.
     *
     * @param schema the name and version of the whole object
     * @param version of this program
     */
    void write(String schema, String version, LogOverview logs) throws IOException {
        json.writeStringField("schema", schema);
        json.writeStringField("version", version);
        json.writeArrayFieldStart("inputs");
        for (InputSummary input : logs.run().inputs()) {
            writeInput(input);
        }
        json.writeEndArray();
        writeFailures(logs.run().failures());
        if (logs.run().interrupted()) {
            json.writeBooleanField("interrupted", true);
        }
        writeLines(logs);
        if (logs.filter() != null) {
            writeFilter(logs.filter());
        }
        if (logs.timeRange() != null) {
            json.writeObjectFieldStart("timeRange");
            values.writeTime("first", logs.timeRange().first());
            values.writeTime("last", logs.timeRange().last());
            json.writeEndObject();
        }
        json.writeObjectFieldStart("totals");
        json.writeNumberField("requests", logs.totals().requests());
        json.writeNumberField("bytes", logs.totals().bytes());
        json.writeNumberField("clients", logs.totals().clients());
        if (!logs.exact()) {
            json.writeNumberField("clientsError", logs.totals().clientsError());
        }
        json.writeEndObject();
        json.writeBooleanField("exact", logs.exact());
    }

    private void writeInput(InputSummary input) throws IOException {
        json.writeStartObject();
        json.writeStringField("source", input.source());
        if (input.formatName() != null) {
            json.writeStringField("format", input.formatName());
        }
        json.writeNumberField("bytes", input.bytes());
        if (input.skippedBytes() > 0) {
            json.writeNumberField("skippedBytes", input.skippedBytes());
        }
        if (input.isKnown()) {
            json.writeBooleanField("cached", true);
        } else if (input.keptBytes() > 0) {
            json.writeNumberField("cachedBytes", input.keptBytes());
        }
        json.writeNumberField("lines", input.lines().read());
        json.writeNumberField("malformed", input.lines().malformed());
        if (!input.followed().isEmpty()) {
            writeFormats(input);
        }
        json.writeEndObject();
    }

    /** How many entries are in each of the formats of a log that has several. */
    private void writeFormats(InputSummary input) throws IOException {
        SortedMap<String, Long> formats = new TreeMap<>();
        input.followed().forEach((format, lines) -> formats.merge(format.formatName(), lines, Long::sum));
        long others = formats.values().stream().mapToLong(Long::longValue).sum();
        if (input.formatName() != null) {
            formats.merge(input.formatName(), input.lines().counted() - others, Long::sum);
        }
        json.writeArrayFieldStart("formats");
        for (Map.Entry<String, Long> format : formats.entrySet()) {
            json.writeStartObject();
            json.writeStringField("format", format.getKey());
            json.writeNumberField("entries", format.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeFailures(List<InputFailure> failures) throws IOException {
        if (!failures.isEmpty()) {
            json.writeArrayFieldStart("failures");
            for (InputFailure failure : failures) {
                json.writeStartObject();
                json.writeStringField("source", failure.source());
                json.writeStringField("reason", failure.reason());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    private void writeFilter(Filter filter) throws IOException {
        json.writeObjectFieldStart("filter");
        if (filter.since() != null) {
            values.writeTime("since", filter.since());
        }
        if (filter.until() != null) {
            values.writeTime("until", filter.until());
        }
        for (Map.Entry<String, List<String>> option : filter.options().entrySet()) {
            json.writeArrayFieldStart(option.getKey().equals("user-agent") ? "userAgent" : option.getKey());
            for (String value : option.getValue()) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void writeLines(LogOverview logs) throws IOException {
        LineCounts lines = logs.run().lines();
        json.writeObjectFieldStart("lines");
        json.writeNumberField("read", lines.read());
        json.writeNumberField("blank", lines.blank());
        json.writeNumberField("comment", lines.comment());
        json.writeNumberField("malformed", lines.malformed());
        json.writeNumberField("filtered", lines.filtered());
        json.writeNumberField("counted", lines.counted());
        json.writeObjectFieldStart("malformedBy");
        for (Map.Entry<MalformedReason, Long> reason : lines.malformedBy().entrySet()) {
            json.writeNumberField(reason.getKey().key(), reason.getValue());
        }
        json.writeEndObject();
        if (logs.inOrder()) {
            json.writeNumberField("outOfOrder", logs.run().outOfOrder());
        }
        json.writeEndObject();
    }
}
