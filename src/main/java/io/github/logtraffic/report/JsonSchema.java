package io.github.logtraffic.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/** What the JSON of each command looks like, as JSON Schemas. */
public enum JsonSchema {
    /** Of {@code analyze}. */
    ANALYZE("analyze.schema.json"),
    /** Of {@code limit}. */
    LIMIT("limit.schema.json"),
    /** Of {@code balance}. */
    BALANCE("balance.schema.json"),
    /** Of {@code cache}. */
    CACHE("cache.schema.json"),
    /** Of {@code diff}. */
    DIFF("diff.schema.json"),
    /** Of {@code replay}. */
    REPLAY("replay.schema.json");

    private final String resource;

    JsonSchema(String resource) {
        this.resource = resource;
    }

    /**
     * Writes it, in UTF-8.
     *
     * @param out is neither flushed nor closed
     * @throws IOException when writing fails
     */
    public void write(OutputStream out) throws IOException {
        try (InputStream schema = JsonSchema.class.getResourceAsStream(resource)) {
            Objects.requireNonNull(schema, resource).transferTo(out);
        }
    }
}
