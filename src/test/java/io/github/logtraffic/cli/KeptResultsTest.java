package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.store.LiveStore;
import io.github.logtraffic.store.ResultStore;
import io.github.logtraffic.store.StoreProtocol;
import io.github.logtraffic.store.TroubleServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reports with real servers as stores: whatever becomes of these, they are right. */
@Timeout(120)
class KeptResultsTest {
    private final Path folder;
    private final KeptReports reports;

    KeptResultsTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.reports = new KeptReports(folder, 5, 1);
    }

    /** A store, and nothing but a store, may be said to have failed, in one line. */
    private static void assertOneLine(CommandRun run, String store, String... reasons) {
        assertThat(run.err().lines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("logtraffic: --store " + store + ": ")
                        .contains(reasons));
    }

    @ParameterizedTest
    @EnumSource
    void theSecondRunReadsNothingAndKnowsWhatWasCompressedSince(StoreProtocol protocol) throws Exception {
        try (LiveStore server = protocol.start(folder)) {
            String store = server.location().shown();
            assertThat(reports.cached(store)).containsOnly(false);
            reports.assertSoonCached(store);
            byte[] log = Files.readAllBytes(reports.logs().get(3));
            reports.assertSoonCached(store, () -> compress(log, reports.logs().get(3)));
        }
    }

    /** As logrotate does, but that the name stays. */
    private static void compress(byte[] bytes, Path log) throws IOException {
        Files.delete(log);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(log))) {
            out.write(bytes);
        }
    }

    @ParameterizedTest
    @EnumSource
    void killedWhileItIsUsed(StoreProtocol protocol) throws Exception {
        try (LiveStore server = protocol.start(folder)) {
            Thread killer = new Thread(() -> killWhenUsed(server));
            killer.start();
            for (int i = 0; i < 50 && server.isAlive(); i++) {
                reports.assertRight(reports.run("--store", server.location().shown()));
            }
            killer.join();
            CommandRun run = reports.run("--store", server.location().shown());
            reports.assertRight(run);
            assertOneLine(run, server.location().shown(), "Connection refused");
        }
    }

    private static void killWhenUsed(LiveStore server) {
        try (ResultStore store = server.location().open(InstantSource.system())) {
            while (store.stat().entries() == 0) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            server.kill();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void full(StoreProtocol protocol) throws Exception {
        try (LiveStore server = protocol.startSmall(folder)) {
            fill(server);
            CommandRun run = reports.run("--store", server.location().shown());
            reports.assertRight(run);
            if (protocol == StoreProtocol.REDIS) { // memcached makes room
                assertOneLine(run, server.location().shown(), " puts failed: OOM command not allowed");
            }
        }
    }

    /** Until there is no room for a value of a few bytes, if the server makes none. */
    private static void fill(LiveStore server) {
        for (int length = 1_000_000; length > 10; length /= 10) {
            byte[] value = new byte[length];
            try (ResultStore store = server.location().open(InstantSource.system())) {
                for (int i = 0; i < 100; i++) {
                    store.put("filler-" + length + "-" + i, value, Duration.ZERO);
                }
            } catch (IOException e) {
                // it is full
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void stalled(StoreProtocol protocol) throws Exception {
        try (LiveStore server = protocol.start(folder);
                TroubleServer proxy = TroubleServer.proxy(server.port())) {
            proxy.stall();
            String store = protocol.at(proxy.port()).shown();
            long start = System.nanoTime();
            CommandRun run = reports.run("--store", store);
            reports.assertRight(run);
            assertOneLine(run, store, "no answer");
            // A quarter of a second for each log, and the rest for a machine that is busy.
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        }
    }

    @ParameterizedTest
    @EnumSource
    void somethingElse(StoreProtocol protocol) throws Exception {
        Random random = new Random(1);
        TroubleServer.Answer garbage = () -> {
            byte[] bytes = new byte[1 + random.nextInt(5_000)];
            random.nextBytes(bytes);
            return bytes;
        };
        try (TroubleServer server = TroubleServer.answering(garbage)) {
            String store = protocol.at(server.port()).shown();
            CommandRun run = reports.run("--store", store);
            reports.assertRight(run);
            assertOneLine(run, store, " failed: ");
        }
    }
}
