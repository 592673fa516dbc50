package io.github.logtraffic.store;

import java.util.regex.Pattern;

/**
 * What keys look like. Each is a part of a file's name, of a line of memcached's protocol and of a pattern of Redis, as it
 * stands, and as long as memcached's 250 bytes allow with what goes around it.
 */
final class StoreKeys {
    /** The longest key. */
    static final int MOST_BYTES = 200;

    private static final Pattern CHARACTERS = Pattern.compile("[A-Za-z0-9:._-]*");

    private StoreKeys() {}

    static boolean isKey(String text) {
        return !text.isEmpty() && isPrefix(text);
    }

    private static boolean isPrefix(String text) {
        return text.length() <= MOST_BYTES && CHARACTERS.matcher(text).matches();
    }

    /** Returns a key that is one. */
    static String checked(String key) {
        if (!isKey(key)) {
            throw new IllegalArgumentException("no key: " + key);
        }
        return key;
    }

    /** The beginning of the keys of the published names that begin so. */
    static String published(String prefix) {
        if (!isPrefix(ResultStore.PUBLISHED + prefix)) {
            throw new IllegalArgumentException("no part of a key: " + prefix);
        }
        return ResultStore.PUBLISHED + prefix;
    }

    /** The name under whose key something was published. */
    static String name(String key) {
        return key.substring(ResultStore.PUBLISHED.length());
    }
}
