package io.github.logtraffic.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logtraffic.count.TallyForm.Detail;
import io.github.logtraffic.count.TallyForm.Part;
import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.reference.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class TallyFormTest {
    private static byte[] form(Tally tally) {
        PackedOutput out = new PackedOutput();
        TallyForm.write(tally, out);
        return out.toByteArray();
    }

    private static void read(byte[] form, Tally into) throws TallyFormException {
        PackedInput in = new PackedInput(form, 0, form.length);
        read(List.of(new Part(in, Detail.ALL)), into);
        assertThat(in.isAtEnd()).isTrue();
    }

    private static Part peaks(byte[] form) {
        return new Part(new PackedInput(form, 0, form.length), Detail.PEAKS);
    }

    private static Tally tally(long seed, List<Hit> hits) {
        return Hit.tally(Hit.plan(seed), hits);
    }

    @Test
    void whatIsReadIsWhatWasWritten() {
        Seeds.each(300, random -> {
            List<Hit> hits = Hit.random(random, random.nextInt(400));
            TallyState whole = TallyState.of(tally(1, hits));
            Tally read = tally(random.nextLong(), List.of());
            read(form(tally(random.nextLong(), hits)), read);
            assertThat(TallyState.of(read)).isEqualTo(whole);
        });
    }

    @Test
    void severalAreReadAtOnce() {
        Seeds.each(100, random -> {
            List<Hit> all = new ArrayList<>();
            List<Part> parts = new ArrayList<>();
            for (int i = random.nextInt(8); i > 0; i--) {
                List<Hit> hits = Hit.random(random, random.nextInt(200));
                byte[] form = form(tally(random.nextLong(), hits));
                parts.add(new Part(new PackedInput(form, 0, form.length), Detail.ALL));
                all.addAll(hits);
            }
            Tally read = tally(2, List.of());
            read(parts, read);
            assertThat(TallyState.of(read)).isEqualTo(TallyState.of(tally(1, all)));
        });
    }

    /** Many addresses of both kinds, and names, in slices that threads read together. */
    @Test
    void severalThreadsReadTogether() {
        Seeds.each(5, random -> {
            Tally whole = tally(1, List.of());
            List<Part> parts = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                Tally one = tally(random.nextLong(), List.of());
                for (int n = 0; n < 10_000; n++) {
                    AccessLogEntry entry = ofAnyone(random);
                    whole.accept(entry);
                    one.accept(entry);
                }
                byte[] form = form(one);
                parts.add(new Part(new PackedInput(form, 0, form.length), Detail.ALL));
            }
            Tally read = tally(2, List.of());
            TallyForm.begin(parts, read).parallelStream().forEach(TallyFormTest::readUnchecked);
            assertThat(TallyState.of(read)).isEqualTo(TallyState.of(whole));
        });
    }

    private static AccessLogEntry ofAnyone(Random random) {
        int client = random.nextInt(6_000);
        AccessLogEntry entry = new AccessLogEntry();
        new Hit(client - 2_000, random.nextInt(5_000), 200 + random.nextInt(300), random.nextInt(9_000)).write(entry);
        if (client >= 4_000) {
            entry.client().setAddress(0x2001_0db8L << 32 | client % 50, -1L / client);
        }
        return entry;
    }

    private static void readUnchecked(TallyForm.Slice slice) {
        try {
            slice.read();
        } catch (TallyFormException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void readingIntoATallyIsMerging() {
        Seeds.each(300, random -> {
            List<Hit> one = Hit.random(random, random.nextInt(200));
            List<Hit> other = Hit.random(random, random.nextInt(200));
            Tally merged = tally(1, one);
            merged.merge(tally(1, other));
            Tally read = tally(2, one);
            read(form(tally(3, other)), read);
            assertThat(TallyState.of(read)).isEqualTo(TallyState.of(merged));
            Hit.count(one, merged);
            Hit.count(one, read);
            assertThat(TallyState.of(read)).isEqualTo(TallyState.of(merged));
        });
    }

    /** As of rotated logs, each of which ends in the window in which the next one begins. */
    @Test
    void peaksAreEnoughOfTalliesOneAfterTheOther() {
        Seeds.each(300, random -> {
            List<Hit> hits = Hit.random(random, random.nextInt(400));
            TallyState whole = TallyState.of(tally(1, hits));
            hits.sort(Comparator.comparingLong(Hit::second));
            List<byte[]> forms = new ArrayList<>();
            for (int from = 0; from < hits.size(); ) {
                int to = from + 1 + random.nextInt(hits.size() - from);
                forms.add(form(tally(random.nextLong(), hits.subList(from, to))));
                from = to;
            }
            Collections.shuffle(forms, random);
            Tally read = tally(2, List.of());
            while (!forms.isEmpty()) {
                List<byte[]> together = forms.subList(0, 1 + random.nextInt(forms.size()));
                read(together.stream().map(TallyFormTest::peaks).toList(), read);
                together.clear();
            }
            assertThat(TallyState.of(read)).isEqualTo(whole);
        });
    }

    @Test
    void theSameCountsAreTheSameBytes() {
        Seeds.each(100, random -> {
            List<Hit> hits = Hit.random(random, 200);
            byte[] form = form(tally(random.nextLong(), hits));
            Collections.shuffle(hits, random);
            assertThat(form(tally(random.nextLong(), hits))).isEqualTo(form);
        });
    }

    /**
     * What was kept by another version of the program is read by this one if both call it the same version. When this fails,
     * raise {@link TallyForm#VERSION}, and set both numbers here.
     */
    @Test
    void anotherFormIsAnotherVersion() {
        CRC32 sum = new CRC32();
        sum.update(form(tally(1, Hit.random(new Random(1), 400))));
        assertThat(List.of(TallyForm.VERSION, sum.getValue())).isEqualTo(List.of(2, 1_613_138_461L));
    }

    @Test
    void cutShortItIsNone() {
        byte[] form = form(tally(1, Hit.random(new Random(1), 300)));
        for (int length = 1; length < form.length; length++) {
            Part cut = new Part(new PackedInput(Arrays.copyOf(form, length), 0, length), Detail.ALL);
            assertThatThrownBy(() -> TallyForm.check(cut, Hit.plan(1))).isInstanceOf(TallyFormException.class);
        }
    }

    /** What no checksum has stopped is none, or that of other counts, but nothing worse. */
    @Test
    void corruptedBytesDoNoHarm() {
        byte[] form = form(tally(1, Hit.random(new Random(1), 300)));
        Seeds.each(3_000, random -> {
            byte[] corrupted = form.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                corrupted[random.nextInt(corrupted.length)] = (byte) random.nextInt();
            }
            try {
                for (Detail detail : Detail.values()) {
                    PackedInput in = new PackedInput(corrupted, 0, corrupted.length);
                    TallyForm.check(new Part(in.again(), detail), Hit.plan(1));
                    Tally read = tally(1, List.of());
                    read(List.of(new Part(in, detail)), read);
                    TallyState.of(read);
                }
            } catch (TallyFormException e) {
                assertThat(e).hasMessageMatching("[a-z0-9 -]+");
            }
        });
    }

    @Test
    void whatIsNotExactHasNoForm() {
        Tally tally = new Tally(Hit.plan(1), 1);
        Random random = new Random(1);
        while (tally.isExact()) {
            Hit.count(Hit.random(random, 2_000), tally);
        }
        assertThatThrownBy(() -> form(tally)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void read(List<Part> parts, Tally into) throws TallyFormException {
        for (TallyForm.Slice slice : TallyForm.begin(parts, into)) {
            slice.read();
        }
    }
}
