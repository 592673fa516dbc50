package io.github.logtraffic.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.log.format.MalformedReason;
import io.github.logtraffic.reference.Seeds;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The books of lines add up. */
class LineCountsTest {
    @Test
    void everyLineThatIsReadHasOneFate() {
        Seeds.each(100, random -> {
            LineCounts lines = any(random);
            assertThat(lines.read())
                    .isEqualTo(
                            lines.blank() + lines.comment() + lines.malformed() + lines.filtered() + lines.counted());
        });
    }

    @Test
    void sumsDoNotDependOnTheirOrder() {
        Seeds.each(100, random -> {
            LineCounts a = any(random);
            LineCounts b = any(random);
            LineCounts c = any(random);
            assertThat(a.plus(b)).isEqualTo(b.plus(a));
            assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
            assertThat(a.plus(LineCounts.NONE)).isEqualTo(a);
            assertThat(a.plus(b).firstFiltered()).isEqualTo(Math.min(a.firstFiltered(), b.firstFiltered()));
            assertThat(a.plus(b).read()).isEqualTo(a.read() + b.read());
        });
    }

    @Test
    void theShareOfMalformedLinesLeavesOutBlankOnesAndComments() {
        LineCounts lines = new LineCounts(100, 100, 1, 2, 7, 7, Map.of(MalformedReason.STATUS, 1L));
        assertThat(lines.malformedShare()).isEqualTo(0.25);
        assertThat(new LineCounts(5, 5, 0, 0, Long.MAX_VALUE, Long.MIN_VALUE, Map.of()).malformedShare())
                .isZero();
    }

    private static LineCounts any(Random random) {
        Map<MalformedReason, Long> malformed = new EnumMap<>(MalformedReason.class);
        for (MalformedReason reason : MalformedReason.values()) {
            if (random.nextBoolean()) {
                malformed.put(reason, 1 + random.nextLong(100));
            }
        }
        return new LineCounts(
                random.nextLong(100),
                random.nextLong(100),
                random.nextLong(100),
                random.nextLong(100),
                random.nextLong(100),
                100 + random.nextLong(100),
                malformed);
    }
}
