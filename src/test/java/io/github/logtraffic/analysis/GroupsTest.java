package io.github.logtraffic.analysis;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.analysis.AnalysisResult.Group;
import io.github.logtraffic.analysis.AnalysisResult.Groups;
import io.github.logtraffic.engine.PassOptions;
import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.log.format.EntryPlan;
import io.github.logtraffic.log.input.LogSource;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.Seeds;
import java.io.ByteArrayInputStream;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Groups are those of whoever sorts the entries by hand, however the log is cut, and whatever it holds. */
class GroupsTest {
    private static final List<String> TARGETS = List.of(
            "/",
            "/a/b/c?x=1",
            "/a/b/d",
            "/a",
            "/shop/cart?id=2",
            "/shop/cart",
            "/\\x1B[31m",
            "/=cmd|' /C calc'!A0",
            "*");
    private static final List<String> AGENTS =
            List.of("", "-", "curl/8", "Mozilla/5.0 (X11)", "\\\"quoted\\\"", "+1,2;3");

    /** An entry, and what it is made of. */
    private record Line(int client, int second, String target, int status, int bytes, String agent) {
        static Line any(Random random) {
            return new Line(
                    random.nextInt(6) * 100,
                    random.nextInt(86_400),
                    TARGETS.get(random.nextInt(TARGETS.size())),
                    100 + random.nextInt(500),
                    random.nextInt(3) * 100,
                    AGENTS.get(random.nextInt(AGENTS.size())));
        }

        String client(int third) {
            return "10.0." + client / 256 + "." + (third < 0 ? client % 256 : third);
        }

        String path() {
            return target.replaceFirst("\\?.*", "");
        }

        String agentOrDash() {
            return agent.isEmpty() ? "-" : agent;
        }

        String text() {
            return String.format(
                    "%s - - [22/Nov/2026:%02d:%02d:%02d +0000] \"GET %s HTTP/1.1\" %d %d \"-\" \"%s\"%n",
                    client(-1), second / 3_600, second / 60 % 60, second % 60, target, status, bytes, agent);
        }
    }

    private static final Map<String, Function<Line, List<String>>> KEYS = Map.of(
            "client", line -> List.of(line.client(-1)),
            "client/24", line -> List.of(line.client(0) + "/24"),
            "path", line -> List.of(line.path()),
            "target", line -> List.of(line.target),
            "user_agent", line -> List.of(line.agentOrDash()),
            "status", line -> List.of(Integer.toString(line.status)),
            "status_class,hour",
                    line -> List.of(line.status / 100 + "xx", line.text().replaceFirst("(?s).*?2026:(..).*", "$1")),
            "client,path,user_agent", line -> List.of(line.client(-1), line.path(), line.agentOrDash()),
            "host,weekday", line -> List.of("-", "Sun"));

    private static AnalysisResult analyze(List<String> files, int threads, int chunk, long memory) {
        List<List<GroupKey>> groups = KEYS.keySet().stream()
                .sorted()
                .map(typed ->
                        Arrays.stream(typed.split(",", -1)).map(GroupKey::parse).toList())
                .toList();
        EntryPlan entries = EntryPlan.COUNTS.with(groups.stream()
                .flatMap(List::stream)
                .flatMap(key -> key.texts().stream())
                .toList());
        PassOptions usual = PassOptions.ofThreads(threads);
        AnalysisPlan plan = new AnalysisPlan(
                files.stream()
                        .map(file -> LogSource.stream("log", new ByteArrayInputStream(Latin1.bytes(file))))
                        .toList(),
                new PassOptions(threads, chunk, usual.maxLineBytes(), usual.formats(), entries, usual.nowEpochSecond()),
                NetworkPrefix.WHOLE_ADDRESS,
                60,
                ReportInterval.AUTOMATIC,
                ZoneOffset.UTC,
                groups,
                KeySources.NONE,
                false,
                0,
                true,
                TalkerSort.REQUESTS,
                0,
                memory,
                files.hashCode());
        return new Analysis(plan, null).run();
    }

    private static String text(List<Line> lines) {
        return lines.stream().map(Line::text).collect(Collectors.joining());
    }

    @Test
    void agreeWithSortingByHand() {
        Seeds.each(40, random -> {
            List<Line> lines = lines(random, 1 + random.nextInt(300));
            AnalysisResult result = analyze(List.of(text(lines)), 1 + random.nextInt(3), 1 << 16, Long.MAX_VALUE);
            assertThat(result.exact()).isTrue();
            for (Groups groups : result.groups()) {
                assertThat(groups.rows().stream().map(GroupsTest::row).toList())
                        .as("by %s", groups.by())
                        .isEqualTo(expected(lines, requireNonNull(KEYS.get(String.join(",", groups.by())))));
                assertThat(groups.total()).isEqualTo(groups.rows().size());
            }
        });
    }

    private static List<Line> lines(Random random, int count) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(Line.any(random));
        }
        return lines;
    }

    private static String row(Group group) {
        return group.rank() + " " + group.key() + " " + group.requests() + " " + group.bytes();
    }

    private static List<String> expected(List<Line> lines, Function<Line, List<String>> key) {
        Map<List<String>, List<Line>> groups = lines.stream().collect(Collectors.groupingBy(key));
        List<Map.Entry<List<String>, List<Line>>> sorted = new ArrayList<>(groups.entrySet());
        sorted.sort(Comparator.<Map.Entry<List<String>, List<Line>>>comparingInt(
                        group -> -group.getValue().size())
                .thenComparingLong(group -> -bytes(group.getValue()))
                .thenComparing((one, other) -> Arrays.compare(parts(one.getKey()), parts(other.getKey()))));
        List<String> rows = new ArrayList<>();
        for (Map.Entry<List<String>, List<Line>> group : sorted) {
            List<Line> own = group.getValue();
            rows.add(rows.size() + 1 + " " + group.getKey() + " " + own.size() + " " + bytes(own));
        }
        return rows;
    }

    /** Addresses in the order of their numbers. */
    private static String[] parts(List<String> key) {
        return key.stream()
                .map(part -> part.startsWith("10.0.")
                        ? Arrays.stream(part.replaceFirst("/.*", "").split("\\.", -1))
                                .map(octet -> "00".substring(octet.length() - 1) + octet)
                                .collect(Collectors.joining("."))
                        : part)
                .toArray(String[]::new);
    }

    private static long bytes(List<Line> lines) {
        return lines.stream().mapToLong(Line::bytes).sum();
    }

    @Test
    void neitherThreadsNorChunksNorTheOrderOfLinesMatter() {
        Seeds.each(30, random -> {
            List<Line> lines = lines(random, 200);
            AnalysisResult expected = analyze(List.of(text(lines)), 1, 1 << 16, Long.MAX_VALUE);
            Collections.shuffle(lines, random);
            int cut = random.nextInt(lines.size());
            List<String> files = List.of(text(lines.subList(0, cut)), text(lines.subList(cut, lines.size())));
            AnalysisResult result = analyze(files, 1 + random.nextInt(4), 1 + random.nextInt(3_000), Long.MAX_VALUE);
            assertThat(result).usingRecursiveComparison().ignoringFields("run").isEqualTo(expected);
        });
    }

    @Test
    void manyDifferentPathsEndWithABoundAndTheHeaviestAmongThem() {
        StringBuilder log = new StringBuilder();
        Map<String, Long> expected = new HashMap<>();
        for (int i = 0; i < 60_000; i++) {
            String path = i % 20 == 0 ? "/login" : "/" + i * 31L + "/" + "x".repeat(i % 40);
            expected.merge(path, 1L, Long::sum);
            log.append(new Line(1, i, path, 200, 1, "a").text());
        }
        for (int threads = 1; threads <= 2; threads++) {
            AnalysisResult result = analyze(List.of(log.toString()), threads, 1 << 16, 9 << 20);
            assertThat(result.exact()).isFalse();
            Groups paths = result.groups().stream()
                    .filter(groups -> groups.by().equals(List.of("path")))
                    .findFirst()
                    .orElseThrow();
            assertThat(paths.rows().get(0).key()).containsExactly("/login");
            assertThat(paths.total()).isBetween(57_001 - paths.totalError(), 57_001 + paths.totalError());
            for (Group group : paths.rows()) {
                assertThat(expected.getOrDefault(group.key().get(0), 0L))
                        .isBetween(group.requests(), group.requests() + group.requestsError());
            }
            assertThat(paths.unknownRequestsAtMost()).isPositive();
        }
    }

    @Test
    void keysThatFillLinesTakeNoMoreMemoryThanTheyMay() {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            log.append(new Line(1, i, "/" + i + "x".repeat(1_000_000), 200, 1, "y".repeat(1_000)).text());
        }
        AnalysisResult result = analyze(List.of(log.toString()), 2, 1 << 16, 12 << 20);
        Groups paths = result.groups().stream()
                .filter(groups -> groups.by().equals(List.of("path")))
                .findFirst()
                .orElseThrow();
        assertThat(paths.rows()).allSatisfy(group -> {
            assertThat(group.key().get(0)).endsWith("x…");
            assertThat(group.key().get(0).length()).isLessThan(8_193);
        });
    }
}
