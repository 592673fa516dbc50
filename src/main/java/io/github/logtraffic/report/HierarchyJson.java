package io.github.logtraffic.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.logtraffic.analysis.Hierarchy;
import io.github.logtraffic.analysis.Hierarchy.Row;
import java.io.IOException;

/** Writes the networks that send much as {@code analyze.schema.json} describes them. */
final class HierarchyJson {
    private static final int SHARE_DECIMALS = 6;

    private final JsonGenerator json;
    private final boolean exact;

    /** @param exact whether counters have no errors */
    HierarchyJson(JsonGenerator json, boolean exact) {
        this.json = json;
        this.exact = exact;
    }

    void write(Hierarchy hierarchy) throws IOException {
        json.writeObjectFieldStart("hierarchy");
        writeShare("share", hierarchy.share());
        json.writeArrayFieldStart("rows");
        for (Row row : hierarchy.rows()) {
            write(row);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(Row row) throws IOException {
        json.writeStartObject();
        json.writeNumberField("depth", row.depth());
        json.writeStringField("level", row.level().levelName());
        if (row.network() != null) {
            json.writeStringField("network", row.network());
        }
        if (row.asn() != 0) {
            json.writeNumberField("asn", row.asn());
        }
        if (row.asName() != null) {
            json.writeStringField("asName", row.asName());
        }
        json.writeNumberField("requests", row.requests());
        writeError("requestsError", row.requestsError());
        writeShare("share", row.share());
        json.writeNumberField("bytes", row.bytes());
        writeError("bytesError", row.bytesError());
        json.writeNumberField("unexplained", row.unexplained());
        writeShare("unexplainedShare", row.unexplainedShare());
        json.writeEndObject();
    }

    private void writeError(String name, long error) throws IOException {
        if (!exact) {
            json.writeNumberField(name, error);
        }
    }

    private void writeShare(String name, double share) throws IOException {
        json.writeFieldName(name);
        json.writeNumber(Numbers.decimal(share, SHARE_DECIMALS));
    }
}
