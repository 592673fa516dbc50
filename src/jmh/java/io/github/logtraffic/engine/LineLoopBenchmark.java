package io.github.logtraffic.engine;

import io.github.logtraffic.count.CountPlan;
import io.github.logtraffic.count.Tally;
import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.EntryConsumer;
import io.github.logtraffic.log.entry.Swar;
import io.github.logtraffic.log.format.EntryPlan;
import io.github.logtraffic.log.format.KnownFormats;
import io.github.logtraffic.log.format.LineParser;
import io.github.logtraffic.log.input.Chunk;
import io.github.logtraffic.log.input.LogReader;
import io.github.logtraffic.log.input.LogSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A chunk of 4,000 combined lines, about 240 bytes each, through the stages of the hot loop: nanoseconds per line to find
 * line ends, to parse as well, and to count as well (clients of which the caches hold the table: what is measured is
 * instructions, not memory).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class LineLoopBenchmark {
    private static final int LINES = 4_000;

    private final Chunk chunk = new Chunk(1 << 20);
    private final ChunkBooks books = new ChunkBooks(false);
    private final LineParser parser =
            Objects.requireNonNull(KnownFormats.named("combined")).newParser(EntryPlan.COUNTS);
    private final Sum sum = new Sum();
    private final Tally tally = new Tally(
            new CountPlan(60, 60, 1, 200, NetworkPrefix.WHOLE_ADDRESS, CountPlan.Weight.REQUESTS, List.of(), 42),
            Long.MAX_VALUE);

    private static final class Sum implements EntryConsumer {
        long sum;

        @Override
        public void accept(AccessLogEntry entry) {
            sum += entry.epochSecond() ^ entry.client().low() ^ entry.status() ^ entry.bodyBytes();
        }
    }

    @Setup
    public void fill() throws IOException {
        Random random = new Random(1);
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            log.append(random.nextInt(223) + 1)
                    .append('.')
                    .append(random.nextInt(256))
                    .append(".7.")
                    .append(random.nextInt(9))
                    .append(" - - [17/May/2015:10:0")
                    .append(i / 500)
                    .append(':')
                    .append(10 + random.nextInt(49))
                    .append(" +0000] \"GET /presentations/logstash-monitorama-2013/images/kibana-")
                    .append(random.nextInt(1000))
                    .append(".png HTTP/1.1\" 200 ")
                    .append(random.nextInt(300_000))
                    .append(
                            " \"http://semicomplete.com/presentations/logstash-monitorama-2013/\" \"Mozilla/5.0 (Macintosh;")
                    .append(
                            " Intel Mac OS X 10_9_1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/32.0 Safari/537.36\"\n");
        }
        byte[] bytes = log.toString().getBytes(StandardCharsets.US_ASCII);
        LogReader reader = LogReader.open(
                LogSource.stream("-", new ByteArrayInputStream(bytes)), 1 << 22, 1 << 20, new LongAdder());
        reader.fill(chunk);
    }

    @Benchmark
    @OperationsPerInvocation(LINES)
    public long findLineEnds() {
        long lineEnds = 0;
        int end = chunk.end();
        for (int from = 0; from < end; ) {
            int lineFeed = Swar.indexOf(chunk.bytes(), from, end, Swar.LINE_FEED);
            lineEnds ^= lineFeed;
            from = lineFeed + 1;
        }
        return lineEnds;
    }

    @Benchmark
    @OperationsPerInvocation(LINES)
    public long parse() {
        books.clear();
        new LineLoop(PassOptions.ofThreads(1), sum).run(chunk, 1, parser, true, books);
        return sum.sum;
    }

    @Benchmark
    @OperationsPerInvocation(LINES)
    public long count() {
        books.clear();
        new LineLoop(PassOptions.ofThreads(1), tally).run(chunk, 1, parser, true, books);
        return tally.requests();
    }
}
