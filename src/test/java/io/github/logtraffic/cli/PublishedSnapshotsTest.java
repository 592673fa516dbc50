package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.logtraffic.store.LiveStore;
import io.github.logtraffic.store.ResultStore;
import io.github.logtraffic.store.StoreLocation;
import io.github.logtraffic.store.StoreProtocol;
import io.github.logtraffic.store.TroubleServer;
import io.github.logtraffic.traffic.balance.LiveServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Hosts put what they counted into one server under names, and one report is made of them. */
@Timeout(120)
class PublishedSnapshotsTest {
    private final Path folder;
    private final KeptReports reports;

    PublishedSnapshotsTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.reports = new KeptReports(folder, 3, 1);
    }

    private CommandRun publish(String store, int log) {
        return publish(store, log, "web-" + log);
    }

    private CommandRun publish(String store, int log, String name) {
        String file = reports.logs().get(log).toString();
        return CommandRun.of("snapshot", "--tz", "UTC", "--by", "path", file, "--store", store, "--publish", name);
    }

    private static CommandRun merge(String... words) {
        List<String> args = new ArrayList<>(List.of("merge", "--tz", "UTC", "--json", "-n", "0"));
        args.addAll(List.of(words));
        return CommandRun.of(args.toArray(String[]::new));
    }

    private static void assertFailed(CommandRun run, String store, String reason) {
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        List<String> lines = run.err().lines().toList();
        assertThat(lines.get(0)).startsWith("logtraffic: " + store + ": ").contains(reason);
        // What a snapshot might have found in the store is said to have been missed as well.
        assertThat(lines.subList(1, lines.size()))
                .allSatisfy(line -> assertThat(line).startsWith("logtraffic: --store " + store));
    }

    @ParameterizedTest
    @EnumSource
    void oneReportIsMadeOfAllHosts(StoreProtocol protocol) throws Exception {
        try (LiveStore server = protocol.start(folder)) {
            String store = server.location().shown();
            for (int i = 0; i < reports.logs().size(); i++) {
                assertThat(publish(store, i)).isEqualTo(new CommandRun(0, "", ""));
            }
            reports.assertRight(merge(store, "web-*"));
            reports.assertRight(merge("--store", store, "web-2", "web-0", "web-1"));
            assertFailed(merge(store, "db-*"), store, "there is no snapshot called db-*");
        }
    }

    /** Two servers may have different snapshots of one name. */
    @ParameterizedTest
    @EnumSource
    void namesAreThoseOfTheirServer(StoreProtocol protocol) throws Exception {
        try (LiveStore server = protocol.start(Files.createDirectory(folder.resolve("one")));
                LiveStore other = protocol.start(Files.createDirectory(folder.resolve("other")))) {
            String store = server.location().shown();
            String otherStore = other.location().shown();
            assertThat(publish(store, 2, "web")).isEqualTo(new CommandRun(0, "", ""));
            assertThat(publish(otherStore, 1, "web")).isEqualTo(new CommandRun(0, "", ""));
            assertThat(publish(otherStore, 0, "more")).isEqualTo(new CommandRun(0, "", ""));
            reports.assertRight(merge(store, "web", otherStore, "*"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatIsNotThereIsSaid(StoreProtocol protocol) throws Exception {
        String store = protocol.at(LiveServer.freePorts(1)[0]).shown();
        assertFailed(merge(store, "web-*"), store, "onnection refused");
        assertFailed(publish(store, 0), store, "onnection refused");
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatStallsIsNotWaitedForForEver(StoreProtocol protocol) throws Exception {
        try (LiveStore server = protocol.start(folder);
                TroubleServer proxy = TroubleServer.proxy(server.port())) {
            proxy.stall();
            String store = protocol.at(proxy.port()).shown();
            assertFailed(merge(store, "web-*"), store, "no answer");
            assertFailed(publish(store, 0), store, "no answer");
        }
    }

    @Test
    void aNameIsFoundInNoTimeWhateverThePattern() {
        String store = folder.resolve("kept").toString();
        publish(store, 0, "a".repeat(140));
        String pattern = "a*".repeat(40) + "b";
        CommandRun run = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> merge("--store", store, pattern));
        assertFailed(run, store, "there is no snapshot called " + pattern);
        assertThat(merge("--store", store, "a*".repeat(40) + "?").exit()).isZero();
        assertThat(merge("--store", store, "A*").exit()).isEqualTo(1);
    }

    /** A host that is gone is merged until what it published last is expired. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 36 0 20|",
                "0 240|web-1 (by 10 d)",
                "0 2 240 1 490|web-2 (by 10 d), web-4 (by 20 d)",
                "0 24 48 72 96|",
                "240 240|",
                "240|",
                "0 0 0 0 0 0 0 0 99 99 99 99 99 99 99|web-8 (by 4 d), web-9 (by 4 d), web-10 (by 4 d), web-11 (by 4 d), "
                        + "web-12 (by 4 d) and 2 more"
            })
    void whatWasPublishedLongBeforeTheOthersIsNamed(String hoursAgo, @Nullable String named) throws IOException {
        String location = folder.resolve("kept").toString();
        publish(location, 0, "web");
        byte[] value;
        try (ResultStore store = StoreLocation.parse(location, Map.of()).open(InstantSource.system())) {
            value = Objects.requireNonNull(store.get(KeptSnapshots.key("web")));
            store.clear();
        }
        Instant now = Instant.now();
        List<String> words = new ArrayList<>(List.of("--store", location));
        for (String hours : hoursAgo.split(" ", -1)) {
            String name = "web-" + (words.size() - 2);
            InstantSource then = InstantSource.fixed(now.minus(Duration.ofHours(Long.parseLong(hours))));
            try (ResultStore store = StoreLocation.parse(location, Map.of()).open(then)) {
                store.put(KeptSnapshots.key(name), value, Duration.ofDays(90));
            }
            words.add(name);
        }
        CommandRun run = merge(words.toArray(String[]::new));
        assertThat(run.exit()).isZero();
        assertThat(run.err())
                .isEqualTo(
                        named == null
                                ? ""
                                : "logtraffic: published much earlier than the newest, without what came since: "
                                        + named + "\n");
    }
}
