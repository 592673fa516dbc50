package io.github.logtraffic.traffic.limit;

import io.github.logtraffic.count.key.EntryKey;
import io.github.logtraffic.log.entry.ClientKey;
import java.util.List;

/**
 * The limits by one key.
 *
 * @param key finds the key of an entry
 * @param limitsAbsent whether entries that do not have it are limited together; otherwise they are not limited, as in nginx when
 *     the key is empty
 * @param settings the limits
 */
public record LimitedKey(EntryKey key, boolean limitsAbsent, List<LimitSetting> settings) {
    /** Whether requests with such a key are limited. */
    boolean limits(ClientKey of) {
        return limitsAbsent || !isAbsent(of);
    }

    private static boolean isAbsent(ClientKey of) {
        return of.isName() && of.nameTo() - of.nameFrom() == 1 && of.nameBytes()[of.nameFrom()] == '-';
    }
}
