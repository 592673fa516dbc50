package io.github.logtraffic.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Writes values of reports that JSON has no type for, or too many digits: times and rounded numbers. */
final class JsonValues {
    private final JsonGenerator json;
    private final DateTimeFormatter times;

    /**
     * @param zone whose offset times have
     */
    JsonValues(JsonGenerator json, ZoneId zone) {
        this.json = json;
        this.times = DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(zone);
    }

    void writeTime(String name, Instant time) throws IOException {
        json.writeStringField(name, times.format(time));
    }

    void writeTime(String name, long second) throws IOException {
        writeTime(name, Instant.ofEpochSecond(second));
    }

    void writeDecimal(String name, double value, int decimals) throws IOException {
        json.writeFieldName(name);
        json.writeNumber(Numbers.decimal(value, decimals));
    }
}
