package io.github.logtraffic.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.logtraffic.analysis.ReplayResult;
import io.github.logtraffic.traffic.balance.RequestKey;
import io.github.logtraffic.traffic.replay.FailureKind;
import io.github.logtraffic.traffic.replay.Latencies;
import io.github.logtraffic.traffic.replay.ReplayOutcome;
import io.github.logtraffic.traffic.replay.ReplaySettings;
import io.github.logtraffic.traffic.replay.ReplayTarget;
import io.github.logtraffic.traffic.replay.SkipReason;
import io.github.logtraffic.traffic.replay.TargetFailover;
import io.github.logtraffic.traffic.replay.TargetOutcome;
import io.github.logtraffic.traffic.replay.WarmList;
import java.io.IOException;
import java.util.Map;

/** Writes what came of sending requests as one JSON object. Times are milliseconds. */
final class ReplayJson {
    private static final String SCHEMA = "logtraffic.replay/1";
    private static final int DECIMALS = 3;

    private final JsonGenerator json;
    private final JsonValues values;
    private final ReplayResult result;

    ReplayJson(JsonGenerator json, ReplayResult result) {
        this.json = json;
        this.values = new JsonValues(json, result.logs().zone());
        this.result = result;
    }

    void write(String version) throws IOException {
        ReplaySettings settings = result.plan().settings();
        ReplayOutcome outcome = result.outcome();
        FailoverJson failover = new FailoverJson(json, values);
        json.writeStartObject();
        new OverviewJson(json, values).write(SCHEMA, version, result.logs());
        json.writeStringField("policy", settings.policy().policyName());
        RequestKey key = settings.policy().key(result.plan().key());
        if (key != null) {
            json.writeStringField("key", key.keyName());
        }
        json.writeBooleanField("dryRun", outcome == null);
        json.writeNumberField("planned", result.planned());
        json.writeArrayFieldStart("targets");
        for (int i = 0; i < settings.targets().size(); i++) {
            json.writeStartObject();
            ReplayTarget target = settings.targets().get(i);
            json.writeStringField("target", target.url());
            json.writeNumberField("weight", target.backend().weight());
            writeTarget(
                    outcome == null ? TargetOutcome.NOTHING : outcome.targets().get(i));
            failover.write(
                    outcome == null
                            ? TargetFailover.NOTHING
                            : outcome.failover().targets().get(i));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("late", outcome == null ? 0 : outcome.late());
        json.writeNumberField("dropped", outcome == null ? 0 : outcome.dropped());
        json.writeObjectFieldStart("skipped");
        for (Map.Entry<SkipReason, Long> reason : result.skipped().entrySet()) {
            json.writeNumberField(reason.getKey().key(), reason.getValue());
        }
        json.writeEndObject();
        json.writeNumberField("masked", result.masked());
        if (outcome != null) {
            writeRun(outcome);
            failover.write(outcome.failover(), settings.targets());
        }
        WarmList.Summary warm = result.warm();
        if (warm != null) {
            json.writeObjectFieldStart("warm");
            json.writeNumberField("urls", warm.urls());
            json.writeNumberField("requests", warm.requests());
            json.writeNumberField("forgottenRequests", warm.forgottenRequests());
            json.writeEndObject();
        }
        if (result.capacity() != null) {
            new CapacityReport(result.capacity()).write(json, values);
        }
        json.writeEndObject();
    }

    private void writeTarget(TargetOutcome target) throws IOException {
        json.writeNumberField("sent", target.sent());
        json.writeNumberField("answered", target.answered());
        json.writeNumberField("failed", target.failed());
        json.writeObjectFieldStart("failedBy");
        for (Map.Entry<FailureKind, Long> kind : target.failures().entrySet()) {
            json.writeNumberField(kind.getKey().key(), kind.getValue());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("statuses");
        for (Map.Entry<Integer, Long> status : target.statuses().entrySet()) {
            json.writeNumberField(String.valueOf(status.getKey()), status.getValue());
        }
        json.writeEndObject();
        json.writeNumberField("bytes", target.bytes());
        write("responseTime", target.responseTimes());
        write("serviceTime", target.serviceTimes());
    }

    private void writeRun(ReplayOutcome outcome) throws IOException {
        json.writeObjectFieldStart("overall");
        writeTarget(outcome.all());
        json.writeEndObject();
        write("lateness", outcome.lateness());
        json.writeBooleanField("keptUp", outcome.keptUp());
        values.writeDecimal("seconds", outcome.seconds(), DECIMALS);
        if (outcome.plannedPerSecond() > 0) {
            values.writeDecimal("plannedPerSecond", outcome.plannedPerSecond(), DECIMALS);
        }
        values.writeDecimal("achievedPerSecond", outcome.achievedPerSecond(), DECIMALS);
        json.writeStringField("end", outcome.stop().key());
        if (result.warm() == null) {
            new DiffReport(outcome.diff(), result.plan().rows()).write(json);
        }
    }

    /** Empty when nothing was measured. */
    private void write(String name, Latencies latencies) throws IOException {
        json.writeObjectFieldStart(name);
        if (latencies.count() > 0) {
            values.writeDecimal("p50", latencies.percentile(50), DECIMALS);
            values.writeDecimal("p90", latencies.percentile(90), DECIMALS);
            values.writeDecimal("p99", latencies.percentile(99), DECIMALS);
            values.writeDecimal("p999", latencies.percentile(99.9), DECIMALS);
            values.writeDecimal("max", latencies.max(), DECIMALS);
        }
        json.writeEndObject();
    }
}
