package io.github.logtraffic.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.logtraffic.analysis.AnalysisResult.Durations;
import io.github.logtraffic.analysis.LimitResult;
import io.github.logtraffic.analysis.Protection;
import io.github.logtraffic.traffic.limit.HarmedClient;
import io.github.logtraffic.traffic.limit.LimitOutcome;
import io.github.logtraffic.traffic.limit.LimitSetting;
import java.io.IOException;

/** Writes what limits would have done as one JSON object. */
final class LimitJson {
    private static final String SCHEMA = "logtraffic.limit/1";
    private static final int SHARE_DECIMALS = 6;
    private static final int MILLIS_DECIMALS = 3;
    private static final int ERROR_DECIMALS = 7;

    private final JsonGenerator json;
    private final JsonValues values;
    private final LimitResult result;

    LimitJson(JsonGenerator json, LimitResult result) {
        this.json = json;
        this.values = new JsonValues(json, result.logs().zone());
        this.result = result;
    }

    void write(String version) throws IOException {
        json.writeStartObject();
        new OverviewJson(json, values).write(SCHEMA, version, result.logs());
        json.writeBooleanField("subsecond", result.hasFractions());
        if (result.offered().requests() > 0) {
            writePeak(
                    "offeredPeak", result.offered().requests(), result.offered().start());
        }
        if (!result.protections().isEmpty()) {
            writeProtections();
        }
        json.writeArrayFieldStart("settings");
        for (LimitOutcome outcome : result.outcomes()) {
            json.writeStartObject();
            writeSetting(outcome.setting());
            write(outcome);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** How the settings were found, in their order. */
    private void writeProtections() throws IOException {
        json.writeArrayFieldStart("protect");
        for (Protection protection : result.protections()) {
            json.writeStartObject();
            json.writeStringField("key", protection.chosen().key());
            values.writeDecimal("share", protection.share(), SHARE_DECIMALS);
            json.writeNumberField("clients", protection.clients());
            json.writeNumberField("mayBeTouched", protection.mayBeTouched());
            json.writeArrayFieldStart("candidates");
            for (LimitSetting candidate : protection.candidates()) {
                json.writeStartObject();
                json.writeStringField("rate", candidate.rate().toString());
                json.writeNumberField("burst", candidate.burst());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeSetting(LimitSetting setting) throws IOException {
        json.writeStringField("model", setting.model().modelName());
        json.writeStringField("key", setting.key());
        json.writeStringField("rate", setting.rate().toString());
        json.writeNumberField("burst", setting.burst());
        if (setting.hasDelay()) {
            json.writeNumberField("delay", setting.delay());
        }
    }

    private void write(LimitOutcome outcome) throws IOException {
        json.writeNumberField("passed", outcome.passed());
        json.writeNumberField("delayed", outcome.delayed());
        json.writeObjectFieldStart("rejected");
        json.writeNumberField("low", outcome.rejectedLow());
        json.writeNumberField("high", outcome.rejectedHigh());
        json.writeEndObject();
        json.writeObjectFieldStart("clients");
        json.writeNumberField("seen", result.logs().totals().clients());
        json.writeNumberField("touched", outcome.touched());
        if (result.knowsCrawlers()) {
            json.writeNumberField("crawlers", outcome.crawlers());
        }
        json.writeEndObject();
        Durations delays = LimitResult.delays(outcome);
        if (delays != null) {
            writeDelays(delays);
        }
        if (outcome.rejected() > 0) {
            values.writeDecimal("rejectedSuccessShare", LimitResult.successShare(outcome), SHARE_DECIMALS);
        }
        if (outcome.peak() > 0) {
            writePeak("peak", outcome.peak(), outcome.peakSecond());
        }
        json.writeArrayFieldStart("harmed");
        for (HarmedClient harmed : outcome.mostHarmed()) {
            write(harmed);
        }
        json.writeEndArray();
    }

    private void writeDelays(Durations delays) throws IOException {
        json.writeObjectFieldStart("delayMillis");
        if (delays.percentiles() != null) {
            writeMillis("p50", delays.percentiles().p50());
            writeMillis("p95", delays.percentiles().p95());
        }
        writeMillis("max", delays.maxMicros());
        values.writeDecimal("error", Durations.ERROR, ERROR_DECIMALS);
        json.writeEndObject();
    }

    private void writeMillis(String name, long micros) throws IOException {
        values.writeDecimal(name, micros / 1e3, MILLIS_DECIMALS);
    }

    private void writePeak(String name, long requests, long start) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("requests", requests);
        values.writeTime("start", start);
        json.writeEndObject();
    }

    private void write(HarmedClient harmed) throws IOException {
        json.writeStartObject();
        json.writeStringField("client", result.clientText(harmed));
        json.writeNumberField("rejected", harmed.rejected());
        json.writeNumberField("delayed", harmed.delayed());
        if (result.knowsCrawlers()) {
            json.writeBooleanField("crawler", harmed.isCrawler());
        }
        values.writeTime("first", harmed.first());
        values.writeTime("last", harmed.last());
        json.writeEndObject();
    }
}
