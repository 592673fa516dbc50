package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.logtraffic.reference.Latin1;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred million paths in a heap of 256 MB, half of which counts may take: those asked for most are right within their bound. */
@Tag("long")
class ManyPathsIT {
    private static final int PATHS = 100_000_000;
    private static final int BUSY = 20;
    private static final int REQUESTS_OF_BUSIEST = 1_000_000;
    private static final int SHOWN = 10;

    private static final byte[] LINE =
            Latin1.bytes("10.0.0.100 - - [23/Nov/2026:10:00:00 +0000] \"GET /000000000 HTTP/1.1\" 200 7\n");
    private static final int CLIENT_END = 10;
    private static final int PATH = Latin1.text(LINE).indexOf("GET /") + 5;
    private static final int PATH_END = PATH + 9;

    @Test
    void thoseAskedForMostAreRightWithinTheirBound(@TempDir Path folder) throws Exception {
        Path report = folder.resolve("report.json");
        ProcessBuilder builder = new ProcessBuilder(
                        BuiltLauncher.path().toString(),
                        "analyze",
                        "--json",
                        "-n",
                        Integer.toString(SHOWN),
                        "--by",
                        "path",
                        "--by",
                        "client,path")
                .redirectOutput(report.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("LOGTRAFFIC_JAVA_OPTS", "-Xmx256m");
        Process process = builder.start();
        try (OutputStream log = new BufferedOutputStream(process.getOutputStream(), 1 << 18)) {
            writeLog(log, new Random(42));
            log.flush();
            assertThat(BuiltLauncher.peakMegabytes(process))
                    .isBetween(100L, 350L); // the heap, and what Java itself takes
        }
        assertThat(process.waitFor()).isZero();
        JsonNode json = new ObjectMapper().readTree(report.toFile());
        assertThat(json.get("exact").asBoolean()).isFalse();
        assertRows(json.at("/groups/0"), "");
        assertRows(json.at("/groups/1"), "10.0.0.1");
    }

    private static void assertRows(JsonNode group, String client) {
        long error = group.get("totalError").asLong();
        assertThat(error).isBetween(1L, PATHS / 50L);
        assertThat(group.get("total").asLong()).isBetween(PATHS + BUSY - error, PATHS + BUSY + error);
        assertThat(group.get("unknownRequestsAtMost").asLong()).isBetween(1L, (long) REQUESTS_OF_BUSIEST / BUSY);
        assertThat(group.get("rows").size()).isEqualTo(SHOWN);
        for (int i = 0; i < SHOWN; i++) {
            JsonNode row = group.get("rows").get(i);
            String path = row.at(client.isEmpty() ? "/key/0" : "/key/1").asText();
            assertThat(path).matches("/heavy-0\\d\\d");
            int busy = Integer.parseInt(path.substring(7));
            assertThat(row.at("/key/0").asText()).isEqualTo(client.isEmpty() ? path : client + path.substring(8));
            long requests = row.get("requests").asLong();
            long truth = REQUESTS_OF_BUSIEST / (busy + 1);
            assertThat(truth)
                    .isBetween(requests, requests + row.get("requestsError").asLong());
            assertThat(7 * truth)
                    .isBetween(
                            row.get("bytes").asLong(),
                            row.get("bytes").asLong() + row.get("bytesError").asLong());
        }
    }

    /** Paths that come once, and in between them some that are busy, of which a third are there in the last third only. */
    private static void writeLog(OutputStream log, Random random) throws IOException {
        int[] left = new int[BUSY];
        long allLeft = 0;
        for (int busy = 0; busy < BUSY; busy++) {
            left[busy] = REQUESTS_OF_BUSIEST / (busy + 1);
            allLeft += left[busy];
        }
        int every = (int) (PATHS / allLeft) + 1;
        byte[] once = LINE.clone();
        for (int i = 0; i < PATHS; i++) {
            log.write(once);
            countUp(once, PATH_END);
            once[CLIENT_END - 1] = once[PATH_END - 2];
            if (i % every == 0) {
                int busy = (int) Math.pow(BUSY, random.nextDouble()) - 1;
                if (left[busy] > 0 && (busy % 3 != 0 || i > PATHS / 3 * 2)) {
                    left[busy]--;
                    log.write(busyLine(busy));
                }
            }
        }
        for (int busy = 0; busy < BUSY; busy++) {
            for (; left[busy] > 0; left[busy]--) {
                log.write(busyLine(busy));
            }
        }
    }

    /** Adds one to the number that ends there. */
    private static void countUp(byte[] line, int end) {
        int at = end - 1;
        for (; line[at] == '9'; at--) {
            line[at] = '0';
        }
        line[at]++;
    }

    private static byte[] busyLine(int busy) {
        byte[] line = LINE.clone();
        System.arraycopy(Latin1.bytes("heavy-000"), 0, line, PATH, PATH_END - PATH);
        for (int end : new int[] {PATH_END, CLIENT_END}) {
            line[end - 1] += (byte) (busy % 10);
            line[end - 2] += (byte) (busy / 10);
        }
        return line;
    }
}
