package io.github.logtraffic.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** One JSON value in UTF-8, laid out for people, harmless for terminals, ended by a line feed. */
final class JsonOutput {
    private JsonOutput() {}

    /** Writes the value. */
    interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    /** Writes a value; the stream is neither flushed nor closed. */
    static void write(OutputStream out, Body body) throws IOException {
        JsonFactory factory = new JsonFactory();
        try (JsonGenerator json = factory.createGenerator(out)) {
            json.configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false);
            json.configure(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM, false);
            json.setCharacterEscapes(new HarmlessEscapes());
            json.setPrettyPrinter(prettyPrinter());
            body.write(json);
        }
        out.write("\n".getBytes(StandardCharsets.UTF_8));
    }

    private static DefaultPrettyPrinter prettyPrinter() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter(Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator(""))
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter);
    }
}
