package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.logtraffic.reference.Latin1;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fifty million clients in a heap of 256 MB, half of which counts may take: the busiest are right within their bound. */
@Tag("long")
class ManyClientsIT {
    private static final int CLIENTS = 50_000_000;
    private static final int BUSY = 300;
    private static final int REQUESTS_OF_BUSIEST = 400_000;
    private static final int SHOWN = 100;

    private static final int ODD = 0x9E3779B1; // a multiple of it is another for each number
    private static final int TEN = 10 << 24; // 10.0.0.0/8 is for busy ones

    private final Path report;
    private final Map<String, Long> requestsOfBusy = new HashMap<>();

    ManyClientsIT(@TempDir Path folder) {
        this.report = folder.resolve("report.json");
    }

    @Test
    void theBusiestAreRightWithinTheirBound() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        BuiltLauncher.path().toString(), "analyze", "--json", "-n", Integer.toString(SHOWN))
                .redirectOutput(report.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("LOGTRAFFIC_JAVA_OPTS", "-Xmx256m");
        Process process = builder.start();
        try (OutputStream log = new BufferedOutputStream(process.getOutputStream(), 1 << 16)) {
            writeLog(log, new Random(42));
            log.flush();
            assertThat(BuiltLauncher.peakMegabytes(process))
                    .isBetween(100L, 300L); // the heap, and what Java itself takes
        }
        assertThat(process.waitFor()).isZero();
        JsonNode json = new ObjectMapper().readTree(report.toFile());
        assertThat(json.get("exact").asBoolean()).isFalse();
        assertClients(json.get("totals"));
        assertTopTalkers(json.at("/topTalkers/rows"));
    }

    private static void assertClients(JsonNode totals) {
        long error = totals.get("clientsError").asLong();
        assertThat(error).isBetween(1L, CLIENTS / 50L);
        assertThat(totals.get("clients").asLong()).isBetween(CLIENTS + BUSY - error, CLIENTS + BUSY + error);
    }

    private void assertTopTalkers(JsonNode rows) {
        assertThat(rows.size()).isEqualTo(SHOWN);
        Map<String, Long> notShown = new HashMap<>(requestsOfBusy);
        long mostError = 0;
        long least = Long.MAX_VALUE;
        for (JsonNode row : rows) {
            long requests = row.get("requests").asLong();
            long error = row.get("requestsError").asLong();
            Long truth = notShown.remove(row.get("client").asText());
            assertThat(truth).isNotNull().isBetween(requests, requests + error);
            assertThat(row.get("bytes").asLong()).isEqualTo(7 * requests);
            assertThat(row.get("bytesError").asLong()).isGreaterThanOrEqualTo(7 * error);
            assertThat(row.has("peak")).isEqualTo(error == 0);
            mostError = Math.max(mostError, error);
            least = Math.min(least, requests);
        }
        assertThat(mostError).isBetween(1L, 500L);
        for (long truth : notShown.values()) {
            assertThat(truth).isLessThanOrEqualTo(least + mostError);
        }
    }

    /** Clients that come once, and in between them some that are busy, of which a third are there in the last third only. */
    private void writeLog(OutputStream log, Random random) throws IOException {
        byte[] rest = Latin1.bytes(" - - [23/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 7\n");
        long[] left = new long[BUSY];
        long allLeft = 0;
        for (int busy = 0; busy < BUSY; busy++) {
            left[busy] = REQUESTS_OF_BUSIEST / (busy + 1);
            requestsOfBusy.put("10.0." + busy / 256 + "." + busy % 256, left[busy]);
            allLeft += left[busy];
        }
        long every = CLIENTS / allLeft + 1;
        for (int i = 0, written = 0; written < CLIENTS; i++) {
            int address = i * ODD;
            if ((address & 0xFF00_0000) != TEN) {
                write(log, address, rest);
                written++;
            }
            if (i % every == 0) {
                int busy = (int) Math.pow(BUSY, random.nextDouble()) - 1;
                if (left[busy] > 0 && (busy % 3 != 0 || written > CLIENTS / 3 * 2)) {
                    left[busy]--;
                    write(log, TEN + busy, rest);
                }
            }
        }
        for (int busy = 0; busy < BUSY; busy++) {
            for (; left[busy] > 0; left[busy]--) {
                write(log, TEN + busy, rest);
            }
        }
    }

    private static void write(OutputStream log, int address, byte[] rest) throws IOException {
        for (int shift = 24; shift >= 0; shift -= 8) {
            int octet = address >>> shift & 0xFF;
            if (octet >= 100) {
                log.write('0' + octet / 100);
            }
            if (octet >= 10) {
                log.write('0' + octet / 10 % 10);
            }
            log.write('0' + octet % 10);
            if (shift > 0) {
                log.write('.');
            }
        }
        log.write(rest);
    }
}
