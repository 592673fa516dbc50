package io.github.logtraffic.report;

import io.github.logtraffic.log.entry.AccessLogEntry;
import java.io.ByteArrayOutputStream;

/** Writes entries one by one; each thread has its own. */
interface EntryWriter {
    /** Writes an entry, ended by a line feed. */
    void write(AccessLogEntry entry, ByteArrayOutputStream out);
}
