package io.github.logtraffic.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.reference.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A tally depends on which entries there were, and on nothing else. */
class TallyTest {
    @Test
    void anySplitMergedInAnyOrderIsTheWhole() {
        Seeds.each(300, random -> {
            CountPlan plan = Hit.plan(random.nextLong());
            List<Hit> hits = Hit.random(random, random.nextInt(400));
            TallyState whole = TallyState.of(Hit.tally(plan, hits));
            List<Tally> parts = new ArrayList<>();
            for (List<Hit> part : split(hits, random)) {
                parts.add(Hit.tally(plan, part));
            }
            while (parts.size() > 1) {
                Collections.shuffle(parts, random);
                parts.get(0).merge(parts.remove(1));
            }
            assertThat(TallyState.of(parts.get(0))).isEqualTo(whole);
        });
    }

    @Test
    void theOrderOfEntriesDoesNotMatter() {
        Seeds.each(200, random -> {
            List<Hit> hits = Hit.random(random, 300);
            TallyState inOrder = TallyState.of(Hit.tally(Hit.plan(1), hits));
            Collections.shuffle(hits, random);
            assertThat(TallyState.of(Hit.tally(Hit.plan(1), hits))).isEqualTo(inOrder);
        });
    }

    @Test
    void mergingIsCommutative() {
        Seeds.each(200, random -> {
            List<Hit> one = Hit.random(random, 100);
            List<Hit> other = Hit.random(random, random.nextInt(100));
            assertThat(TallyState.of(merged(tally(one), tally(other))))
                    .isEqualTo(TallyState.of(merged(tally(other), tally(one))));
        });
    }

    @Test
    void mergingIsAssociative() {
        Seeds.each(200, random -> {
            List<Hit> a = Hit.random(random, random.nextInt(100));
            List<Hit> b = Hit.random(random, random.nextInt(100));
            List<Hit> c = Hit.random(random, random.nextInt(100));
            assertThat(TallyState.of(merged(merged(tally(a), tally(b)), tally(c))))
                    .isEqualTo(TallyState.of(merged(tally(a), merged(tally(b), tally(c)))));
        });
    }

    @Test
    void aMergedTallyGoesOnCounting() {
        Seeds.each(100, random -> {
            List<Hit> before = Hit.random(random, 50);
            List<Hit> merged = Hit.random(random, 50);
            Tally tally = merged(tally(before), tally(merged));
            List<Hit> after = Hit.random(random, 50);
            Hit.count(after, tally);
            List<Hit> all = new ArrayList<>(before);
            all.addAll(merged);
            all.addAll(after);
            assertThat(TallyState.of(tally)).isEqualTo(TallyState.of(tally(all)));
        });
    }

    @Test
    void askingChangesNothing() {
        Seeds.each(50, random -> {
            Tally tally = tally(Hit.random(random, 100));
            assertThat(TallyState.of(tally)).isEqualTo(TallyState.of(tally));
        });
    }

    @Test
    void theSeedChangesNoResult() {
        List<Hit> hits = Hit.random(new Random(7), 2_000);
        TallyState expected = TallyState.of(Hit.tally(Hit.plan(0), hits));
        Seeds.each(
                30,
                random -> assertThat(TallyState.of(Hit.tally(Hit.plan(random.nextLong()), hits)))
                        .isEqualTo(expected));
    }

    @Test
    void sumsOfBytesStopAtTheGreatestNumber() {
        Hit huge = new Hit(1, 0, 200, Long.MAX_VALUE - 1);
        Tally tally = tally(List.of(huge, huge, huge));
        assertThat(tally.bytes()).isEqualTo(Long.MAX_VALUE);
        assertThat(merged(tally, tally(List.of(huge))).bytes()).isEqualTo(Long.MAX_VALUE);
        assertThat(TallyState.of(tally).clients().values().iterator().next().get(1))
                .isEqualTo(Long.MAX_VALUE);
        tally.series().forEachCell((start, requests, bytes) -> assertThat(bytes).isEqualTo(Long.MAX_VALUE));
    }

    private static List<List<Hit>> split(List<Hit> hits, Random random) {
        List<List<Hit>> parts = new ArrayList<>();
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            parts.add(new ArrayList<>());
        }
        hits.forEach(hit -> parts.get(random.nextInt(parts.size())).add(hit));
        return parts;
    }

    private static Tally tally(List<Hit> hits) {
        return Hit.tally(Hit.plan(1), hits);
    }

    private static Tally merged(Tally one, Tally other) {
        one.merge(other);
        return one;
    }
}
