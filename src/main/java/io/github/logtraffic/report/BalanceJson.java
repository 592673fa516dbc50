package io.github.logtraffic.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.logtraffic.analysis.BalanceResult;
import io.github.logtraffic.traffic.balance.BackendOutcome;
import io.github.logtraffic.traffic.balance.Moves;
import io.github.logtraffic.traffic.balance.Moves.Moved;
import io.github.logtraffic.traffic.balance.Peak;
import io.github.logtraffic.traffic.balance.PolicyOutcome;
import io.github.logtraffic.traffic.balance.PolicyOutcome.Loss;
import java.io.IOException;
import java.util.List;

/** Writes where policies would have sent requests as one JSON object. */
final class BalanceJson {
    private static final String SCHEMA = "logtraffic.balance/1";
    private static final int SHARE_DECIMALS = 6;
    private static final int RATIO_DECIMALS = 3;

    private final JsonGenerator json;
    private final JsonValues values;
    private final BalanceResult result;

    BalanceJson(JsonGenerator json, BalanceResult result) {
        this.json = json;
        this.values = new JsonValues(json, result.logs().zone());
        this.result = result;
    }

    void write(String version) throws IOException {
        json.writeStartObject();
        new OverviewJson(json, values).write(SCHEMA, version, result.logs());
        json.writeNumberField("requestsTimed", result.outcome().requestsTimed());
        if (result.outcome().requestsCutShort() > 0) {
            json.writeNumberField("requestsCutShort", result.outcome().requestsCutShort());
        }
        if (result.assumesDurations()) {
            values.writeDecimal("serviceMillis", result.plan().serviceMicros() / 1e3, RATIO_DECIMALS);
        }
        if (result.plan().capacityPerSecond() > 0) {
            values.writeDecimal("capacityPerSecond", result.plan().capacityPerSecond(), RATIO_DECIMALS);
        }
        json.writeArrayFieldStart("policies");
        for (PolicyOutcome policy : result.outcome().policies()) {
            write(policy);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(PolicyOutcome policy) throws IOException {
        json.writeStartObject();
        json.writeStringField("policy", policy.policy().policyName());
        if (policy.key() != null) {
            json.writeStringField("key", policy.key().keyName());
        }
        values.writeDecimal("imbalance", policy.imbalance(), RATIO_DECIMALS);
        values.writeDecimal("variation", policy.variation(), RATIO_DECIMALS);
        json.writeBooleanField("feedback", policy.policy().needsFeedback());
        json.writeNumberField("workers", policy.workers());
        json.writeNumberField("unserved", policy.unserved());
        json.writeArrayFieldStart("backends");
        for (BackendOutcome backend : policy.backends()) {
            write(backend);
        }
        json.writeEndArray();
        if (policy.moves() != null) {
            write(policy.moves());
        }
        if (!policy.losses().isEmpty()) {
            writeLosses(policy.losses());
        }
        json.writeEndObject();
    }

    private void write(BackendOutcome backend) throws IOException {
        json.writeStartObject();
        json.writeStringField("backend", backend.backend().address());
        json.writeNumberField("weight", backend.backend().weight());
        json.writeNumberField("requests", backend.requests());
        values.writeDecimal("share", backend.share(), SHARE_DECIMALS);
        json.writeNumberField("bytes", backend.bytes());
        json.writeObjectFieldStart("status");
        for (int digit = 0; digit < backend.statusClasses().size(); digit++) {
            long requests = backend.statusClasses().get(digit);
            boolean isUsual = digit >= 1 && digit <= 5;
            if (isUsual || requests > 0) {
                json.writeNumberField(digit + "xx", requests);
            }
        }
        json.writeEndObject();
        writePeak("peakSecond", backend.perSecond());
        writePeak("peakMinute", backend.perMinute());
        json.writeObjectFieldStart("atHand");
        values.writeDecimal("mean", backend.atHandOnAverage(), RATIO_DECIMALS);
        json.writeNumberField("max", backend.atHand().count());
        if (backend.atHand().count() > 0) {
            values.writeTime("maxAt", backend.atHand().second());
        }
        json.writeEndObject();
        json.writeNumberField("clients", backend.clients());
        json.writeNumberField("targets", backend.targets());
        json.writeNumberField("failedTries", backend.failedTries());
        json.writeEndObject();
    }

    private void writePeak(String name, Peak peak) throws IOException {
        if (peak.count() > 0) {
            json.writeObjectFieldStart(name);
            json.writeNumberField("requests", peak.count());
            values.writeTime("start", peak.second());
            json.writeEndObject();
        }
    }

    private void write(Moves moves) throws IOException {
        json.writeObjectFieldStart("moves");
        json.writeNumberField("keys", moves.keys());
        json.writeNumberField("requests", moves.requests());
        if (moves.requestsOfUnknown() > 0) {
            json.writeNumberField("requestsError", moves.requestsOfUnknown());
        }
        writeMoved("lost", moves.lost());
        writeMoved("removed", moves.removed());
        json.writeObjectFieldStart("added");
        write(moves.added());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void writeMoved(String name, List<Moved> all) throws IOException {
        json.writeArrayFieldStart(name);
        for (int i = 0; i < all.size(); i++) {
            json.writeStartObject();
            json.writeStringField("backend", result.plan().backends().get(i).address());
            write(all.get(i));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void write(Moved moved) throws IOException {
        json.writeNumberField("keys", moved.keys());
        json.writeNumberField("requests", moved.requests());
    }

    private void writeLosses(List<Loss> losses) throws IOException {
        json.writeArrayFieldStart("withoutOne");
        for (Loss loss : losses) {
            json.writeStartObject();
            json.writeStringField("lost", loss.lost().address());
            json.writeStringField("busiest", loss.busiest().address());
            writePeak("peakSecond", loss.perSecond());
            json.writeNumberField("unserved", loss.unserved());
            json.writeBooleanField("underCapacity", loss.isBorne(result.plan().capacityPerSecond()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
