package io.github.logtraffic.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.logtraffic.analysis.AnalysisResult;
import io.github.logtraffic.analysis.AnalysisResult.Bucket;
import io.github.logtraffic.analysis.AnalysisResult.Rate;
import io.github.logtraffic.analysis.AnalysisResult.WindowStatistics;
import java.io.IOException;
import java.util.Map;

/** The result as one JSON object: {@code analyze.schema.json} describes it. */
final class JsonReport {
    /** The name and version of what is written; a change that could break a reader needs a new one. */
    private static final String SCHEMA = "logtraffic.analyze/1";

    private static final int RATE_DECIMALS = 3;

    private final JsonGenerator json;
    private final AnalysisResult result;
    private final JsonValues values;

    JsonReport(JsonGenerator json, AnalysisResult result) {
        this.json = json;
        this.result = result;
        this.values = new JsonValues(json, result.zone());
    }

    /** @param version of this program */
    void write(String version) throws IOException {
        json.writeStartObject();
        new OverviewJson(json, values).write(SCHEMA, version, result.overview());
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
