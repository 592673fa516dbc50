package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.logtraffic.traffic.balance.LiveServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The README's replay to a server on this machine prints what the README says, but for times, sizes and the port: the two
 * commands of its chapter are run as they stand there.
 */
@Timeout(60)
class ReadmeReplayTest {
    private static final String CHAPTER = "### Will the new server hold?";
    private static final String PORT = "8089";
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final int MOST_TRIES = 200;

    private static List<String> block(List<String> readme, String kind) {
        List<String> chapter = readme.subList(readme.indexOf(CHAPTER), readme.size());
        int from = chapter.indexOf("```" + kind);
        List<String> behind = chapter.subList(from + 1, chapter.size());
        return behind.subList(0, behind.indexOf("```"));
    }

    private static String[] arguments(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        assertThat(words.remove(0)).isEqualTo("logtraffic");
        return words.toArray(String[]::new);
    }

    /** What is the same each time. */
    private static List<String> steady(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.contains("could not be sent")) // as on a machine that is busy
                .map(line -> line.replaceAll("[\\d.,]+ (ms|s|B|kB|per second|planned|by more)\\b", "#")
                        .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1")
                        .replaceAll(" +", " "))
                .toList();
    }

    private static void await(int port) throws IOException, InterruptedException {
        for (int tries = 1; ; tries++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.isConnected()).isTrue();
                return;
            } catch (IOException e) {
                if (tries == MOST_TRIES) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    @Test
    void theTwoCommandsPrintWhatTheReadmeSays() throws Exception {
        assumeTrue(
                new ProcessBuilder("python3", "--version").start().waitFor() == 0,
                "there is no python3 to be the server");
        List<String> readme = Files.readAllLines(Path.of("README.md"));
        int port = LiveServer.freePorts(1)[0];
        List<String> commands = block(readme, "sh").stream()
                .map(line -> line.replace(PORT, String.valueOf(port)))
                .toList();
        assertThat(commands).hasSize(2);
        assertThat(commands.get(0)).startsWith("python3 -m http.server ").endsWith(" &");
        String server = commands.get(0).replaceFirst(" &$", "");
        Process python = new ProcessBuilder("timeout", "50", "bash", "-c", "exec " + server).start();
        try {
            await(port);
            CommandRun run = CommandRun.of(arguments(commands.get(1)));
            assertThat(run.exit()).as(run.err()).isZero();
            List<String> printed = (run.err() + run.out()).lines().toList();
            assertThat(steady(printed)).isEqualTo(steady(block(readme, "text")));
        } finally {
            python.destroy();
        }
    }
}
