package io.github.logtraffic.analysis;

import io.github.logtraffic.count.PackedInput;
import io.github.logtraffic.count.PackedOutput;
import io.github.logtraffic.count.Tally;
import io.github.logtraffic.count.TallyForm;
import io.github.logtraffic.count.TallyForm.Detail;
import io.github.logtraffic.count.TallyForm.Part;
import io.github.logtraffic.count.TallyForm.Span;
import io.github.logtraffic.count.TallyFormException;
import io.github.logtraffic.engine.FormatChoice;
import io.github.logtraffic.log.format.LogFormat;
import io.github.logtraffic.log.input.LogContent;
import io.github.logtraffic.log.input.LogFileIdentity;
import io.github.logtraffic.log.input.LogFileIdentity.Stamp;
import io.github.logtraffic.log.input.LogSource;
import io.github.logtraffic.store.PartialResults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What was counted of logs, kept by what stands in them and by what was asked.
 *
 * <p>Three kinds of keys: a file's stamp leads to its content's identity, lest files that have not changed be read; that
 * identity, with what was asked, leads to what was counted; and a file's number leads to the content that it had: when it was
 * only renamed, that is still its content, and when it has grown, its tally is gone on with.
 */
final class KeptLogs {
    private static final String OF_STAMP = "stamp";
    private static final String OF_CONTENT = "tally";
    private static final String OF_FILE = "file";

    /** How long all lookups of one log may wait together. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final PartialResults results;
    private final String settings; // their hash
    private final FormatChoice formats;
    private final LongSupplier nanoTime;
    private volatile boolean isDistrusted;

    /**
     * @param settings all that the counts depend on besides the logs and which of its formats each is in
     * @param formats these
     * @param nanoTime a clock that never goes back
     */
    KeptLogs(PartialResults results, String settings, FormatChoice formats, LongSupplier nanoTime) {
        this.results = results;
        this.settings = sha256(settings);
        this.formats = formats;
        this.nanoTime = nanoTime;
    }

    /**
     * What was found of a log.
     *
     * @param log its books
     * @param tally the bytes in which its tally follows
     * @param bytes how many these are
     * @param span when its entries were logged; null without entries
     * @param isWhole whether it is all that the log holds, and not only what it begins with
     * @param isStamped whether the file's stamp led to it
     */
    record Found(
            CountedLog log,
            PackedInput tally,
            int bytes,
            @Nullable Span span,
            boolean isWhole,
            boolean isStamped) {

        /** The tally, to be read. */
        Part part(Detail detail) {
            return new Part(tally.again(), detail);
        }
    }

    /** Finds nothing any more, but goes on keeping: something that was kept has turned out to be nothing. */
    void distrust() {
        isDistrusted = true;
    }

    /** What is kept of a log as it is, or of what it begins with; null for nothing. */
    @Nullable
    Found find(LogSource source, @Nullable Stamp stamp) {
        if (stamp == null || isDistrusted) {
            return null;
        }
        Waiting waiting = new Waiting();
        try {
            byte[] stamped = waiting.get(key(OF_STAMP, stamp.text()));
            String identity = stamped == null ? LogFileIdentity.gzipIdentity(source) : checked(stamped, source);
            Found whole = identity == null ? null : counted(identity, source, stamped != null, waiting);
            return whole == null ? beginning(source, stamp, waiting) : whole;
        } catch (IOException e) {
            return null; // what is wrong with the file is said when it is read
        }
    }

    /**
     * What is left of the time for one log. What is done between its lookups is not the store's doing, and does not count; nor
     * does it that others look something up meanwhile, which the store does one after the other.
     */
    private final class Waiting {
        private long nanosLeft = PATIENCE.toNanos();

        private byte @Nullable [] get(String key) {
            synchronized (results) {
                if (nanosLeft <= 0) {
                    return null;
                }
                long start = nanoTime.getAsLong();
                byte[] value = results.get(key, Duration.ofNanos(nanosLeft));
                nanosLeft -= nanoTime.getAsLong() - start;
                return value;
            }
        }
    }

    /** The identity to which a stamp leads, if the log's beginning is of that one. */
    private static @Nullable String checked(byte[] stamped, LogSource source) throws IOException {
        String identity = new String(stamped, StandardCharsets.US_ASCII);
        return identity.endsWith(LogFileIdentity.head(source)) ? identity : null;
    }

    private @Nullable Found counted(String identity, LogSource source, boolean isStamped, Waiting waiting) {
        byte[] kept = waiting.get(contentKey(source, identity));
        if (kept == null) {
            return null;
        }
        PackedInput in = new PackedInput(kept, 0, kept.length);
        try {
            CountedLog log = CountedLog.read(in, source.name());
            return log.content().identity().equals(identity)
                    ? new Found(log, in, kept.length, TallyForm.span(in.again()), true, isStamped)
                    : null;
        } catch (TallyFormException e) {
            return null; // of a program that has forgotten to raise the version
        }
    }

    private @Nullable Found beginning(LogSource source, Stamp stamp, Waiting waiting) throws IOException {
        byte[] kept = waiting.get(fileKey(source, stamp));
        FileNote note = kept == null ? null : FileNote.read(kept);
        Found begin = note == null ? null : counted(note.identity(), source, false, waiting);
        if (note == null || begin == null) {
            return null;
        }
        LogContent content = begin.log().content();
        if (note.isOf(stamp, source)) {
            return LogFileIdentity.head(source).equals(content.head()) ? begin : null;
        }
        boolean hasGrown = stamp.bytes() > content.bytes() && LogFileIdentity.beginsWith(source, content);
        return hasGrown ? new Found(begin.log(), begin.tally(), begin.bytes(), begin.span(), false, false) : null;
    }

    /**
     * What is remembered of a file by its number.
     *
     * @param identity of its content then
     * @param bytes how long it was
     * @param modifiedNanos when it was changed; {@link #CHANGING} when it may have changed again since, at the same time
     * @param name a hash of what it was called then
     */
    private record FileNote(String identity, long bytes, long modifiedNanos, String name) {
        static final long CHANGING = Long.MIN_VALUE;

        static FileNote of(LogSource source, String identity, long bytes, long modifiedNanos) {
            return new FileNote(identity, bytes, modifiedNanos, sha256(source.name()));
        }

        /**
         * Whether the content of a file is still the same, of which more has changed than its content's time: renaming it does
         * that. Of one that was not renamed it may be that the time was set back.
         */
        boolean isOf(Stamp stamp, LogSource source) {
            return bytes == stamp.bytes()
                    && modifiedNanos == stamp.modifiedNanos()
                    && !name.equals(sha256(source.name()));
        }

        byte[] write() {
            PackedOutput out = new PackedOutput();
            out.text(identity);
            out.number(bytes);
            out.signed(modifiedNanos);
            out.text(name);
            return out.toByteArray();
        }

        static @Nullable FileNote read(byte[] kept) {
            PackedInput in = new PackedInput(kept, 0, kept.length);
            try {
                return new FileNote(in.text(), in.number(), in.signed(), in.text());
            } catch (TallyFormException e) {
                return null; // of a program that has forgotten to raise the version
            }
        }
    }

    /**
     * Keeps what was counted of a log.
     *
     * @param stamp the file's before it was read
     * @param nowNanos the time since the epoch
     */
    void keep(LogSource source, @Nullable Stamp stamp, CountedLog log, Tally tally, long nowNanos) {
        if (stamp == null) {
            return;
        }
        String identity = log.content().identity();
        results.put(contentKey(source, identity), log.write(tally));
        boolean isSettled = noteStamp(source, stamp, identity, nowNanos);
        long modified = isSettled ? stamp.modifiedNanos() : FileNote.CHANGING;
        results.put(
                fileKey(source, stamp),
                FileNote.of(source, identity, stamp.bytes(), modified).write());
    }

    /** Remembers that a file has a content if it has not changed since; whether it has not. */
    boolean noteStamp(LogSource source, Stamp stamp, String identity, long nowNanos) {
        boolean isSettled = stamp.isSettled(nowNanos) && stamp.equals(LogFileIdentity.stamp(source));
        if (isSettled) {
            results.put(key(OF_STAMP, stamp.text()), identity.getBytes(StandardCharsets.US_ASCII));
        }
        return isSettled;
    }

    private String contentKey(LogSource source, String identity) {
        return key(OF_CONTENT, settings + "\n" + formats(source) + "\n" + identity);
    }

    private String fileKey(LogSource source, Stamp stamp) {
        return key(OF_FILE, settings + "\n" + formats(source) + "\n" + stamp.file());
    }

    private List<String> formats(LogSource source) {
        return formats.of(source.name()).stream().map(LogFormat::formatName).toList();
    }

    private static String key(String kind, String what) {
        return kind + "-" + sha256(kind + TallyForm.VERSION + "\n" + what);
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
