package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.reference.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What disks do to what was kept: never another number. */
class DamagedResultsTest {
    private final Path folder;

    DamagedResultsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        byte[] damaged = bytes.clone();
        switch (random.nextInt(4)) {
            case 0 -> damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
            case 1 -> damaged = Arrays.copyOf(damaged, damaged.length + 1 + random.nextInt(10));
            case 2 -> Arrays.fill(damaged, random.nextInt(damaged.length), damaged.length, (byte) 0);
            default -> damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
        }
        return damaged;
    }

    @Test
    void ofASnapshotIsAnErrorThatNamesIt() throws IOException {
        KeptReports reports = new KeptReports(folder, 2, 1);
        String log = reports.logs().get(0).toString();
        String good = folder.resolve("good").toString();
        String bad = folder.resolve("bad").toString();
        assertThat(CommandRun.of("snapshot", log, "-o", good).exit()).isZero();
        byte[] bytes = Files.readAllBytes(Path.of(good));
        Seeds.each(150, random -> {
            byte[] damaged = damaged(bytes, random);
            if (Arrays.equals(damaged, bytes)) {
                return;
            }
            Files.write(Path.of(bad), damaged);
            CommandRun merged = CommandRun.of("merge", bad);
            assertThat(merged.exit()).isEqualTo(1);
            assertThat(merged.err()).isEqualTo(said(bad));
            assertThat(merged.out()).isEmpty();
            if (isRecognized(damaged, bytes)) {
                CommandRun compared = CommandRun.of("diff", good, bad);
                assertThat(compared.exit()).isEqualTo(1);
                assertThat(compared.err()).isEqualTo(said(bad));
                assertThat(compared.out()).isEmpty();
            }
        });
    }

    /** Whether at most two of the bytes are lost that say what it is; of another one nobody can say that. */
    private static boolean isRecognized(byte[] damaged, byte[] bytes) {
        return IntStream.range(0, 8)
                        .filter(i -> i < damaged.length && damaged[i] == bytes[i])
                        .count()
                >= 6;
    }

    private static String said(String file) {
        return "logtraffic: " + file + ": no snapshot, or one of another version, or damaged\n";
    }

    @Test
    void ofAStoreIsReadAgain() throws IOException {
        KeptReports reports = new KeptReports(folder, 3, 1);
        String store = folder.resolve("store").toString();
        reports.assertSoonCached(store);
        Seeds.each(40, random -> {
            List<Path> values = values();
            Path one = values.get(random.nextInt(values.size()));
            byte[] other = Files.readAllBytes(values.get(random.nextInt(values.size())));
            Files.write(one, random.nextInt(4) == 0 ? other : damaged(Files.readAllBytes(one), random));
            reports.assertRight(reports.run("--store", store));
        });
    }

    @Test
    void ofAStoreIsSaid() throws IOException {
        KeptReports reports = new KeptReports(folder, 3, 1);
        String store = folder.resolve("store").toString();
        reports.assertSoonCached(store);
        for (Path value : values()) {
            byte[] bytes = Files.readAllBytes(value);
            bytes[bytes.length / 2]++;
            Files.write(value, bytes);
        }
        CommandRun run = reports.run("--store", store);
        reports.assertRight(run);
        assertThat(run.err()).matches("logtraffic: --store " + store + ": [0-9]+ values were damaged\n");
        assertThat(reports.run("--store", store).err()).isEmpty();
    }

    private List<Path> values() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("store"))) {
            return files.filter(file -> file.toString().endsWith(".value"))
                    .sorted()
                    .toList();
        }
    }
}
