package io.github.logtraffic.engine;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.entry.EntryConsumer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Entries of one chunk of a log, copied so that they outlive it, in columns. Filled by one thread, then read by another. */
final class PackedEntries implements EntryConsumer {
    private static final long MICROS = 1_000_000;
    private static final int MILLI = 1_000;
    private static final int FIRST_ENTRIES = 1 << 10;
    private static final int NO_NAME = -1;

    /** So much of what is expected is added for what may come. */
    private static final int MARGIN = 8;

    private final int operand;
    private final boolean isStampedAtStart;
    private final int slots;
    private boolean countsHeaders;

    private int size;
    private long[] stamps; // in microseconds since 1970
    private long[] bodyBytes;
    private long[] durations;
    private short[] statuses;
    private long[] clientHigh; // of a name: where it begins in the texts
    private long[] clientLow;
    private int[] nameLength;

    /** Of each entry where the text of each slot begins, and where the last one ends: a text ends where the next one begins. */
    private int[] textFrom;

    private byte[] texts;
    private int textsLength;
    private int finest = (int) MICROS;

    /**
     * @param operand the log's place among those that were named
     * @param isStampedAtStart whether the log's times are those of the beginnings of requests
     * @param slots how many texts entries have
     * @param alike entries that are as many as are to be expected, about; null when nothing is known of that
     */
    PackedEntries(int operand, boolean isStampedAtStart, int slots, @Nullable PackedEntries alike) {
        this.operand = operand;
        this.isStampedAtStart = isStampedAtStart;
        this.slots = slots;
        int entries = Math.max(FIRST_ENTRIES, alike == null ? 0 : alike.size + alike.size / MARGIN);
        stamps = new long[entries];
        bodyBytes = new long[entries];
        durations = new long[entries];
        statuses = new short[entries];
        clientHigh = new long[entries];
        clientLow = new long[entries];
        nameLength = new int[entries];
        textFrom = new int[slots == 0 ? 0 : entries * (slots + 1)];
        texts = new byte[alike == null ? 0 : alike.textsLength + alike.textsLength / MARGIN];
    }

    /** Says that the log's bytes are known to count headers. */
    void setCountsHeaders() {
        countsHeaders = true;
    }

    @Override
    public void accept(AccessLogEntry entry) {
        if (size == stamps.length) {
            grow();
        }
        int at = size++;
        int micro = entry.microOfSecond();
        stamps[at] = entry.epochSecond() * MICROS + micro;
        finest = micro == 0 ? finest : Math.min(finest, micro % MILLI == 0 ? MILLI : 1);
        bodyBytes[at] = entry.bodyBytes();
        durations[at] = entry.durationMicros();
        statuses[at] = (short) entry.status();
        packClient(at, entry.client());
        if (slots > 0) {
            packTexts(at * (slots + 1), entry);
        }
    }

    private void packTexts(int first, AccessLogEntry entry) {
        for (int slot = 0; slot < slots; slot++) {
            textFrom[first + slot] = textsLength;
            append(entry.textBytes(slot), entry.textFrom(slot), entry.textTo(slot));
        }
        textFrom[first + slots] = textsLength;
    }

    private void packClient(int at, ClientKey client) {
        if (client.isName()) {
            nameLength[at] = client.nameTo() - client.nameFrom();
            clientHigh[at] = textsLength;
            append(client.nameBytes(), client.nameFrom(), client.nameTo());
        } else {
            nameLength[at] = NO_NAME;
            clientHigh[at] = client.high();
            clientLow[at] = client.low();
        }
    }

    private void append(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length <= 0) {
            return;
        }
        if (texts.length - textsLength < length) {
            texts = Arrays.copyOf(texts, Math.max(texts.length * 2, textsLength + length));
        }
        System.arraycopy(bytes, from, texts, textsLength, length);
        textsLength += length;
    }

    private void grow() {
        int more = size * 2;
        stamps = Arrays.copyOf(stamps, more);
        bodyBytes = Arrays.copyOf(bodyBytes, more);
        durations = Arrays.copyOf(durations, more);
        statuses = Arrays.copyOf(statuses, more);
        clientHigh = Arrays.copyOf(clientHigh, more);
        clientLow = Arrays.copyOf(clientLow, more);
        nameLength = Arrays.copyOf(nameLength, more);
        textFrom = Arrays.copyOf(textFrom, slots == 0 ? 0 : more * (slots + 1));
    }

    /** The log's place among those that were named. */
    int operand() {
        return operand;
    }

    int size() {
        return size;
    }

    /** When an entry was logged, in microseconds since 1970. */
    long stamp(int index) {
        return stamps[index];
    }

    /** How long the request took whose end the stamp is; 0 when the stamp is its beginning, or that is not known. */
    long microsBeforeStamp(int index) {
        return isStampedAtStart ? 0 : Math.max(0, durations[index]);
    }

    /** The length in microseconds of what one stamp stands for, as far as these entries tell: a second, a millisecond or 1. */
    int resolutionMicros() {
        return finest;
    }

    /** Says that the log's stamps are known to be finer than these entries show. */
    void setResolutionMicros(int micros) {
        finest = micros;
    }

    /** Fills a view with an entry. */
    void read(int index, AccessLogEntry entry) {
        long second = Math.floorDiv(stamps[index], MICROS);
        entry.set(second, statuses[index], bodyBytes[index]);
        entry.setMicroOfSecond((int) (stamps[index] - second * MICROS));
        entry.setDurationMicros(durations[index]);
        entry.setCountsHeaders(countsHeaders);
        if (nameLength[index] == NO_NAME) {
            entry.client().setAddress(clientHigh[index], clientLow[index]);
        } else {
            int from = (int) clientHigh[index];
            entry.client().setName(texts, from, from + nameLength[index]);
        }
        int text = index * (slots + 1);
        for (int slot = 0; slot < slots; slot++, text++) {
            entry.setText(slot, texts, textFrom[text], textFrom[text + 1]);
        }
    }
}
