package io.github.logtraffic.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.EntryConsumer;
import io.github.logtraffic.log.format.FormatSyntaxException;
import io.github.logtraffic.log.format.Formats;
import io.github.logtraffic.log.format.LogFormat;
import io.github.logtraffic.log.format.LogFormats;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever watches a pipe sees each line when it comes, not when there are many. */
@Timeout(60) // a pass that waits for ever must not hold up the build
class LinesAsTheyComeTest {
    private static final String LINE = "10.0.0.1 - - [17/May/2015:10:05:03 +0000] \"-\" 200 1\n";

    /** Notes the lines that were shown while the log goes on. */
    private static final class Shown implements EntryConsumer {
        private final List<Long> lines = new ArrayList<>();
        private volatile List<Long> shown = List.of();

        @Override
        public void accept(AccessLogEntry entry) {
            lines.add(entry.lineNumber());
        }

        @Override
        public void pause() {
            shown = List.copyOf(lines);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# comment\n\n", "an error message that is no entry\n", "begun anew\n10.0.0.1 - -\n"})
    void aPipeThatGoesOnHasShownItsFirstLines(String before) throws InterruptedException {
        int first = (int) before.lines().count() + 1;
        assertThat(shown(before + LINE + LINE + "10.0.0.1 - - [17/M", options()))
                .containsExactly((long) first, first + 1L);
    }

    @Test
    void aFormatThatIsGivenNeedsNoMoreThanTheLine() throws InterruptedException, FormatSyntaxException {
        LogFormat custom = LogFormats.parse("$status|$time_iso8601|$remote_addr");
        assertThat(shown(
                        "200|2015-05-17T10:05:03Z|10.0.0.1\n",
                        Formats.options(3, 1 << 20, 1 << 20, custom).watching()))
                .containsExactly(1L);
    }

    private static PassOptions options() {
        return PassOptions.ofThreads(2).watching();
    }

    /** What was shown of a log when its reader waits for more. */
    private static List<Long> shown(String log, PassOptions options) throws InterruptedException {
        Blocking pipe = new Blocking(log);
        LogPass pass = new LogPass(List.of(pipe.source()), options, null);
        Shown shown = new Shown();
        Thread running = new Thread(() -> pass.runInOrder(shown));
        running.start();
        pipe.awaitReader();
        List<Long> seen = shown.shown;
        pipe.release();
        running.join();
        return seen;
    }
}
