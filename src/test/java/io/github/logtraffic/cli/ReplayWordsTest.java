package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.traffic.balance.LiveServer;
import io.github.logtraffic.traffic.replay.RawServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the tables of a replay say to people. */
@Timeout(120)
class ReplayWordsTest {
    private static final int COLUMNS = 80;

    private final Path folder;

    ReplayWordsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path log(String... requests) throws IOException {
        StringBuilder log = new StringBuilder();
        for (String request : requests) {
            log.append("203.0.113.7 - - [22/Nov/2026:10:00:00 +0000] \"")
                    .append(request)
                    .append(" HTTP/1.1\" 200 5 \"-\" \"curl/8.5\"\n");
        }
        return Files.writeString(folder.resolve("access.log"), log);
    }

    private static String nobody() throws IOException {
        return "http://127.0.0.1:" + LiveServer.freePorts(1)[0];
    }

    private static CommandRun run(Path log, String... more) {
        List<String> args = new ArrayList<>(List.of("replay", "--tz", "UTC", log.toString()));
        args.addAll(List.of(more));
        return CommandRun.of(args.toArray(String[]::new));
    }

    @Test
    void aTargetThatIsDownIsNoFailureWhenAnotherOneAnswersForIt() throws IOException {
        try (RawServer server = new RawServer(line -> RawServer.NO_CONTENT)) {
            String dead = nobody();
            CommandRun run =
                    run(log("GET /"), "--to", dead, "--to", server.target().url());
            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(run.err())
                    .contains(dead + ": 1 request was sent and none was answered; another target answered");
            assertThat(run.out())
                    .contains("  Retried   1 on another target or a new connection; answered then: 1\n")
                    .contains("  Sent      2 requests in ")
                    .doesNotContain("Lost")
                    .doesNotContain(dead + "  response");
            assertThat(run.out().lines().filter(line -> line.contains("service")))
                    .hasSize(2); // the title, and the target that answered
        }
    }

    @Test
    void someRequestsWithoutAnAnswerAreAResultAndSaid() throws IOException {
        try (RawServer server = new RawServer(line -> line.contains("/lost") ? "" : RawServer.NO_CONTENT)) {
            CommandRun run = run(
                    log("GET /a", "GET /lost", "GET /b"),
                    "-q",
                    "--to",
                    server.target().url());
            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(run.err()).contains("logtraffic: 1 of 3 requests got no answer from any target\n");
        }
    }

    @Test
    void thatAllTargetsAreDownIsSaidWhateverIsSent() throws IOException {
        for (String[] what : new String[][] {{"--warm"}, {"--capacity", "errors<1%", "--duration", "1s"}}) {
            List<String> args = new ArrayList<>(List.of("--to", nobody()));
            args.addAll(List.of(what));
            CommandRun run = run(log("GET /"), args.toArray(String[]::new));
            assertThat(run.exit()).as(run.err()).isEqualTo(1);
            assertThat(run.err()).containsOnlyOnce("all targets are down; they are tried all the same\n");
        }
    }

    @Test
    void nothingButFailuresIsAFailure() throws IOException {
        CommandRun run = run(log("GET /"), "--to", nobody(), "--to", nobody());
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out())
                .contains("  Lost      1 not answered by any target\n")
                .doesNotContain("\nTimes");
    }

    @Test
    void oneIsOne() throws IOException {
        try (RawServer server = new RawServer(line -> RawServer.NO_CONTENT)) {
            CommandRun run = run(log("GET /"), "--to", server.target().url());
            assertThat(run.out())
                    .contains("  Sent      1 request in ")
                    .contains("1 by status, 0 by size of more than 10%, of 1 answer that could be compared");
            assertThat(run(log("GET /"), "--to", server.target().url(), "--warm")
                            .out())
                    .contains(
                            "  Warm-up   1 URL, each once, those of most requests first; the log has 1 request for them");
        }
    }

    @Test
    void whatIsLeftOutIsSaidToBeOfWhatWasTaken() throws IOException {
        Path log = log("POST /", "GET /", "GET /", "POST /");
        try (RawServer server = new RawServer(line -> RawServer.NO_CONTENT)) {
            String to = server.target().url();
            assertThat(run(log, "--to", to).out())
                    .contains("  Left out  2 of 4 requests taken from the log: 2 of other methods\n");
            assertThat(run(log, "--to", to, "--requests", "1").out())
                    .contains("  Left out  1 of 2 requests taken from the log: 1 of other methods\n");
            CommandRun looped = run(log, "--to", to, "--loop", "--requests", "6");
            assertThat(looped.out())
                    .contains("  Left out  5 of 11 requests taken from the log in all rounds: 5 of other methods\n");
            assertThat(looped.err()).contains("plan: left out of 4 requests are 2 of other methods\n");
            assertThat(run(log, "--to", to, "--warm").out())
                    .contains("  Left out  2 of 4 requests taken from the log: 2 of other methods\n");
        }
    }

    @Test
    void sizesWithHeadersAreNotComparedWithBodies() throws IOException {
        String ok = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
        try (RawServer server = new RawServer(line -> ok)) {
            String[] to = {"--to", server.target().url()};
            Path haproxy = Files.writeString(
                    folder.resolve("haproxy.log"),
                    "203.0.113.7:38862 [30/Jul/2018:09:03:52.726] www~ app/app1 0/0/1/2/3 200 512 - - ---- 6/6/0/0/0 0/0"
                            + " \"GET / HTTP/1.1\"\n");
            assertThat(run(haproxy, to).out())
                    .contains("0 by status, of 1 answer that could be compared; the log has no sizes of bodies\n")
                    .doesNotContain("Differences");
            Path apache = Files.writeString(
                    folder.resolve("apache.log"),
                    "203.0.113.7 - - [22/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 512\n");
            String[] withHeaders = {to[0], to[1], "--log-format", "%h %l %u %t \"%r\" %>s %O"};
            assertThat(run(apache, withHeaders).out()).contains("; the log has no sizes of bodies\n");
            assertThat(run(apache, to).out()).contains("0 by status, 1 by size of more than 10%, of 1 answer");
        }
    }

    @Test
    void userAgentsAreOne() throws IOException {
        CommandRun run = run(log("GET /"), "--to", nobody(), "--header", "User-Agent: a", "--header", "user-agent: b");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("a request has one User-Agent only");
    }

    @Test
    void onATerminalOfUsualWidthNothingIsCutAndProseIsWrapped() throws IOException {
        try (RawServer server = new RawServer(line -> "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            CommandRun.into(
                    out,
                    new ByteArrayOutputStream(),
                    InputStream.nullInputStream(),
                    new Terminal(false, false, true, false, COLUMNS, false),
                    "replay",
                    "--tz",
                    "UTC",
                    "--to",
                    server.target().url(),
                    "--to",
                    nobody(),
                    log("GET /a", "GET /b", "POST /c", "GET /d", "GET /e", "GET /logout")
                            .toString());
            String report = out.toString(StandardCharsets.UTF_8);
            assertThat(report.lines().filter(line -> line.length() > COLUMNS))
                    .as(report)
                    .isEmpty();
            assertThat(report)
                    .doesNotContain("…")
                    .contains("\n            ")
                    .contains("Failed  Why", "Statuses")
                    .contains("404 ×4");
        }
    }
}
