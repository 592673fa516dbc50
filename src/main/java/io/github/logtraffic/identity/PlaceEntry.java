package io.github.logtraffic.identity;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads entries of databases, whose members differ by maker: MaxMind's, DB-IP's and those built like them have {@code
 * country.iso_code}, {@code city.names.en}, {@code autonomous_system_number} and {@code
 * autonomous_system_organization}, IPinfo's {@code country_code} or {@code country}, {@code city}, {@code asn} and
 * {@code as_name}.
 */
final class PlaceEntry {
    private static final int MOST_CHARS = 200;
    private static final long MOST_ASN = 0xFFFF_FFFFL;

    private PlaceEntry() {}

    static Place read(Map<?, ?> entry) {
        String name = text(entry.get("autonomous_system_organization"));
        return new Place(
                country(entry), city(entry.get("city")), asn(entry), name == null ? text(entry.get("as_name")) : name);
    }

    private static @Nullable String country(Map<?, ?> entry) {
        for (String member : new String[] {"country", "country_code", "registered_country"}) {
            Object value = entry.get(member);
            String code = text(value instanceof Map<?, ?> map ? map.get("iso_code") : value);
            if (code != null && code.length() == 2 && code.chars().allMatch(PlaceEntry::isLetter)) {
                return code.toUpperCase(Locale.ROOT);
            }
        }
        return null;
    }

    private static boolean isLetter(int c) {
        int lower = c | 0x20;
        return c < 128 && lower >= 'a' && lower <= 'z';
    }

    private static @Nullable String city(@Nullable Object value) {
        if (value instanceof Map<?, ?> city) {
            return city.get("names") instanceof Map<?, ?> names ? text(names.get("en")) : null;
        }
        return text(value);
    }

    private static long asn(Map<?, ?> entry) {
        if (entry.get("autonomous_system_number") instanceof Number number) {
            return checked(number.longValue());
        }
        String text = text(entry.get("asn"));
        if (text == null || !text.matches("AS\\d{1,10}")) {
            return 0;
        }
        return checked(Long.parseLong(text.substring(2)));
    }

    private static long checked(long asn) {
        return asn >= 0 && asn <= MOST_ASN ? asn : 0;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text && !text.isBlank() && text.length() <= MOST_CHARS ? text : null;
    }
}
