package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.Snapshot;
import io.github.logtraffic.count.TallyFormException;
import io.github.logtraffic.engine.FailureReason;
import io.github.logtraffic.log.filter.Glob;
import io.github.logtraffic.log.input.LogSource;
import io.github.logtraffic.store.KeptValue;
import io.github.logtraffic.store.PatientUse;
import io.github.logtraffic.store.ResultStore;
import io.github.logtraffic.store.StoreLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/** The snapshots that are named, in files and in stores; says which of them cannot be read. */
final class KeptSnapshots {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,150}");
    private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9._*?-]{1,150}");

    private final Invocation invocation;
    private final Messages messages;
    private final Map<String, Snapshot> snapshots = new LinkedHashMap<>();
    private final Map<String, Instant> times = new LinkedHashMap<>();
    private final Set<String> files = new HashSet<>();
    private @Nullable StoreLocation location;
    private @Nullable StoreLocation firstStore;
    private ExitCode code = ExitCode.DONE;

    /** @param location where names are looked for that are no files; null for nowhere */
    KeptSnapshots(@Nullable StoreLocation location, Invocation invocation) {
        this.location = location;
        this.invocation = invocation;
        this.messages = invocation.messages();
    }

    /** Whether a word is the location of a store, and not a name or a file. */
    static boolean isLocation(String word) {
        return word.contains("://");
    }

    /** Checks a name under which a snapshot is to be kept in a store. */
    static String name(String typed) {
        if (!NAME.matcher(typed).matches()) {
            throw new TypeConversionException("expected letters, digits, '.', '-' and '_', such as web-1");
        }
        return typed;
    }

    /** The key of a name. */
    static String key(String name) {
        return ResultStore.PUBLISHED + name;
    }

    /**
     * Reads what is named: a file, a store, whose names follow it, or the name of a snapshot in the store, in which * stands
     * for any characters and ? for one.
     */
    KeptSnapshots read(List<String> words) {
        for (String word : words) {
            if (isLocation(word)) {
                location = StoreOptions.location(word);
            } else if (location != null && isName(word)) {
                readNames(location, word);
            } else if (files.add(identity(word))) {
                Snapshot snapshot = file(word);
                if (snapshot != null) {
                    snapshots.put(word, checked(word, snapshot));
                }
            }
        }
        PublishingTimes.sayOld(times, messages);
        return this;
    }

    /** Says when not all was counted, which is no interruption of who reads it. */
    Snapshot checked(String name, Snapshot snapshot) {
        if (snapshot.isInterrupted()) {
            messages.error(UsageErrors.withoutPassword(name) + ": was interrupted; it has what was read until then");
            code = ExitCode.FAILED;
        }
        return snapshot;
    }

    /** The same for all words by which a file can be named. */
    private static String identity(String word) {
        try {
            return Path.of(word).toRealPath().toString();
        } catch (IOException e) {
            return word; // a stream, or what cannot be read, which is said then
        }
    }

    private static boolean isName(String word) {
        return NAMES.matcher(word).matches() && !word.equals("-") && !Files.exists(Path.of(word));
    }

    private @Nullable Snapshot file(String word) {
        if (Files.isDirectory(Path.of(word))) {
            messages.error(word + ": is a folder; when it is a store, name it behind --store");
            code = ExitCode.FAILED;
            return null;
        }
        return of(word.equals("-") ? LogSource.stream(word, invocation.in()) : LogSource.file(Path.of(word)));
    }

    /** What is in a file or stream; null when it cannot be read, which is said. */
    @Nullable
    Snapshot of(LogSource source) {
        try {
            return SnapshotFile.read(source);
        } catch (IOException e) {
            sayUnread(source.name(), e);
            return null;
        }
    }

    private void readNames(StoreLocation store, String pattern) {
        firstStore = firstStore == null ? store : firstStore;
        Glob wanted = new Glob(pattern);
        String prefix = pattern.replaceFirst("[*?].*", "");
        try {
            List<String> names = PatientUse.of(store, PatientUse.PATIENCE, open -> open.names(prefix)).stream()
                    .filter(name -> NAME.matcher(name).matches())
                    .filter(name -> wanted.matches(name))
                    .toList();
            if (names.isEmpty()) {
                messages.error(store.shown() + ": there is no snapshot called " + pattern);
                code = ExitCode.FAILED;
            }
            for (String name : names) {
                add(store, name, value(store, key(name)));
            }
        } catch (IOException e) {
            sayUnread(store.shown(), e);
        }
    }

    private static @Nullable KeptValue value(StoreLocation store, String key) throws IOException {
        return PatientUse.of(store, PatientUse.PATIENCE, open -> Optional.ofNullable(open.kept(key)))
                .orElse(null);
    }

    private void add(StoreLocation store, String name, @Nullable KeptValue kept) {
        if (kept == null) {
            messages.error(store.shown() + ": " + name + " is expired or damaged");
            code = ExitCode.FAILED;
            return;
        }
        try {
            // Another store may have another one of this name; what is named twice counts once.
            String known = store.equals(firstStore) ? name : store.shown() + " " + name;
            Snapshot snapshot = CountedOptions.checked(Snapshot.read(kept.value()));
            times.put(known, kept.put());
            snapshots.put(known, checked(known, snapshot.countedBy(known)));
        } catch (TallyFormException e) {
            sayUnread(name, e);
        }
    }

    /** Why one cannot be read. */
    static String unread(String name, IOException e) {
        String reason = e instanceof TallyFormException
                ? "no snapshot, or one of another version, or damaged"
                : FailureReason.of(e);
        return UsageErrors.withoutPassword(name) + ": " + reason;
    }

    /** Says that one cannot be read. */
    void sayUnread(String name, IOException e) {
        messages.error(unread(name, e), e);
        code = ExitCode.FAILED;
    }

    /** Those that could be read, by their names. */
    Map<String, Snapshot> snapshots() {
        return snapshots;
    }

    /** Whether all could be read. */
    ExitCode code() {
        return code;
    }
}
