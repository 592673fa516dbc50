package io.github.logtraffic.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values as files of a directory that nobody else can read. Each is written beside its place and then takes it, so that a
 * process which is killed leaves at most a temporary file, and two that write at the same time leave the value of one of
 * them. Nothing is forced to the disk: what a power cut leaves of a file does not pass its seal.
 */
final class DirectoryStore implements ResultStore {
    /** No process takes so long to write a value: temporary files that are older are nobody's any more. */
    private static final Duration LEFTOVER_AGE = Duration.ofHours(1);

    private final StoreFolder folder;
    private final InstantSource clock;
    private final OpenedValues values;

    /** @param path made when something is put; if it exists it must be a store's, or empty */
    DirectoryStore(Path path, InstantSource clock) {
        this.folder = new StoreFolder(path);
        this.clock = clock;
        this.values = new OpenedValues(clock);
    }

    @Override
    public @Nullable KeptValue kept(String key) throws IOException {
        byte[] sealed = read(folder.file(StoreKeys.checked(key)));
        return sealed == null ? null : values.open(sealed, key);
    }

    private static byte @Nullable [] read(Path file) throws IOException {
        try {
            // A pipe or a device in its place would keep us waiting, or never end.
            return StoreFolder.isPlainFile(file) ? Files.readAllBytes(file) : null;
        } catch (NoSuchFileException e) {
            return null; // removed just now
        }
    }

    @Override
    public long damaged() {
        return values.damaged();
    }

    @Override
    public void put(String key, byte[] value, Duration ttl) throws IOException {
        Path file = folder.file(StoreKeys.checked(key));
        byte[] sealed = SealedValue.seal(key, value, clock.instant(), ttl);
        folder.make();
        try {
            write(sealed, file);
        } catch (NoSuchFileException e) {
            write(sealed, file); // another process has removed the subfolder, as it was empty
        }
    }

    private void write(byte[] sealed, Path file) throws IOException {
        Path beside = folder.temporary(file);
        try {
            Files.write(beside, sealed);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    @Override
    public List<String> names(String prefix) throws IOException {
        String start = StoreKeys.published(prefix);
        Instant now = clock.instant();
        return folder.entries().stream()
                .filter(entry -> entry.key().startsWith(start))
                .filter(entry -> !isExpired(entry, now))
                .map(entry -> StoreKeys.name(entry.key()))
                .sorted()
                .toList();
    }

    private static boolean isExpired(StoreFolder.Entry entry, Instant now) {
        SealedHeader header = header(entry);
        return header == null || header.isExpired(now);
    }

    /** Null when there is none that this version can read. */
    private static @Nullable SealedHeader header(StoreFolder.Entry entry) {
        try (InputStream in = Files.newInputStream(entry.file())) {
            return SealedHeader.read(in.readNBytes(SealedHeader.MOST_BYTES));
        } catch (IOException e) {
            return null;
        }
    }

    /** By the times of files, which say when they were put and are there for damaged ones too. */
    @Override
    public StoreStat stat() throws IOException {
        StoreStat stat = StoreStat.NOTHING;
        for (StoreFolder.Entry entry : folder.entries()) {
            stat = stat.with(entry.bytes(), entry.written());
        }
        return stat;
    }

    @Override
    public long clear() throws IOException {
        return remove(folder.entries());
    }

    @Override
    public long prune(Duration olderThan) throws IOException {
        Instant now = clock.instant();
        return remove(folder.entries().stream()
                .filter(entry -> entry.isOlder(olderThan, now) || isKnownExpired(entry, now))
                .toList());
    }

    /** Not what this version cannot read: another one may. */
    private static boolean isKnownExpired(StoreFolder.Entry entry, Instant now) {
        SealedHeader header = header(entry);
        return header != null && header.isExpired(now);
    }

    private long remove(List<StoreFolder.Entry> entries) throws IOException {
        long removed = 0;
        for (StoreFolder.Entry entry : entries) {
            removed += Files.deleteIfExists(entry.file()) ? 1 : 0;
        }
        folder.removeLeftovers(clock.instant().minus(LEFTOVER_AGE));
        return removed;
    }

    @Override
    public void close() {}
}
