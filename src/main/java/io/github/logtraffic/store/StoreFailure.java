package io.github.logtraffic.store;

import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why a store failed, in a few words for one line. */
final class StoreFailure {
    private static final int MOST_CHARACTERS = 120;

    private StoreFailure() {}

    /** The failure behind all others. */
    static Throwable root(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Throwable root = failure;
        while (seen.add(root) && inner(root) != null) {
            root = Objects.requireNonNull(inner(root));
        }
        return root;
    }

    /** Jedis keeps what happened at each address of a host beside its own exception, not as its cause. */
    private static @Nullable Throwable inner(Throwable failure) {
        Throwable[] suppressed = failure.getSuppressed();
        return failure.getCause() == null && suppressed.length > 0 ? suppressed[0] : failure.getCause();
    }

    /** One line, without anything that could move a terminal's cursor. */
    static String reason(Throwable failure) {
        Throwable root = root(failure);
        if (root instanceof SocketTimeoutException) {
            return "no answer in time";
        }
        if (root instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (root instanceof UnknownHostException) {
            return "there is no host of this name";
        }
        if (root instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (root instanceof FileAlreadyExistsException || root instanceof NotDirectoryException) {
            return "not a directory";
        }
        String message = Objects.requireNonNullElse(root.getMessage(), "");
        String text = message.isBlank() ? root.getClass().getSimpleName() : message;
        String printable = text.replaceAll("[^\\x20-\\x7e]+", "?");
        return printable.length() > MOST_CHARACTERS ? printable.substring(0, MOST_CHARACTERS) + "..." : printable;
    }
}
