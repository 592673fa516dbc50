package io.github.logtraffic.report;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.Utf8Text;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Entries as they stand in their log, byte by byte; or, for terminals, with everything visible. */
final class RawLines implements EntryWriter {
    private final boolean visible;

    RawLines(boolean visible) {
        this.visible = visible;
    }

    @Override
    public void write(AccessLogEntry entry, ByteArrayOutputStream out) {
        byte[] bytes = entry.lineBytes();
        int from = entry.lineFrom();
        int to = entry.lineTo();
        if (visible) {
            while (to > from && bytes[to - 1] == '\r') { // the end of a line too
                to--;
            }
            out.writeBytes(SafeText.visible(Utf8Text.decode(bytes, from, to, UnaryOperator.identity()))
                    .getBytes(StandardCharsets.UTF_8));
        } else {
            out.write(bytes, from, to - from);
        }
        out.write('\n');
    }
}
