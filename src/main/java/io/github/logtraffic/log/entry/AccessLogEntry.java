package io.github.logtraffic.log.entry;

/**
 * One line of an access log, read: a view of bytes that belong to the reader.
 *
 * <p>An entry is filled by a parser and valid during one call of a consumer; then the next line takes its place. Methods
 * that write are for parsers, the others for consumers.
 */
public final class AccessLogEntry {
    private final ClientKey client = new ClientKey();
    private long epochSecond;
    private int status;
    private long bodyBytes;

    /** Makes an entry without content, to be filled by a parser. */
    public AccessLogEntry() {}

    /** Who sent the request. A view like the entry itself; parsers write to it. */
    public ClientKey client() {
        return client;
    }

    /** When the entry was logged, in seconds since 1970-01-01T00:00:00Z. */
    public long epochSecond() {
        return epochSecond;
    }

    /** The status of the response, 0 to 999. */
    public int status() {
        return status;
    }

    /** The bytes of the response body, 0 when the log names none. */
    public long bodyBytes() {
        return bodyBytes;
    }

    /**
     * Writes what every line has, after its client.
     *
     * @param epochSecond see {@link #epochSecond()}
     * @param status see {@link #status()}, 0 to 999
     * @param bodyBytes see {@link #bodyBytes()}, not negative
     */
    public void set(long epochSecond, int status, long bodyBytes) {
        this.epochSecond = epochSecond;
        this.status = status;
        this.bodyBytes = bodyBytes;
    }
}
