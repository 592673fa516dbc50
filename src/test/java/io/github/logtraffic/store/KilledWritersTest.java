package io.github.logtraffic.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes write to the same directory and are killed: there is never a wrong or a half value. */
@Timeout(600)
class KilledWritersTest {
    private final Path root;
    private final BitSet found = new BitSet();

    KilledWritersTest(@TempDir Path folder) {
        this.root = folder.resolve("store");
    }

    @Test
    void killedAFewTimes() throws Exception {
        kill(4);
    }

    @Test
    @Tag("long")
    void killedFiftyTimes() throws Exception {
        kill(50);
    }

    private void kill(int times) throws Exception {
        Random random = new Random(times);
        Process one = start(-1);
        Process other = start(-2);
        try (ResultStore store = new DirectoryStore(root, InstantSource.system())) {
            for (int i = 0; i < times; i++) {
                awaitWriting(one, store);
                look(store, 20);
                TimeUnit.MILLISECONDS.sleep(random.nextInt(300));
                one.destroyForcibly().waitFor();
                look(store, 10);
                one = other;
                other = start(i);
            }
        } finally {
            one.destroyForcibly().waitFor();
            other.destroyForcibly().waitFor();
        }
        assertLeftovers();
    }

    private Process start(int number) throws IOException {
        return ChildProcess.of(StoreWriter.class, List.of(), root.toString(), Integer.toString(number))
                .redirectErrorStream(true)
                .redirectOutput(root.resolveSibling("output" + number).toFile())
                .start();
    }

    private void awaitWriting(Process writer, ResultStore store) throws Exception {
        long before = store.stat().bytes();
        while (store.stat().bytes() == before) {
            assertThat(writer.isAlive()).isTrue();
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** Looks at all values for some time; one that was there once is there ever after. */
    private void look(ResultStore store, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            int key = i % StoreWriter.KEYS;
            byte[] value = store.get("k" + key);
            if (value != null) {
                assertThat(StoreWriter.isWhole(value)).isTrue();
                found.set(key);
            }
            assertThat(value != null || !found.get(key)).isTrue();
        }
    }

    /** What is left besides values are temporary files, which a store removes when they are old. */
    private void assertLeftovers() throws IOException {
        InstantSource later = InstantSource.offset(InstantSource.system(), Duration.ofHours(2));
        try (ResultStore store = new DirectoryStore(root, later)) {
            assertThat(store.prune(Duration.ofDays(1))).isZero();
            assertThat(store.stat().entries()).isGreaterThanOrEqualTo(found.cardinality());
        }
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString()))
                    .allMatch(name -> name.matches("k[0-9][.]value|logtraffic-store"));
        }
    }
}
