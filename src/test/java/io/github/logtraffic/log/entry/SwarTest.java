package io.github.logtraffic.log.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.Seeds;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Eight bytes at a time find what one at a time finds. */
class SwarTest {
    /** Bytes that differ from others in one bit or by one, where a trick with borrows would go wrong. */
    private static final byte[] NEIGHBOURS =
            Latin1.bytes("\n\u000b\t\u008a\u008b\u0000\u0001\u007f\u0080\u0081\u00ff\"\\");

    @Test
    void aSearchFindsWhatLookingAtEveryByteFindsAtEveryAlignment() {
        Seeds.each(300, random -> {
            byte[] bytes = bytes(random, random.nextInt(40));
            byte one = NEIGHBOURS[random.nextInt(NEIGHBOURS.length)];
            byte other = NEIGHBOURS[random.nextInt(NEIGHBOURS.length)];
            for (int from = 0; from <= bytes.length; from++) {
                for (int to = from; to <= bytes.length; to++) {
                    assertThat(Swar.indexOf(bytes, from, to, one)).isEqualTo(firstOf(bytes, from, to, one, one));
                    assertThat(Swar.indexOfEither(bytes, from, to, one, other))
                            .isEqualTo(firstOf(bytes, from, to, one, other));
                    assertThat(Swar.lastIndexOf(bytes, from, to, one)).isEqualTo(lastOf(bytes, from, to, one));
                }
            }
        });
    }

    @Test
    void aMatchIsTheFirstByteOfItsWordThatIsEqualForAllBytes() {
        for (int wanted = 0; wanted < 256; wanted++) {
            for (int before = 0; before < 256; before++) {
                byte[] bytes = new byte[8];
                Arrays.fill(bytes, (byte) before);
                bytes[5] = (byte) wanted;
                long matches = Swar.matches(Swar.word(bytes, 0), Swar.repeat((byte) wanted));
                assertThat(Swar.firstMatch(matches)).isEqualTo(before == wanted ? 0 : 5);
            }
        }
    }

    @Test
    void aWordWithoutTheByteHasNoMatch() {
        Seeds.each(1_000, random -> {
            byte[] bytes = bytes(random, 8);
            byte wanted = (byte) random.nextInt(256);
            boolean contains = firstOf(bytes, 0, 8, wanted, wanted) < 8;
            assertThat(Swar.matches(Swar.word(bytes, 0), Swar.repeat(wanted)) != 0)
                    .isEqualTo(contains);
        });
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = random.nextBoolean() ? (byte) 'x' : NEIGHBOURS[random.nextInt(NEIGHBOURS.length)];
        }
        return bytes;
    }

    private static int firstOf(byte[] bytes, int from, int to, byte one, byte other) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == one || bytes[at] == other) {
                return at;
            }
        }
        return to;
    }

    private static int lastOf(byte[] bytes, int from, int to, byte wanted) {
        int last = from - 1;
        for (int at = from; at < to; at++) {
            last = bytes[at] == wanted ? at : last;
        }
        return last;
    }
}
