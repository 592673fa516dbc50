package io.github.logtraffic.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.engine.LogPass;
import io.github.logtraffic.engine.PassOptions;
import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.filter.FilterPlan;
import io.github.logtraffic.log.filter.FilterSyntaxException;
import io.github.logtraffic.log.filter.StatusSet;
import io.github.logtraffic.log.filter.TimeRange;
import io.github.logtraffic.log.format.EntryPlan;
import io.github.logtraffic.log.format.Formats;
import io.github.logtraffic.log.input.LogSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EntryPrinterTest {
    @Test
    void entriesComeOutInTheOrderOfTheLogsAndTheirLinesWhateverTheThreadsAndChunks() throws FilterSyntaxException {
        List<String> logs = new ArrayList<>();
        StringBuilder expected = new StringBuilder();
        for (int log = 0; log < 3; log++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 300; i++) {
                int status = i % 7 == 0 ? 404 : 200;
                String line = "10.0.0.1 - - [17/May/2015:10:05:03 +0000] \"GET /" + log + i + " HTTP/1.1\" " + status
                        + " 1\n";
                text.append(i % 11 == 0 ? "broken\n" : line);
                expected.append(i % 11 != 0 && status == 404 ? line : "");
            }
            logs.add(text.toString());
        }
        for (int threads = 1; threads <= 4; threads++) {
            for (int chunkBytes : List.of(1, 100, 1_000, 1 << 20)) {
                assertThat(printed(logs, threads, chunkBytes)).isEqualTo(expected.toString());
            }
        }
    }

    private static String printed(List<String> logs, int threads, int chunkBytes) throws FilterSyntaxException {
        List<LogSource> sources = logs.stream()
                .map(log -> LogSource.stream("log", new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8))))
                .toList();
        FilterPlan filter =
                new FilterPlan(TimeRange.ALWAYS, StatusSet.parse(List.of("404")), null, List.of(), Map.of());
        PassOptions options = Formats.options(threads, chunkBytes, 1 << 20, Formats.named("common"))
                .withFilter(filter)
                .streaming();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EntryPrinter.Layout layout = new EntryPrinter.Layout(
                List.of(EntryFormat.RAW),
                List.of(false),
                List.of(),
                EntryPlan.COUNTS,
                ZoneOffset.UTC,
                ClientAddress::toString);
        new LogPass(sources, options, null).run(new EntryPrinter(layout, printer -> {
            assertThat(printer.length(0, printer.entries())).isEqualTo(printer.bytes(0).length);
            out.writeBytes(printer.bytes(0));
        }));
        return out.toString(StandardCharsets.UTF_8);
    }
}
