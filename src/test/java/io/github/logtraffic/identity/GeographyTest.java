package io.github.logtraffic.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.reference.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where addresses are. */
class GeographyTest {
    private static final byte[] CITIES = new MmdbWriter()
            .add("203.0.113.0/24", city("DE", "Nürnberg"))
            .add("198.51.100.0/25", Map.of("registered_country", Map.of("iso_code", "fr")))
            .add(
                    "198.51.100.128/25",
                    Map.of("country", "US", "city", "Springfield", "asn", "AS64500", "as_name", "Six"))
            .add("192.0.2.1", Map.of("country", "Germany", "city", List.of(), "asn", "ASX"))
            .add("2001:db8:1::/48", city("JP", "Tokyo"))
            .database();
    private static final byte[] SYSTEMS = new MmdbWriter()
            .add("203.0.0.0/16", system(64_501, "Example Net"))
            .add("198.51.100.0/24", system(64_502, "Other"))
            .add("2001:db8::/32", system(4_200_000_000L, "Large"))
            .database();

    @TempDir
    Path folder;

    private static Map<String, Object> city(String country, String city) {
        return Map.of("country", Map.of("iso_code", country), "city", Map.of("names", Map.of("en", city, "xx", "-")));
    }

    private static Map<String, Object> system(long number, String name) {
        return Map.of("autonomous_system_number", number, "autonomous_system_organization", name);
    }

    @Test
    void severalDatabasesAnswerTogether() throws Exception {
        try (Geography geography = open(CITIES, SYSTEMS)) {
            CachedGeography cached = new CachedGeography(geography, GeographyTest::text);
            for (int round = 0; round < 2; round++) {
                assertThat(place(cached, "203.0.113.9"))
                        .isEqualTo(new Place("DE", "Nürnberg", 64_501, "Example Net").toString());
                assertThat(place(cached, "203.0.114.9"))
                        .isEqualTo(new Place(null, null, 64_501, "Example Net").toString());
                assertThat(place(cached, "198.51.100.1")).isEqualTo(new Place("FR", null, 64_502, "Other").toString());
                assertThat(place(cached, "198.51.100.200"))
                        .isEqualTo(new Place("US", "Springfield", 64_500, "Six").toString());
                assertThat(place(cached, "192.0.2.1")).isEqualTo(Place.UNKNOWN.toString());
                assertThat(place(cached, "192.0.2.2")).isEqualTo(Place.UNKNOWN.toString());
                assertThat(place(cached, "2001:db8:1::7"))
                        .isEqualTo(new Place("JP", "Tokyo", 4_200_000_000L, "Large").toString());
                assertThat(place(cached, "::")).isEqualTo(Place.UNKNOWN.toString());
                assertThat(place(cached, "host.example")).isEqualTo(Place.UNKNOWN.toString());
            }
        }
    }

    @Test
    void whatIsRememberedIsWhatWouldBeFound() throws Exception {
        try (Geography geography = open(CITIES, SYSTEMS)) {
            CachedGeography cached = new CachedGeography(geography, GeographyTest::text);
            ClientKey key = new ClientKey();
            Seeds.each(1, random -> {
                for (int i = 0; i < 20_000; i++) {
                    if (random.nextBoolean()) {
                        key.setIpv4(0xCB00_7000 ^ random.nextInt(1 << 14));
                    } else {
                        key.setAddress(0x2001_0db8_0000_0000L ^ (long) random.nextInt(16) << 14, random.nextInt(100));
                    }
                    assertThat(cached.text(key)).isEqualTo(text(geography.place(key.high(), key.low())));
                }
            });
        }
    }

    @Test
    void filesThatAreNoDatabasesAreRefused() throws IOException {
        assertThatThrownBy(() -> Geography.open(List.of(folder.resolve("missing"))))
                .isInstanceOf(NoSuchFileException.class);
        for (byte[] content : List.of(new byte[0], new byte[] {1, 2, 3}, Arrays.copyOf(CITIES, CITIES.length / 2))) {
            Path file = Files.write(folder.resolve("damaged"), content);
            assertThatThrownBy(() -> Geography.open(List.of(file)))
                    .isInstanceOf(DataFileException.class)
                    .hasMessage(file + ": no usable database in MaxMind's format (.mmdb)");
        }
    }

    @Test
    @Timeout(300)
    void damagedDatabasesKnowLessAndThrowNothing() {
        Seeds.each(400, random -> {
            byte[] damaged = CITIES.clone();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try (Geography geography = open(damaged)) {
                for (String client : List.of("203.0.113.9", "198.51.100.1", "192.0.2.1", "2001:db8:1::7")) {
                    ClientKey key = Addresses.key(client);
                    assertThat(geography.place(key.high(), key.low())).isNotNull();
                }
            } catch (DataFileException e) {
                assertThat(e).hasMessageContaining("no usable database");
            }
        });
    }

    private Geography open(byte[]... databases) throws IOException, DataFileException {
        Path[] files = new Path[databases.length];
        for (int i = 0; i < files.length; i++) {
            files[i] = Files.write(folder.resolve(i + ".mmdb"), databases[i]);
        }
        return Geography.open(List.of(files));
    }

    private static String place(CachedGeography geography, String client) {
        return new String(geography.text(Addresses.key(client)), UTF_8);
    }

    private static byte[] text(Place place) {
        return place.toString().getBytes(UTF_8);
    }
}
