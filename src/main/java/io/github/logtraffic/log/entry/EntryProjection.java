package io.github.logtraffic.log.entry;

/**
 * Makes of an entry what is kept of it until its turn has come, in the threads that parse, each of which has a projection of its
 * own. What an {@link OrderedConsumer} would find out of every entry is found out there, by all threads instead of one.
 */
public interface EntryProjection {
    /**
     * Projects one entry.
     *
     * @param entry as it was parsed, a view that is valid during this call only
     * @param projected has the entry's client, time, status, bytes and duration; all its texts are to be written, of bytes that
     *     stay unchanged until the next call
     */
    void project(AccessLogEntry entry, AccessLogEntry projected);
}
