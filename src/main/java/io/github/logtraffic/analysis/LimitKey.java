package io.github.logtraffic.analysis;

import io.github.logtraffic.count.key.CompositeKey;
import io.github.logtraffic.count.key.EntryKey;
import io.github.logtraffic.identity.NetworkPrefix;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What requests are limited by, as users type it: {@code client}, {@code client/24}, {@code client+path:1}, any field.
 *
 * @param keyName what reports call it
 * @param parts the keys that make it up
 */
public record LimitKey(String keyName, List<GroupKey> parts) {
    /**
     * The key that a user means.
     *
     * @throws IllegalArgumentException with what was expected
     */
    public static LimitKey parse(String typed) {
        List<GroupKey> parts = Arrays.stream(typed.split("\\+", -1))
                .map(part -> GroupKey.parse(part.strip()))
                .toList();
        if (parts.stream().anyMatch(GroupKey::needsPlaces)) {
            throw new IllegalArgumentException(
                    "expected what a server can limit by: client, client/24, path:1, user_agent, "
                            + "any field, or several of them as client+path:1");
        }
        return new LimitKey(
                String.join("+", parts.stream().map(GroupKey::keyName).toList()), parts);
    }

    /** Whether requests that do not have it are limited, all together: clients are, but a single other field must be there. */
    boolean limitsAbsent() {
        return parts.size() > 1 || parts.get(0).kind() == GroupKey.Kind.CLIENT;
    }

    /** Whether it is the client, or its network, and nothing else. */
    public boolean isClient() {
        return parts.size() == 1 && parts.get(0).kind() == GroupKey.Kind.CLIENT;
    }

    /**
     * Which part of an address such a key limits together.
     *
     * @param prefix which part of an address is a client
     */
    NetworkPrefix clientPrefix(NetworkPrefix prefix) {
        return parts.get(0).clientPrefix(prefix);
    }

    /** The fields whose texts it needs. */
    public Set<String> texts() {
        Set<String> texts = new TreeSet<>();
        parts.forEach(part -> texts.addAll(part.texts()));
        return texts;
    }

    EntryKey entryKey(GroupKey.Context context) {
        List<EntryKey> keys = parts.stream().map(part -> part.make(context)).toList();
        return keys.size() == 1 ? keys.get(0) : new CompositeKey(keys);
    }
}
