package io.github.logtraffic.log.entry;

import java.util.Arrays;

/**
 * One line of an access log, read: a view of bytes that belong to the reader.
 *
 * <p>An entry is filled by a parser and valid during one call of a consumer; then the next line takes its place. What
 * every entry has are its client, time, status and bytes. Other fields are texts, each in a slot; which slots there are
 * is agreed between who makes the entry and who makes the parser. Methods that write are for parsers, the others for
 * consumers.
 */
public final class AccessLogEntry {
    private static final byte[] NO_BYTES = {};

    private final ClientKey client = new ClientKey();
    private long epochSecond;
    private int microOfSecond;
    private int status;
    private long bodyBytes;
    private boolean countsHeaders;
    private long durationMicros = -1;
    private long lineNumber;
    private byte[] lineBytes = NO_BYTES;
    private int lineFrom;
    private int lineTo;

    private final byte[][] textBytes;
    private final int[] textFrom;
    private final int[] textTo;

    /** Makes an entry without content and without texts, to be filled by a parser. */
    public AccessLogEntry() {
        this(0);
    }

    /**
     * Makes an entry without content, to be filled by a parser.
     *
     * @param slots how many texts it may have
     */
    public AccessLogEntry(int slots) {
        textBytes = new byte[slots][];
        Arrays.fill(textBytes, NO_BYTES);
        textFrom = new int[slots];
        textTo = new int[slots];
        clearTexts();
    }

    /** Who sent the request. A view like the entry itself; parsers write to it. */
    public ClientKey client() {
        return client;
    }

    /** When the entry was logged, in seconds since 1970-01-01T00:00:00Z. */
    public long epochSecond() {
        return epochSecond;
    }

    /** When within that second, in microseconds, 0 when the log does not say. */
    public int microOfSecond() {
        return microOfSecond;
    }

    /** The status of the response, 0 to 999. */
    public int status() {
        return status;
    }

    /** The bytes of the response body, 0 when the log names none; with the headers of the response in logs that count these. */
    public long bodyBytes() {
        return bodyBytes;
    }

    /** Whether {@link #bodyBytes} is known to count headers too; known only of entries that come in order. */
    public boolean countsHeaders() {
        return countsHeaders;
    }

    /** How long the request took, in microseconds, -1 when the log does not say. */
    public long durationMicros() {
        return durationMicros;
    }

    /** The line's number in its log, from 1; known only when one thread reads the log from its beginning. */
    public long lineNumber() {
        return lineNumber;
    }

    /** The array that holds the line as it stands in the log, from {@link #lineFrom} to {@link #lineTo}. */
    public byte[] lineBytes() {
        return lineBytes;
    }

    /** Where the line begins. */
    public int lineFrom() {
        return lineFrom;
    }

    /** Where the line ends, before its line feed but behind a carriage return. */
    public int lineTo() {
        return lineTo;
    }

    /** Whether the entry has the text of a slot; an empty one and {@code -} are none. */
    public boolean hasText(int slot) {
        return textTo[slot] > textFrom[slot];
    }

    /** The array that holds the text of a slot, from {@link #textFrom} to {@link #textTo}. */
    public byte[] textBytes(int slot) {
        return textBytes[slot];
    }

    /** Where the text of a slot begins. */
    public int textFrom(int slot) {
        return textFrom[slot];
    }

    /** Where the text of a slot ends. */
    public int textTo(int slot) {
        return textTo[slot];
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

    /** Writes what the other entry has besides texts and its line. */
    public void setNumbers(AccessLogEntry other) {
        client.set(other.client);
        set(other.epochSecond, other.status, other.bodyBytes);
        microOfSecond = other.microOfSecond;
        durationMicros = other.durationMicros;
        countsHeaders = other.countsHeaders;
    }

    /** Writes {@link #countsHeaders()}. */
    public void setCountsHeaders(boolean countsHeaders) {
        this.countsHeaders = countsHeaders;
    }

    /** Writes {@link #microOfSecond()}. */
    public void setMicroOfSecond(int microOfSecond) {
        this.microOfSecond = microOfSecond;
    }

    /** Writes {@link #durationMicros()}. */
    public void setDurationMicros(long durationMicros) {
        this.durationMicros = durationMicros;
    }

    /** Writes {@link #lineNumber()}. */
    public void setLineNumber(long lineNumber) {
        this.lineNumber = lineNumber;
    }

    /** Writes the line as it stands in the log; the bytes must stay unchanged while the entry is used. */
    public void setLine(byte[] bytes, int from, int to) {
        this.lineBytes = bytes;
        this.lineFrom = from;
        this.lineTo = to;
    }

    /** Leaves no text in any slot. */
    public void clearTexts() {
        Arrays.fill(textFrom, 0);
        Arrays.fill(textTo, 0);
    }

    /** Writes the text of a slot; the bytes must stay unchanged while the entry is used. */
    public void setText(int slot, byte[] bytes, int from, int to) {
        textBytes[slot] = bytes;
        textFrom[slot] = from;
        textTo[slot] = to;
    }
}
