package io.github.logtraffic.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logtraffic.reference.Seeds;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SealedValueTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final String KEY = "t1:access.log";
    private static final byte[] VALUE = "two hundred requests".getBytes(UTF_8);
    private static final byte[] SEALED = SealedValue.seal(KEY, VALUE, NOW, Duration.ZERO);

    @Test
    void whatWasSealedIsFound() {
        assertThat(SealedValue.open(SEALED, KEY, NOW)).isEqualTo(VALUE);
        assertThat(SealedValue.open(SEALED, KEY, NOW.plusSeconds(4_000_000_000L)))
                .isEqualTo(VALUE);
    }

    @Test
    void anyValueUnderAnyKeyIsFound() {
        Seeds.each(200, random -> {
            byte[] value = new byte[random.nextInt(3_000)];
            random.nextBytes(value);
            String key = "k".repeat(1 + random.nextInt(StoreKeys.MOST_BYTES));
            byte[] sealed = SealedValue.seal(key, value, NOW, Duration.ofSeconds(random.nextInt(100)));
            assertThat(SealedValue.open(sealed, key, NOW)).isEqualTo(value);
            SealedHeader header = SealedHeader.read(Arrays.copyOf(sealed, SealedHeader.MOST_BYTES));
            assertThat(header)
                    .extracting(SealedHeader::put, SealedHeader::length)
                    .containsExactly(NOW, value.length);
        });
    }

    @Test
    void anotherKeyHasNone() {
        assertThat(SealedValue.open(SEALED, "t2:access.log", NOW)).isNull();
        assertThat(SealedValue.open(SEALED, KEY + "x", NOW)).isNull();
        assertThat(SealedValue.open(SEALED, "", NOW)).isNull();
    }

    @Test
    void whatIsExpiredIsNone() {
        byte[] sealed = SealedValue.seal(KEY, VALUE, NOW, Duration.ofSeconds(10));
        assertThat(SealedValue.open(sealed, KEY, NOW.plusMillis(9_999))).isEqualTo(VALUE);
        assertThat(SealedValue.open(sealed, KEY, NOW.plusSeconds(10))).isNull();
    }

    @Test
    void timesBeyondAllCalendarsAreForEver() {
        byte[] sealed = SealedValue.seal(KEY, VALUE, NOW, Duration.ofSeconds(Long.MAX_VALUE));
        assertThat(SealedValue.open(sealed, KEY, NOW.plusSeconds(4_000_000_000L)))
                .isEqualTo(VALUE);
        assertThatThrownBy(() -> SealedValue.seal(KEY, VALUE, NOW, Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyByteThatIsAnotherOneShows() {
        for (int at = 0; at < SEALED.length; at++) {
            for (int change = 1; change < 256; change++) {
                byte[] corrupted = SEALED.clone();
                corrupted[at] ^= (byte) change;
                assertThat(SealedValue.open(corrupted, KEY, NOW)).isNull();
            }
        }
    }

    @Test
    void manyBytesThatAreOtherOnesShow() {
        Seeds.each(2_000, random -> {
            byte[] corrupted = SEALED.clone();
            int from = random.nextInt(corrupted.length);
            for (int at = from; at < Math.min(corrupted.length, from + 1 + random.nextInt(20)); at++) {
                corrupted[at] = (byte) random.nextInt();
            }
            byte[] found = SealedValue.open(corrupted, KEY, NOW);
            assertThat(found == null || Arrays.equals(corrupted, SEALED)).isTrue();
        });
    }

    @Test
    void bytesThatAreMissingOrTooManyShow() {
        for (int length = 0; length < SEALED.length; length++) {
            assertThat(SealedValue.open(Arrays.copyOf(SEALED, length), KEY, NOW))
                    .isNull();
            assertThat(SealedValue.open(Arrays.copyOfRange(SEALED, SEALED.length - length, SEALED.length), KEY, NOW))
                    .isNull();
        }
        assertThat(SealedValue.open(Arrays.copyOf(SEALED, SEALED.length + 1), KEY, NOW))
                .isNull();
    }

    @Test
    void oneBehindTheOtherAreNone() {
        byte[] twice = Arrays.copyOf(SEALED, 2 * SEALED.length);
        System.arraycopy(SEALED, 0, twice, SEALED.length, SEALED.length);
        assertThat(SealedValue.open(twice, KEY, NOW)).isNull();
    }

    /** As another version would write it: whole and sound by its own lights. */
    @Test
    void anotherVersionIsNone() {
        byte[] sealed = SEALED.clone();
        int headerEnd = sealed.length - VALUE.length - 2 * Checks.BYTES;
        ByteBuffer.wrap(sealed).putShort(8, (short) 2);
        ByteBuffer.wrap(sealed).putLong(headerEnd, Checks.of(sealed, headerEnd));
        int end = sealed.length - Checks.BYTES;
        ByteBuffer.wrap(sealed).putLong(end, Checks.of(sealed, end));
        assertThat(SealedValue.open(sealed, KEY, NOW)).isNull();
        ByteBuffer.wrap(sealed).putShort(8, (short) 1);
        ByteBuffer.wrap(sealed).putLong(headerEnd, Checks.of(sealed, headerEnd));
        ByteBuffer.wrap(sealed).putLong(end, Checks.of(sealed, end));
        assertThat(SealedValue.open(sealed, KEY, NOW)).isEqualTo(VALUE); // so it was the version
    }

    @Test
    void randomBytesAreNone() {
        Seeds.each(1_000, random -> {
            byte[] bytes = new byte[random.nextInt(500)];
            random.nextBytes(bytes);
            System.arraycopy(SEALED, 0, bytes, 0, Math.min(bytes.length, random.nextInt(60)));
            assertThat(SealedValue.open(bytes, KEY, NOW)).isNull();
        });
    }
}
