package io.github.logtraffic.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.logtraffic.analysis.AnalysisResult.TimeRange;
import io.github.logtraffic.analysis.Comparison;
import io.github.logtraffic.analysis.Comparison.Sender;
import io.github.logtraffic.analysis.Comparison.Senders;
import io.github.logtraffic.analysis.Comparison.Share;
import io.github.logtraffic.analysis.Comparison.ShareKind;
import io.github.logtraffic.analysis.Comparison.Side;
import io.github.logtraffic.engine.InputFailure;
import io.github.logtraffic.engine.InputSummary;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A comparison as one JSON object: {@code diff.schema.json} describes it. */
final class ComparisonJson {
    private static final String SCHEMA = "logtraffic.diff/1";
    private static final int RATE_DECIMALS = 6;
    private static final int DISPERSION_DECIMALS = 3;
    private static final int SHARE_DECIMALS = 6;

    private final JsonGenerator json;
    private final Comparison comparison;
    private final JsonValues values;

    ComparisonJson(JsonGenerator json, Comparison comparison) {
        this.json = json;
        this.comparison = comparison;
        this.values = new JsonValues(json, comparison.zone());
    }

    /** @param version of this program */
    void write(String version) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", SCHEMA);
        json.writeStringField("version", version);
        writeSide("before", comparison.before());
        writeSide("after", comparison.after());
        if (comparison.before().totals().requests() == 0) {
            json.writeNullField("worse"); // than nothing
        } else {
            json.writeBooleanField("worse", comparison.isWorse());
        }
        json.writeStringField("verdict", new ComparisonWords(comparison, new Numbers(true)).verdict());
        json.writeObjectFieldStart("traffic");
        values.writeDecimal("beforePerMinute", comparison.traffic().before(), RATE_DECIMALS);
        values.writeDecimal("afterPerMinute", comparison.traffic().after(), RATE_DECIMALS);
        values.writeDecimal("dispersion", comparison.traffic().dispersion(), DISPERSION_DECIMALS);
        json.writeBooleanField("chance", comparison.traffic().isNoise());
        json.writeEndObject();
        values.writeDecimal("falseAlarms", comparison.falseAlarms(), SHARE_DECIMALS);
        json.writeArrayFieldStart("shares");
        for (Share share : comparison.shares()) {
            write(share);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("senders");
        json.writeArrayFieldStart("by");
        for (String key : comparison.by()) {
            json.writeString(key);
        }
        json.writeEndArray();
        json.writeNumberField("compared", comparison.compared());
        write("new", comparison.appeared());
        write("gone", comparison.gone());
        write("changed", comparison.changed());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void writeSide(String name, Side side) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeArrayFieldStart("inputs");
        for (InputSummary input : side.run().inputs()) {
            json.writeString(input.source());
        }
        json.writeEndArray();
        if (!side.run().failures().isEmpty()) {
            json.writeArrayFieldStart("failed");
            for (InputFailure failure : side.run().failures()) {
                json.writeString(failure.source());
            }
            json.writeEndArray();
        }
        write("timeRange", side.timeRange());
        write("covered", side.covered());
        write("silence", side.silence());
        json.writeObjectFieldStart("totals");
        json.writeNumberField("requests", side.totals().requests());
        json.writeNumberField("bytes", side.totals().bytes());
        json.writeNumberField("clients", side.totals().clients());
        json.writeEndObject();
        json.writeBooleanField("exact", side.exact());
        if (side.run().interrupted()) {
            json.writeBooleanField("interrupted", true);
        }
        json.writeEndObject();
    }

    private void write(String name, @Nullable TimeRange range) throws IOException {
        if (range != null) {
            json.writeObjectFieldStart(name);
            values.writeTime("first", range.first());
            values.writeTime("last", range.last());
            json.writeEndObject();
        }
    }

    private void write(Share share) throws IOException {
        json.writeStartObject();
        json.writeStringField("of", name(share.kind()));
        if (share.kind() == ShareKind.STATUS) {
            json.writeNumberField("status", share.number());
        } else if (share.kind() == ShareKind.SLOW) {
            json.writeNumberField("longerThanMicros", share.number());
        }
        json.writeNumberField("before", share.before());
        values.writeDecimal("beforeShare", share.beforeShare(), SHARE_DECIMALS);
        json.writeNumberField("after", share.after());
        values.writeDecimal("afterShare", share.afterShare(), SHARE_DECIMALS);
        json.writeBooleanField("chance", share.isNoise());
        json.writeEndObject();
    }

    private static String name(ShareKind kind) {
        return switch (kind) {
            case STATUS -> "status";
            case FAILED -> "failed";
            case SERVER_ERRORS -> "5xx";
            case SLOW -> kind.name().toLowerCase(Locale.ROOT);
        };
    }

    private void write(String name, Senders senders) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("total", senders.all());
        json.writeNumberField("moreThanChance", senders.significant());
        json.writeArrayFieldStart("rows");
        for (Sender sender : senders.rows()) {
            json.writeStartObject();
            json.writeArrayFieldStart("key");
            for (String part : sender.key()) {
                json.writeString(part);
            }
            json.writeEndArray();
            json.writeNumberField("before", sender.before());
            values.writeDecimal("beforePerMinute", sender.beforePerMinute(), RATE_DECIMALS);
            json.writeNumberField("after", sender.after());
            values.writeDecimal("afterPerMinute", sender.afterPerMinute(), RATE_DECIMALS);
            json.writeBooleanField("chance", sender.isNoise());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
