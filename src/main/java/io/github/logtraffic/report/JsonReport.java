package io.github.logtraffic.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.logtraffic.analysis.AnalysisResult;
import io.github.logtraffic.analysis.AnalysisResult.Bucket;
import io.github.logtraffic.analysis.AnalysisResult.Durations;
import io.github.logtraffic.analysis.AnalysisResult.Filter;
import io.github.logtraffic.analysis.AnalysisResult.Group;
import io.github.logtraffic.analysis.AnalysisResult.GroupDetails;
import io.github.logtraffic.analysis.AnalysisResult.Groups;
import io.github.logtraffic.analysis.AnalysisResult.Percentiles;
import io.github.logtraffic.analysis.AnalysisResult.Rate;
import io.github.logtraffic.analysis.AnalysisResult.Window;
import io.github.logtraffic.analysis.AnalysisResult.WindowStatistics;
import io.github.logtraffic.analysis.ClientNames;
import io.github.logtraffic.engine.InputFailure;
import io.github.logtraffic.engine.InputSummary;
import io.github.logtraffic.engine.LineCounts;
import io.github.logtraffic.log.format.MalformedReason;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The result as one JSON object: {@code analyze.schema.json} describes it. */
final class JsonReport implements Report {
    /** The name and version of what is written; a change that could break a reader needs a new one. */
    private static final String SCHEMA = "logtraffic.analyze/1";

    private static final int SHARE_DECIMALS = 6;
    private static final int RATE_DECIMALS = 3;
    private static final int SECONDS_DECIMALS = 6;
    private static final int MILLIS_DECIMALS = 3;
    private static final int ERROR_DECIMALS = 7;

    @Override
    public void write(AnalysisResult result, ReportStyle style, OutputStream out) throws IOException {
        JsonOutput.write(out, json -> new Writer(json, result.zone()).write(result, style.version()));
    }

    /** Writes one result. */
    private static final class Writer {
        private final JsonGenerator json;
        private final DateTimeFormatter times;

        Writer(JsonGenerator json, ZoneId zone) {
            this.json = json;
            this.times = DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(zone);
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
                writeTime("first", result.timeRange().first());
                writeTime("last", result.timeRange().last());
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
            if (result.durations() != null) {
                writeDurations(result.durations(), true);
            }
            writeTopTalkers(result.topTalkers(), result.names(), result.exact());
            writeGroups(result.groups(), result.names(), result.exact());
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
                json.writeStringField("since", times.format(filter.since()));
            }
            if (filter.until() != null) {
                json.writeStringField("until", times.format(filter.until()));
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

        private void writeTopTalkers(Groups talkers, @Nullable ClientNames names, boolean exact) throws IOException {
            json.writeObjectFieldStart("topTalkers");
            json.writeStringField("by", "client");
            writeTotals(talkers, exact);
            json.writeArrayFieldStart("rows");
            for (Group talker : talkers.rows()) {
                json.writeStartObject();
                json.writeNumberField("rank", talker.rank());
                json.writeStringField("client", talker.key().get(0));
                writeName(talkers, talker, names);
                writeCounters(talker, exact);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }

        private void writeGroups(List<Groups> tables, @Nullable ClientNames names, boolean exact) throws IOException {
            if (tables.isEmpty()) {
                return;
            }
            json.writeArrayFieldStart("groups");
            for (Groups groups : tables) {
                json.writeStartObject();
                writeStrings("by", groups.by());
                writeTotals(groups, exact);
                json.writeArrayFieldStart("rows");
                for (Group group : groups.rows()) {
                    json.writeStartObject();
                    json.writeNumberField("rank", group.rank());
                    writeStrings("key", group.key());
                    writeName(groups, group, names);
                    writeCounters(group, exact);
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
        }

        private void writeName(Groups groups, Group group, @Nullable ClientNames names) throws IOException {
            String name = names == null || !ClientNames.mayBeIn(groups) ? null : names.of(group);
            if (name != null) {
                json.writeStringField("name", name);
            }
        }

        private void writeStrings(String name, List<String> values) throws IOException {
            json.writeArrayFieldStart(name);
            for (String value : values) {
                json.writeString(value);
            }
            json.writeEndArray();
        }

        private void writeTotals(Groups groups, boolean exact) throws IOException {
            json.writeStringField("sort", groups.sort().sortName());
            json.writeNumberField("total", groups.total());
            if (!exact) {
                json.writeNumberField("totalError", groups.totalError());
                json.writeNumberField("unknownRequestsAtMost", groups.unknownRequestsAtMost());
                json.writeNumberField("unknownBytesAtMost", groups.unknownBytesAtMost());
            }
        }

        private void writeCounters(Group group, boolean exact) throws IOException {
            json.writeNumberField("requests", group.requests());
            if (!exact) {
                json.writeNumberField("requestsError", group.requestsError());
            }
            writeDecimal("share", group.share(), SHARE_DECIMALS);
            json.writeNumberField("bytes", group.bytes());
            if (!exact) {
                json.writeNumberField("bytesError", group.bytesError());
            }
            if (group.details() != null) {
                writeDetails(group.details());
            }
            if (group.peak() != null) {
                writeWindow("peak", group.peak());
            }
            if (group.durations() != null) {
                writeDurations(group.durations(), false);
            }
        }

        private void writeDurations(Durations durations, boolean withError) throws IOException {
            json.writeObjectFieldStart("duration");
            json.writeNumberField("requests", durations.requests());
            writeDecimal("seconds", durations.totalMicros() / 1e6, SECONDS_DECIMALS);
            Percentiles percentiles = durations.percentiles();
            if (percentiles != null) {
                writeMillis("p50", percentiles.p50());
                writeMillis("p90", percentiles.p90());
                writeMillis("p95", percentiles.p95());
                writeMillis("p99", percentiles.p99());
            }
            writeMillis("max", durations.maxMicros());
            if (withError) {
                writeDecimal("error", Durations.ERROR, ERROR_DECIMALS);
            }
            json.writeEndObject();
        }

        private void writeMillis(String name, long micros) throws IOException {
            writeDecimal(name, micros / 1e3, MILLIS_DECIMALS);
        }

        private void writeDetails(GroupDetails details) throws IOException {
            List<Long> statusClasses = details.statusClasses();
            if (statusClasses != null) {
                json.writeObjectFieldStart("status");
                for (int statusClass = 1; statusClass <= 5; statusClass++) {
                    json.writeNumberField(statusClass + "xx", statusClasses.get(statusClass - 1));
                }
                json.writeEndObject();
            }
            writeTime("first", details.range().first());
            writeTime("last", details.range().last());
            writeDecimal("perMinute", details.perMinute(), RATE_DECIMALS);
        }

        private void writeWindow(String name, Window window) throws IOException {
            json.writeObjectFieldStart(name);
            json.writeNumberField("requests", window.requests());
            writeTime("start", window.start());
            json.writeEndObject();
        }

        private void writeRate(Rate rate) throws IOException {
            json.writeObjectFieldStart("rate");
            json.writeNumberField("intervalSeconds", rate.intervalSeconds());
            json.writeNumberField("windowSeconds", rate.windowSeconds());
            json.writeArrayFieldStart("buckets");
            for (Bucket bucket : rate.buckets()) {
                json.writeStartObject();
                writeTime("start", bucket.start());
                json.writeNumberField("requests", bucket.requests());
                json.writeNumberField("bytes", bucket.bytes());
                json.writeEndObject();
            }
            json.writeEndArray();
            WindowStatistics statistics = rate.perWindow();
            json.writeObjectFieldStart("requestsPerWindow");
            writeDecimal("mean", statistics.mean(), RATE_DECIMALS);
            json.writeNumberField("p50", statistics.p50());
            json.writeNumberField("p95", statistics.p95());
            json.writeNumberField("p99", statistics.p99());
            json.writeNumberField("max", statistics.max().requests());
            writeTime("maxAt", statistics.max().start());
            json.writeEndObject();
            json.writeEndObject();
        }

        private void writeTime(String name, long second) throws IOException {
            json.writeStringField(name, times.format(Instant.ofEpochSecond(second)));
        }

        private void writeDecimal(String name, double value, int decimals) throws IOException {
            json.writeFieldName(name);
            json.writeNumber(Numbers.decimal(value, decimals));
        }
    }
}
