package io.github.logtraffic.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logtraffic.reference.Latin1;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of agents that users give. */
class AgentListTest {
    @Test
    void linesOfUsersComeBeforeThoseOfTheProgram() throws Exception {
        AgentList mine = read("# mine\n\ntool\tour checker\tour-check*\nbrowser\tmine\tGooglebot\n");
        UserAgents agents = new UserAgents(mine.before(AgentList.builtIn()));
        assertThat(agent(agents, "Our-Checker/1.0")).hasToString("tool our checker");
        assertThat(agent(agents, "Googlebot/2.1")).hasToString("browser mine");
        assertThat(agent(agents, "curl/8.5.0")).hasToString("tool curl");
    }

    @Test
    void linesOfOneNameShareTheirDomains() throws Exception {
        UserAgents agents = new UserAgents(read("crawler\tx\tone\tA.example, b.example\ncrawler\tx\ttwo\tc.example\n"));
        assertThat(agent(agents, "two").domains()).containsExactly("a.example", "b.example", "c.example");
        assertThat(agent(agents, "one")).isSameAs(agent(agents, "two"));
        assertThat(agents.agents()).hasSize(1);
    }

    @Test
    void whatIsWrongIsShownWithItsPlace() {
        assertWrong("crawler\tname", ":1:13: expected kind, name and a part");
        assertWrong("\n#\nrobot\tname\tpart", ":3:1: expected one of browser, crawler, tool, scanner, unknown");
        assertWrong("crawler\t\tpart", ":1:9: expected a name");
        assertWrong("crawler\tname\t*", ":1:14: expected a part of user agents");
        assertWrong("crawler\tname\ta*b", ":1:14: expected a part of user agents");
        assertWrong("crawler\tname\t", ":1:14: expected a part of user agents");
        assertWrong("crawler\tname\tpart\tgoogle com", ":1:19: expected domains");
        assertWrong("crawler\tname\tpart\tlocalhost", ":1:19: expected domains");
        assertWrong("crawler\tname\tpart\tdomain.example\tmore", ":1:1: expected kind");
        assertWrong("tool\tname\t" + "x".repeat(201), ":1:11: expected a part of user agents of at most 200 bytes");
        assertWrong("x".repeat(10_001), ":1:1: line of more than");
        assertWrong(("tool\tname\t" + "x".repeat(200) + "\n").repeat(1_000), ":164:1: too many");
    }

    @Test
    void listsThatAreTooLongTogetherAreRefused() throws Exception {
        String part = "x".repeat(190);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            text.append("tool\tt\t").append(part).append(i).append('\n');
        }
        AgentList list = read(text.toString());
        new UserAgents(list.before(AgentList.builtIn()));
        assertThatThrownBy(() -> list.beforeOwn(list, "mine.tsv"))
                .isInstanceOf(DataFileException.class)
                .hasMessage("mine.tsv: too many parts of user agents together with the other lists");
    }

    private static void assertWrong(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(DataFileException.class)
                .hasMessageStartingWith("mine.tsv" + message);
    }

    @Test
    void filesThatAreNoTextAreRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a");
        assertThatThrownBy(() -> AgentList.read(file)).isInstanceOf(NoSuchFileException.class);
        Files.write(file, Latin1.bytes("tool\tx\t\u00ff\u00fe"));
        assertThatThrownBy(() -> AgentList.read(file))
                .isInstanceOf(DataFileException.class)
                .hasMessage(file + ": expected text in UTF-8");
    }

    private static AgentList read(String text) throws IOException, DataFileException {
        return AgentList.read(new BufferedReader(new StringReader(text)), "mine.tsv");
    }

    private static Agent agent(UserAgents agents, String text) {
        byte[] bytes = Latin1.bytes(text);
        return agents.agent(bytes, 0, bytes.length);
    }
}
