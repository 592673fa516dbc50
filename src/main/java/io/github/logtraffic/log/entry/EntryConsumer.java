package io.github.logtraffic.log.entry;

/** Takes the entries of a log, one call each. */
public interface EntryConsumer {
    /**
     * Takes one entry.
     *
     * @param entry a view that is valid during this call only; whoever wants to keep something copies it
     */
    void accept(AccessLogEntry entry);

    /** Says that no more entries are at hand for now: what was made of those so far may be shown to whoever waits. */
    default void pause() {}
}
