package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.logtraffic.traffic.balance.LiveServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An nginx that runs on loopback with the cache that {@code cache --emit nginx} writes, in front of files: when the log is
 * replayed to it, it hits as often as was predicted, by its own {@code $upstream_cache_status}.
 */
class LiveCacheTest {
    private static final double POINTS = 0.03;
    private static final int SECONDS_TO_WAKE = 11;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final int[] ports = LiveServer.freePorts(2);

    LiveCacheTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
    }

    /** Writes the objects that the origin has, and a log of requests for them: some much, many little. */
    private Path log(int seconds, int perSecond, int objects) throws IOException {
        Random random = new Random(8);
        int[] sizes = random.ints(objects, 1, 1 << 14)
                .map(size -> 1 + size * size / 9_000)
                .toArray();
        for (String place : List.of("o", "private")) {
            Path files = Files.createDirectories(folder.resolve("objects").resolve(place));
            for (int object = 0; object < objects; object++) {
                Files.write(files.resolve(String.valueOf(object)), new byte[sizes[object]]);
            }
        }
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < seconds * perSecond; i++) {
            int object = (int) (objects * Math.pow(random.nextDouble(), 2.5));
            boolean isHead = random.nextInt(20) == 0;
            log.append(String.format(
                    Locale.ROOT,
                    "203.0.113.%d - - [22/Nov/2026:10:00:%02d +0000] \"%s /%s/%d?visit=%d&id=%d HTTP/1.1\" 200 %d \"-\" \"agent\"\n",
                    random.nextInt(250),
                    i / perSecond,
                    isHead ? "HEAD" : "GET",
                    random.nextInt(20) == 0 ? "private" : "o",
                    object,
                    random.nextInt(1_000),
                    object,
                    isHead ? 0 : sizes[object]));
        }
        return Files.writeString(folder.resolve("access.log"), log);
    }

    private LiveServer start(String emitted) throws IOException, InterruptedException {
        String http = emitted.replace(
                        "/var/cache/nginx_logtraffic", folder.resolve("cache").toString())
                + """
                log_format cached $upstream_cache_status;
                proxy_cache_path tick keys_zone=tick:10m inactive=1s manager_files=1 manager_sleep=100ms;
                server {
                    listen 127.0.0.1:%d;
                    access_log cache.log cached;
                    location / { proxy_cache logtraffic; proxy_pass http://127.0.0.1:%d; }
                    location = /tick {
                        access_log off; proxy_pass http://127.0.0.1:%d/o/1;
                        proxy_cache tick; proxy_cache_key $request_id; proxy_cache_min_uses 2; proxy_cache_bypass 0; proxy_no_cache 0;
                    }
                }
                server { listen 127.0.0.1:%d; root objects; }
                """.formatted(ports[0], ports[1], ports[1], ports[1]);
        return LiveServer.nginx(folder, 1, http, ports[1]);
    }

    /**
     * Keeps nginx's cache manager awake. It looks every ten seconds whether a cache has become too large, which is often for
     * one that takes hours to fill; this one takes seconds. From the second time on it looks more often while it has much to
     * clear away: here the keys of a second cache, which come twice as fast as it takes them.
     */
    private Timer ticks() {
        Timer ticks = new Timer(true);
        ticks.scheduleAtFixedRate(
                new TimerTask() {
                    @Override
                    public void run() {
                        tick();
                    }
                },
                0,
                50);
        return ticks;
    }

    private void tick() {
        try {
            assertThat(LiveServer.get("127.0.0.1", ports[0], "any", "/tick")).isNotEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Predicts, replays, and compares. */
    private void compare(Path log, String speed, String... options) throws Exception {
        Path report = folder.resolve("report.json");
        List<String> args =
                new ArrayList<>(List.of("cache", "--emit", "nginx", "-o", "json=" + report, log.toString()));
        args.addAll(List.of(options));
        CommandRun emitted = CommandRun.of(args.toArray(String[]::new));
        assertThat(emitted.exit()).as(emitted.err()).isZero();
        try (LiveServer nginx = start(emitted.out())) {
            assertThat(nginx).isNotNull();
            Timer ticks = ticks();
            TimeUnit.SECONDS.sleep(SECONDS_TO_WAKE);
            CommandRun replay = CommandRun.of(
                    "replay", "--json", "--speed", speed, "--to", "http://127.0.0.1:" + ports[0], log.toString());
            ticks.cancel();
            assertThat(replay.exit()).as(replay.err()).isZero();
            JsonNode sent = JSON.readTree(replay.out());
            assumeTrue(
                    sent.at("/lateness/p99").asDouble() < 500,
                    "this machine was too busy to send requests when they were due");
        }
        JsonNode predicted = JSON.readTree(report.toFile()).at("/policies/0/sizes/0");
        double asked = predicted.at("/requests").asInt();
        Map<String, Long> seen = Files.readAllLines(folder.resolve("cache.log")).stream()
                .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
        assertThat(seen.values().stream().mapToLong(Long::longValue).sum() - seen.getOrDefault("BYPASS", 0L))
                .as("%s", seen)
                .isEqualTo((long) asked);
        long revalidated = seen.getOrDefault("REVALIDATED", 0L) + seen.getOrDefault("EXPIRED", 0L);
        assertThat(seen.getOrDefault("HIT", 0L) / asked)
                .as("%s, predicted %s", seen, predicted)
                .isCloseTo(predicted.at("/hits").asInt() / asked, within(POINTS));
        assertThat(revalidated / asked)
                .as("%s, predicted %s", seen, predicted)
                .isCloseTo(predicted.at("/revalidated").asInt() / asked, within(POINTS));
    }

    /** Nothing comes to the end of its time within the log, so the replay may be faster than it. */
    @Test
    void aCacheThatIsTooSmallForAllHitsAsPredicted() throws Exception {
        compare(
                log(40, 100, 900),
                "2x",
                "--size",
                "3MiB",
                "--ttl",
                "1h",
                "--query",
                "id",
                "--uncacheable",
                "/private/");
    }

    /** Times are real seconds, so the replay takes as long as the log. */
    @Test
    void aCacheThatKeepsWhatIsWantedOftenAndLatelyHitsAsPredicted() throws Exception {
        compare(
                log(20, 150, 500),
                "1x",
                "--size",
                "100MB",
                "--ttl",
                "6s",
                "--inactive",
                "4s",
                "--min-uses",
                "2",
                "--query",
                "none",
                "--cacheable",
                "/o/*");
    }
}
