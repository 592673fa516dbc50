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
 * What the README says of many hosts that share a Redis is so, with memcached too: the commands of its chapter are run as they
 * stand there, but for the port.
 */
@Timeout(60)
class ReadmeStoreTest {
    private static final String CHAPTER = "### Ten web servers, one report";
    private static final String PORT = "6379";
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final int MOST_TRIES = 200;

    private static List<String> block(String kind) throws IOException {
        List<String> readme = Files.readAllLines(Path.of("README.md"));
        List<String> chapter = readme.subList(readme.indexOf(CHAPTER), readme.size());
        List<String> behind = chapter.subList(chapter.indexOf("```" + kind) + 1, chapter.size());
        return behind.subList(0, behind.indexOf("```"));
    }

    private static CommandRun run(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        assertThat(words.remove(0)).isEqualTo("logtraffic");
        return CommandRun.of(words.toArray(String[]::new));
    }

    private static Process start(String command, int port) throws IOException, InterruptedException {
        Process server = new ProcessBuilder("timeout", "50", "bash", "-c", "exec " + command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        for (int tries = 0; tries < MOST_TRIES && !isListening(port); tries++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return server;
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static void assertThatCommandsDoWhatIsSaid(List<String> commands) throws IOException {
        for (String command : commands.subList(0, commands.size() - 1)) {
            assertThat(run(command)).as(command).isEqualTo(new CommandRun(0, "", ""));
        }
        CommandRun merged = run(commands.get(commands.size() - 1));
        assertThat(merged.err()).isEmpty();
        assertThat(merged.out().lines()).isEqualTo(block("text"));
    }

    @Test
    void hostsThatShareARedisMakeOneReport() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/redis-server")), "there is no redis-server");
        int port = LiveServer.freePorts(1)[0];
        List<String> commands = block("sh").stream()
                .map(command -> command.replace(PORT, String.valueOf(port)))
                .toList();
        assertThat(commands.get(0)).startsWith("redis-server ").endsWith(" &");
        Process redis = start(commands.get(0).replaceFirst(" &$", "") + " --bind 127.0.0.1", port);
        try {
            assertThatCommandsDoWhatIsSaid(commands.subList(1, commands.size()));
        } finally {
            redis.destroy();
        }
    }

    @Test
    void hostsThatShareAMemcachedMakeTheSame() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/memcached")), "there is no memcached");
        int port = LiveServer.freePorts(1)[0];
        List<String> commands = block("sh").stream()
                .map(command -> command.replace("redis://127.0.0.1:" + PORT, "memcached://127.0.0.1:" + port))
                .toList();
        Process memcached = start("memcached -l 127.0.0.1 -p " + port + " -u " + System.getProperty("user.name"), port);
        try {
            assertThatCommandsDoWhatIsSaid(commands.subList(1, commands.size()));
        } finally {
            memcached.destroy();
        }
    }
}
