package io.github.logtraffic.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.logtraffic.traffic.replay.FailoverOutcome;
import io.github.logtraffic.traffic.replay.ReplayTarget;
import io.github.logtraffic.traffic.replay.TargetFailover;
import io.github.logtraffic.traffic.replay.TargetSwitch;
import java.io.IOException;
import java.util.List;

/** Writes which targets went down and came back in a replay, and what became of requests, as fields of a JSON object. */
final class FailoverJson {
    private static final int DECIMALS = 3;

    private final JsonGenerator json;
    private final JsonValues values;

    FailoverJson(JsonGenerator json, JsonValues values) {
        this.json = json;
        this.values = values;
    }

    /** What is said of a target. */
    void write(TargetFailover target) throws IOException {
        json.writeNumberField("retried", target.retried());
        json.writeNumberField("resent", target.resent());
        json.writeNumberField("probes", target.probes());
    }

    /** What is said of all. */
    void write(FailoverOutcome failover, List<ReplayTarget> targets) throws IOException {
        json.writeNumberField("retried", failover.retried());
        json.writeNumberField("recovered", failover.recovered());
        json.writeNumberField("resent", failover.resent());
        json.writeNumberField("lost", failover.lost());
        json.writeArrayFieldStart("switches");
        for (TargetSwitch one : failover.switches()) {
            json.writeStartObject();
            values.writeDecimal("seconds", one.seconds(), DECIMALS);
            json.writeStringField("target", targets.get(one.target()).url());
            json.writeStringField("state", one.isUp() ? "up" : "down");
            json.writeStringField("by", one.means().key());
            json.writeStringField("cause", one.cause());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("switchCount", failover.switchCount());
    }
}
