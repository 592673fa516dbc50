package io.github.logtraffic.log.entry;

/**
 * Takes the entries of all logs in the order in which their requests began, one call each, from one thread.
 *
 * <p>Stamps of logs are coarse: many entries have the same one. When within the stamp's resolution each request really
 * began is not known; two guesses that bracket what is likely are given.
 */
public interface OrderedConsumer {
    /**
     * Takes one entry.
     *
     * @param entry a view that is valid during this call only; whoever wants to keep something copies it
     * @param floorMicros when the request began at the earliest, in microseconds since 1970: all of one stamp at its start
     * @param evenMicros when it began if the k-th of n entries with one stamp, from 0, came k/n of the stamp's resolution later;
     *     never less than in the call before, except for entries that came too late to be put in order
     */
    void accept(AccessLogEntry entry, long floorMicros, long evenMicros);
}
