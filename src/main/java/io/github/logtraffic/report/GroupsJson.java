package io.github.logtraffic.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.logtraffic.analysis.AnalysisResult;
import io.github.logtraffic.analysis.AnalysisResult.Durations;
import io.github.logtraffic.analysis.AnalysisResult.Group;
import io.github.logtraffic.analysis.AnalysisResult.GroupDetails;
import io.github.logtraffic.analysis.AnalysisResult.Groups;
import io.github.logtraffic.analysis.AnalysisResult.Percentiles;
import io.github.logtraffic.analysis.AnalysisResult.Window;
import io.github.logtraffic.analysis.ClientNames;
import io.github.logtraffic.analysis.CrawlerChecks;
import io.github.logtraffic.analysis.CrawlerRequests;
import java.io.IOException;
import java.util.List;

/** Writes top talkers and other groups as {@code analyze.schema.json} describes them. */
final class GroupsJson {
    private static final int SHARE_DECIMALS = 6;
    private static final int RATE_DECIMALS = 3;
    private static final int SECONDS_DECIMALS = 6;
    private static final int MILLIS_DECIMALS = 3;
    private static final int ERROR_DECIMALS = 7;

    private final JsonGenerator json;
    private final JsonValues values;
    private final AnalysisResult result;
    private final boolean exact;

    GroupsJson(JsonGenerator json, JsonValues values, AnalysisResult result) {
        this.json = json;
        this.values = values;
        this.result = result;
        this.exact = result.exact();
    }

    /** Writes all tables. */
    void write() throws IOException {
        writeTopTalkers(result.topTalkers());
        writeGroups(result.groups());
    }

    private void writeTopTalkers(Groups talkers) throws IOException {
        json.writeObjectFieldStart("topTalkers");
        json.writeStringField("by", "client");
        writeTotals(talkers);
        json.writeArrayFieldStart("rows");
        for (Group talker : talkers.rows()) {
            json.writeStartObject();
            json.writeNumberField("rank", talker.rank());
            json.writeStringField("client", talker.key().get(0));
            writeName(talkers, talker);
            writeCounters(talker);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeGroups(List<Groups> tables) throws IOException {
        if (tables.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("groups");
        for (Groups groups : tables) {
            json.writeStartObject();
            writeStrings("by", groups.by());
            writeTotals(groups);
            json.writeArrayFieldStart("rows");
            for (Group group : groups.rows()) {
                json.writeStartObject();
                json.writeNumberField("rank", group.rank());
                writeStrings("key", group.key());
                writeName(groups, group);
                writeCounters(group);
                writeVerification(groups, group);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeName(Groups groups, Group group) throws IOException {
        ClientNames names = result.names();
        String name = names == null || !ClientNames.mayBeIn(groups) ? null : names.of(group);
        if (name != null) {
            json.writeStringField("name", name);
        }
    }

    private void writeVerification(Groups groups, Group group) throws IOException {
        CrawlerChecks checks = result.crawlers();
        CrawlerRequests requests = checks == null ? null : checks.of(groups, group);
        if (requests != null) {
            json.writeObjectFieldStart("verification");
            json.writeNumberField("verified", requests.verified());
            json.writeNumberField("spoofed", requests.spoofed());
            json.writeNumberField("unchecked", requests.unchecked());
            json.writeNumberField("claimed", requests.claimed());
            json.writeEndObject();
        }
    }

    private void writeStrings(String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private void writeTotals(Groups groups) throws IOException {
        json.writeStringField("sort", groups.sort().sortName());
        json.writeNumberField("total", groups.total());
        if (!exact) {
            json.writeNumberField("totalError", groups.totalError());
            json.writeNumberField("unknownRequestsAtMost", groups.unknownRequestsAtMost());
            json.writeNumberField("unknownBytesAtMost", groups.unknownBytesAtMost());
        }
    }

    private void writeCounters(Group group) throws IOException {
        json.writeNumberField("requests", group.requests());
        if (!exact) {
            json.writeNumberField("requestsError", group.requestsError());
        }
        values.writeDecimal("share", group.share(), SHARE_DECIMALS);
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

    /**
     * Writes how long requests took.
     *
     * @param withError whether to write how far percentiles may be off
     */
    void writeDurations(Durations durations, boolean withError) throws IOException {
        json.writeObjectFieldStart("duration");
        json.writeNumberField("requests", durations.requests());
        values.writeDecimal("seconds", durations.totalMicros() / 1e6, SECONDS_DECIMALS);
        Percentiles percentiles = durations.percentiles();
        if (percentiles != null) {
            writeMillis("p50", percentiles.p50());
            writeMillis("p90", percentiles.p90());
            writeMillis("p95", percentiles.p95());
            writeMillis("p99", percentiles.p99());
        }
        writeMillis("max", durations.maxMicros());
        if (withError) {
            values.writeDecimal("error", Durations.ERROR, ERROR_DECIMALS);
        }
        json.writeEndObject();
    }

    private void writeMillis(String name, long micros) throws IOException {
        values.writeDecimal(name, micros / 1e3, MILLIS_DECIMALS);
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
        values.writeTime("first", details.range().first());
        values.writeTime("last", details.range().last());
        values.writeDecimal("perMinute", details.perMinute(), RATE_DECIMALS);
    }

    private void writeWindow(String name, Window window) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("requests", window.requests());
        values.writeTime("start", window.start());
        json.writeEndObject();
    }
}
