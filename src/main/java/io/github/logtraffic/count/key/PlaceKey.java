package io.github.logtraffic.count.key;

import io.github.logtraffic.identity.CachedGeography;
import io.github.logtraffic.identity.Geography;
import io.github.logtraffic.identity.Place;
import io.github.logtraffic.log.entry.ClientKey;
import java.nio.charset.StandardCharsets;

/** Where the address of a client is; {@code -} when that is not known. */
public final class PlaceKey implements KeyOfClient {
    /** What of the place counts. */
    public enum Part {
        /** The country, {@code DE}. */
        COUNTRY {
            @Override
            String text(Place place) {
                return place.country() == null ? "" : place.country();
            }
        },
        /** The city by its English name. */
        CITY {
            @Override
            String text(Place place) {
                return place.city() == null ? "" : place.city();
            }
        },
        /** The autonomous system, {@code AS64500 Example Net}. */
        ASN {
            @Override
            String text(Place place) {
                String name = place.asName() == null ? "" : " " + place.asName();
                return place.asn() == 0 ? "" : "AS" + place.asn() + name;
            }
        };

        abstract String text(Place place);
    }

    private final CachedGeography places;
    private final BoundedText text = new BoundedText();

    /**
     * @param part what counts
     * @param geography knows where addresses are
     */
    public PlaceKey(Part part, Geography geography) {
        this(new CachedGeography(geography, place -> part.text(place).getBytes(StandardCharsets.UTF_8)));
    }

    private PlaceKey(CachedGeography places) {
        this.places = places;
    }

    @Override
    public void read(ClientKey client, ClientKey key) {
        byte[] bytes = places.text(client);
        text.set(key, bytes, 0, bytes.length);
    }

    @Override
    public EntryKey fresh() {
        return new PlaceKey(places);
    }
}
