package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The page of {@code cache -o html} shows what the other formats say, and is harmless whatever the log says. */
class CacheHtmlTest {
    private static final Path CASE = Path.of("src/test/resources/cases/cache/cache-html");

    private static Document page(String... args) throws Exception {
        CommandRun run = CommandRun.of(args);
        assertThat(run.exit()).as(run.err()).isZero();
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(run.out().getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Element> elements(Document page, String name) {
        NodeList nodes = page.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static List<String> texts(Document page, String name) {
        return elements(page, name).stream().map(Node::getTextContent).toList();
    }

    private static void assertLoadsAndRunsNothing(Document page) {
        assertThat(elements(page, "script")).isEmpty();
        assertThat(elements(page, "link")).isEmpty();
        for (Element element : elements(page, "*")) {
            NamedNodeMap attributes = element.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                assertThat(attributes.item(i).getNodeName().toLowerCase(Locale.ROOT))
                        .isNotIn("src", "href", "style", "srcset", "xlink:href")
                        .doesNotStartWith("on");
            }
        }
        assertThat(texts(page, "style").toString()).doesNotContain("url(", "@import");
    }

    @Test
    void everyPolicyHasItsCurvesAndItsTable() throws Exception {
        List<String> args = new ArrayList<>(Files.readAllLines(CASE.resolve("args")));
        args.replaceAll(arg -> arg.replace("{in}", CASE.toString()));
        Document page = page(args.toArray(String[]::new));
        assertLoadsAndRunsNothing(page);
        int policies = (int) args.stream().filter("--policy"::equals).count();
        assertThat(policies).isEqualTo(12);
        List<Element> curves = elements(page, "polyline");
        assertThat(curves).as("of hits and of bytes").hasSize(2 * policies);
        assertThat(curves)
                .allSatisfy(curve ->
                        assertThat(curve.getAttribute("points").split(" ")).hasSize(6));
        for (int i = 0; i < args.size(); i++) {
            if (args.get(i).equals("--policy")) {
                assertThat(texts(page, "h2")).contains(args.get(i + 1));
                assertThat(texts(page, "li")).contains(args.get(i + 1));
            }
        }
        assertThat(texts(page, "title")).contains("lru, 4.0 kB: hits 41.1%, misses 58.9%");
        assertThat(texts(page, "h2"))
                .contains(
                        "What saves most bytes: lru of 8.0 kB",
                        "What saves most time, slow clients' included, for its size: lru of 8.0 kB");
        assertThat(texts(page, "td")).contains("/logo.png");
    }

    @Test
    void whatALogSaysIsText(@TempDir Path folder) throws Exception {
        StringBuilder log = new StringBuilder();
        List<String> paths = List.of(
                "/<script>alert(1)</script>",
                "/'-\"-&amp;<b>",
                "/]]><img/src=x/onerror=alert(1)>",
                "/\u202Ex",
                "/é\u0001");
        for (int i = 0; i < 40; i++) {
            log.append("192.0.2.1 - - [14/Nov/2023:22:13:21 +0000] \"GET ")
                    .append(paths.get(i % paths.size()).replace("\"", "\\x22"))
                    .append(" HTTP/1.1\" 200 100 \"-\" \"t\"\n");
        }
        Path file = Files.writeString(folder.resolve("<i>&log.log"), log);
        Document page = page("cache", "-o", "html", "--size", "1kB,2kB", "--ttl", "/<u>=1m", file.toString());
        assertLoadsAndRunsNothing(page);
        assertThat(elements(page, "i")).isEmpty();
        assertThat(elements(page, "u")).isEmpty();
        assertThat(texts(page, "td"))
                .contains("/<script>alert(1)</script>", "/]]><img/src=x/onerror=alert(1)>", "/\\u{202E}x", "/é\\x01");
        assertThat(texts(page, "dd").toString()).contains("<i>&log.log").contains("/<u> 1m: 0 (0.0%)");
    }

    @Test
    void aLogOfNothingHasAPageToo(@TempDir Path folder) throws Exception {
        Document page = page(
                "cache",
                "-o",
                "html",
                Files.createFile(folder.resolve("empty.log")).toString());
        assertThat(texts(page, "h1")).containsExactly("What a cache would have hit");
        assertThat(elements(page, "svg")).isEmpty();
        assertThat(elements(page, "table")).isEmpty();
    }
}
