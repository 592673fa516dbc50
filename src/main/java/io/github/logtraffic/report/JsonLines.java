package io.github.logtraffic.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.logtraffic.log.entry.AccessLogEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.List;

/** Entries as JSON objects, each in a line of its own. A value that is absent is not there. */
final class JsonLines implements EntryWriter {
    private final List<EntryField> fields;
    private final EntryTimes times;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final JsonGenerator json;

    JsonLines(List<EntryField> fields, ZoneId zone) {
        this.fields = fields;
        this.times = new EntryTimes(zone);
        try {
            json = new JsonFactory().setRootValueSeparator("").createGenerator(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory takes everything
        }
        json.setCharacterEscapes(new HarmlessEscapes());
    }

    @Override
    public void write(AccessLogEntry entry, ByteArrayOutputStream out) {
        try {
            json.writeStartObject();
            for (EntryField field : fields) {
                if (field.isIn(entry)) {
                    write(field, entry);
                }
            }
            json.writeEndObject();
            json.writeRaw('\n');
            json.flush();
            line.writeTo(out);
            line.reset();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory takes everything
        }
    }

    private void write(EntryField field, AccessLogEntry entry) throws IOException {
        switch (field.source()) {
            case TIME -> json.writeStringField(field.name(), times.of(entry));
            case STATUS, BYTES, DURATION -> json.writeNumberField(field.name(), field.number(entry));
            case CLIENT, TEXT -> json.writeStringField(field.name(), field.text(entry));
        }
    }
}
