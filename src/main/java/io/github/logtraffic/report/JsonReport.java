package io.github.logtraffic.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.logtraffic.analysis.AnalysisResult;
import io.github.logtraffic.analysis.AnalysisResult.Bucket;
import io.github.logtraffic.analysis.AnalysisResult.Filter;
import io.github.logtraffic.analysis.AnalysisResult.Rate;
import io.github.logtraffic.analysis.AnalysisResult.WindowStatistics;
import io.github.logtraffic.engine.InputFailure;
import io.github.logtraffic.engine.InputSummary;
import io.github.logtraffic.engine.LineCounts;
import io.github.logtraffic.log.format.MalformedReason;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The result as one JSON object: {@code analyze.schema.json} describes it. */
final class JsonReport implements Report {
    /** The name and version of what is written; a change that could break a reader needs a new one. */
    private static final String SCHEMA = "logtraffic.analyze/1";

    private static final int RATE_DECIMALS = 3;

    @Override
    public void write(AnalysisResult result, ReportStyle style, OutputStream out) throws IOException {
        JsonOutput.write(out, json -> new Writer(json, result.zone()).write(result, style.version()));
    }

    /** Writes one result. */
    private static final class Writer {
        private final JsonGenerator json;
        private final JsonValues values;

        Writer(JsonGenerator json, ZoneId zone) {
            this.json = json;
            this.values = new JsonValues(json, zone);
        }

        void write(AnalysisResult result, String version) throws IOException {
            json.writeStartObject();
            json.writeStringField("schema", SCHEMA);
            json.writeStringField("version", version);
            json.writeArrayFieldStart("inputs");
            for (InputSummary input : result.run().inputs()) {
                writeInput(input);
            }
            json.writeEndArray();
            writeFailures(result.run().failures());
            if (result.run().interrupted()) {
                json.writeBooleanField("interrupted", true);
            }
            writeLines(result.run().lines());
            if (result.filter() != null) {
                writeFilter(result.filter());
            }
            if (result.timeRange() != null) {
                json.writeObjectFieldStart("timeRange");
                values.writeTime("first", result.timeRange().first());
                values.writeTime("last", result.timeRange().last());
                json.writeEndObject();
            }
            json.writeObjectFieldStart("totals");
            json.writeNumberField("requests", result.totals().requests());
            json.writeNumberField("bytes", result.totals().bytes());
            json.writeNumberField("clients", result.totals().clients());
            if (!result.exact()) {
                json.writeNumberField("clientsError", result.totals().clientsError());
            }
            json.writeEndObject();
            json.writeBooleanField("exact", result.exact());
            GroupsJson groups = new GroupsJson(json, values, result);
            if (result.durations() != null) {
                groups.writeDurations(result.durations(), true);
            }
            groups.write();
            if (result.hierarchy() != null) {
                new HierarchyJson(json, result.exact()).write(result.hierarchy());
            }
            if (result.rate() != null) {
                writeRate(result.rate());
            }
            json.writeObjectFieldStart("status");
            for (Map.Entry<Integer, Long> status : result.statuses().entrySet()) {
                json.writeNumberField(String.valueOf(status.getKey()), status.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        }

        private void writeInput(InputSummary input) throws IOException {
            json.writeStartObject();
            json.writeStringField("source", input.source());
            if (input.format() != null) {
                json.writeStringField("format", input.format().formatName());
            }
            json.writeNumberField("bytes", input.bytes());
            if (input.skippedBytes() > 0) {
                json.writeNumberField("skippedBytes", input.skippedBytes());
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
            if (input.format() != null) {
                formats.merge(input.format().formatName(), input.lines().counted() - others, Long::sum);
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

        private void writeLines(LineCounts lines) throws IOException {
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
            json.writeEndObject();
        }

        private void writeRate(Rate rate) throws IOException {
            json.writeObjectFieldStart("rate");
            json.writeNumberField("intervalSeconds", rate.intervalSeconds());
            json.writeNumberField("windowSeconds", rate.windowSeconds());
            json.writeArrayFieldStart("buckets");
            for (Bucket bucket : rate.buckets()) {
                json.writeStartObject();
                values.writeTime("start", bucket.start());
                json.writeNumberField("requests", bucket.requests());
                json.writeNumberField("bytes", bucket.bytes());
                json.writeEndObject();
            }
            json.writeEndArray();
            WindowStatistics statistics = rate.perWindow();
            json.writeObjectFieldStart("requestsPerWindow");
            values.writeDecimal("mean", statistics.mean(), RATE_DECIMALS);
            json.writeNumberField("p50", statistics.p50());
            json.writeNumberField("p95", statistics.p95());
            json.writeNumberField("p99", statistics.p99());
            json.writeNumberField("max", statistics.max().requests());
            values.writeTime("maxAt", statistics.max().start());
            json.writeEndObject();
            json.writeEndObject();
        }
    }
}
