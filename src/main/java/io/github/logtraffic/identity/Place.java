package io.github.logtraffic.identity;

import org.jspecify.annotations.Nullable;

/**
 * Where an address is, as far as databases tell.
 *
 * @param country the two letters of ISO 3166-1, null when not known
 * @param city its English name, null when not known
 * @param asn the number of the autonomous system that announces the address, 0 when not known
 * @param asName what that system is called, null when not known
 */
public record Place(
        @Nullable String country,
        @Nullable String city,
        long asn,
        @Nullable String asName) {
    /** Nothing is known. */
    public static final Place UNKNOWN = new Place(null, null, 0, null);

    /** This place, and what it does not know from another. */
    Place or(Place other) {
        return new Place(
                country == null ? other.country : country,
                city == null ? other.city : city,
                asn == 0 ? other.asn : asn,
                asn == 0 ? other.asName : asName);
    }
}
