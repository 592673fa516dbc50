package io.github.logtraffic.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.logtraffic.analysis.CacheObjects;
import io.github.logtraffic.analysis.CacheResult;
import io.github.logtraffic.traffic.cache.Bypass;
import io.github.logtraffic.traffic.cache.CacheCounts;
import io.github.logtraffic.traffic.cache.CacheOutcome;
import io.github.logtraffic.traffic.cache.CachePolicy;
import io.github.logtraffic.traffic.cache.CachedObject;
import io.github.logtraffic.traffic.cache.ObjectRules;
import io.github.logtraffic.traffic.cache.OriginLoad;
import io.github.logtraffic.traffic.cache.RequestCounts;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes what caches would have done as one JSON object. */
final class CacheJson {
    private static final String SCHEMA = "logtraffic.cache/1";
    private static final int DECIMALS = 6;
    private static final int SECOND_DECIMALS = 3;

    private final JsonGenerator json;
    private final JsonValues values;
    private final CacheResult result;

    CacheJson(JsonGenerator json, CacheResult result) {
        this.json = json;
        this.values = new JsonValues(json, result.logs().zone());
        this.result = result;
    }

    void write(String version) throws IOException {
        json.writeStartObject();
        new OverviewJson(json, values).write(SCHEMA, version, result.logs());
        json.writeStringField("query", result.plan().objects().query().toString());
        writeRequests(result.requests());
        json.writeObjectFieldStart("objects");
        json.writeNumberField("total", result.objects());
        json.writeNumberField("once", result.objectsOnce());
        json.writeNumberField("bytes", result.footprint());
        json.writeEndObject();
        values.writeDecimal("infiniteHitRatio", result.infiniteHitRatio(), DECIMALS);
        values.writeDecimal("sample", result.share(), DECIMALS);
        writeOrigin("originWithoutCache", result.load());
        json.writeArrayFieldStart("policies");
        for (CachePolicy policy : result.plan().policies()) {
            json.writeStartObject();
            json.writeStringField("policy", policy.policyName());
            json.writeArrayFieldStart("sizes");
            for (CacheOutcome outcome : result.outcomes(policy)) {
                write(outcome);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        CacheOutcome chosen = result.chosen();
        if (chosen != null) {
            json.writeObjectFieldStart("worth");
            json.writeStringField("policy", chosen.policy().policyName());
            json.writeNumberField("size", chosen.size());
            writeObjects("byBytes", result.saving());
            if (!result.savingTime().isEmpty()) {
                json.writeStringField("timeOf", result.isUpstreamTime() ? "upstream" : "request");
                writeObjects("byTime", result.savingTime());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void writeRequests(RequestCounts requests) throws IOException {
        json.writeNumberField("cacheable", requests.cacheable());
        json.writeObjectFieldStart("bypassed");
        for (Map.Entry<Bypass, Long> reason : requests.bypassed().entrySet()) {
            json.writeNumberField(reason.getKey().name().toLowerCase(Locale.ROOT), reason.getValue());
        }
        json.writeEndObject();
        json.writeNumberField("withQuery", requests.withQuery());
        json.writeNumberField("incomplete", requests.incomplete());
        CacheObjects objects = result.plan().objects();
        if (objects.expire()) {
            json.writeArrayFieldStart("fresh");
            for (int i = 0; i < objects.ttls().size(); i++) {
                CacheObjects.Ttl ttl = objects.ttls().get(i);
                writeFresh(ttl.typed(), ttl.seconds(), requests.byTtl().get(i + 1));
            }
            writeFresh("", objects.ttlSeconds(), requests.byTtl().get(0));
            json.writeEndArray();
        }
    }

    private void writeFresh(String paths, int seconds, long requests) throws IOException {
        json.writeStartObject();
        if (!paths.isEmpty()) {
            json.writeStringField("paths", paths);
        }
        if (seconds != ObjectRules.FOR_EVER) {
            json.writeNumberField("seconds", seconds);
        }
        json.writeNumberField("requests", requests);
        json.writeEndObject();
    }

    private void write(CacheOutcome outcome) throws IOException {
        json.writeStartObject();
        json.writeNumberField("size", outcome.size());
        write(outcome.all());
        if (outcome.share() < 1) {
            values.writeDecimal("sample", outcome.share(), DECIMALS);
            values.writeDecimal("hitRatioError", outcome.hitRatioError(), DECIMALS);
            values.writeDecimal("byteHitRatioError", outcome.byteHitRatioError(), DECIMALS);
        }
        json.writeObjectFieldStart("warm");
        write(outcome.warm());
        json.writeEndObject();
        writeOrigin("origin", outcome.origin());
        json.writeEndObject();
    }

    private void write(CacheCounts counts) throws IOException {
        json.writeNumberField("requests", counts.requests());
        json.writeNumberField("hits", counts.hits());
        values.writeDecimal("hitRatio", counts.hitRatio(), DECIMALS);
        json.writeNumberField("revalidated", counts.revalidations());
        json.writeNumberField("bytes", counts.bytes());
        json.writeNumberField("hitBytes", counts.hitBytes());
        values.writeDecimal("byteHitRatio", counts.byteHitRatio(), DECIMALS);
        json.writeNumberField("revalidatedBytes", counts.revalidatedBytes());
    }

    private void writeOrigin(String name, OriginLoad load) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("requests", load.requests());
        json.writeNumberField("bytes", load.bytes());
        if (load.peakRequests() > 0) {
            json.writeObjectFieldStart("peakMinute");
            json.writeNumberField("requests", load.peakRequests());
            values.writeTime("start", load.peakSecond());
            json.writeEndObject();
            json.writeObjectFieldStart("peakMinuteOfBytes");
            json.writeNumberField("bytes", load.peakBytes());
            values.writeTime("start", load.peakBytesSecond());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void writeObjects(String name, List<CachedObject> objects) throws IOException {
        json.writeArrayFieldStart(name);
        for (CachedObject object : objects) {
            json.writeStartObject();
            json.writeStringField("url", object.url());
            json.writeNumberField("requests", object.requests());
            json.writeNumberField("hits", object.hits());
            json.writeNumberField("size", object.size());
            json.writeNumberField("savedBytes", object.savedBytes());
            if (object.savedMicros() >= 0) {
                values.writeDecimal("savedSeconds", object.savedMicros() / 1e6, SECOND_DECIMALS);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
