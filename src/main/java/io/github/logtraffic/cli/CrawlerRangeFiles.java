package io.github.logtraffic.cli;

import io.github.logtraffic.identity.Agent;
import io.github.logtraffic.identity.CrawlerRanges;
import io.github.logtraffic.identity.DataFileException;
import io.github.logtraffic.identity.UserAgents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Files of the networks that operators of crawlers publish, as users name them. */
final class CrawlerRangeFiles {
    static final String OPTION = "--crawler-ranges";

    private CrawlerRangeFiles() {}

    /**
     * Reads them.
     *
     * @param typed {@code FILE} or {@code NAME=FILE}
     * @param agents which crawlers are known
     * @throws ParameterException when a file cannot be used
     */
    static CrawlerRanges read(CommandLine command, List<String> typed, UserAgents agents) {
        CrawlerRanges known = CrawlerRanges.NONE;
        for (String one : typed) {
            try {
                known = with(known, one, agents);
            } catch (IOException | DataFileException | IllegalArgumentException e) {
                String reason =
                        e instanceof IllegalArgumentException ? String.valueOf(e.getMessage()) : DataFiles.reason(e);
                throw new ParameterException(command, OPTION + " '" + one + "': " + reason);
            }
        }
        return known;
    }

    private static CrawlerRanges with(CrawlerRanges known, String typed, UserAgents agents)
            throws IOException, DataFileException {
        int equals = Files.exists(Path.of(typed)) ? -1 : typed.indexOf('='); // which names of folders may hold, too
        Path file = Path.of(typed.substring(equals + 1));
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        String name = equals < 0 ? typed : typed.substring(0, equals);
        Agent crawler = CrawlerRanges.crawlerNamed(name, agents.agents());
        if (crawler == null) {
            throw new IllegalArgumentException(
                    equals < 0
                            ? "named after no known crawler; say whose networks it holds: Googlebot=" + typed
                            : "there is no known crawler '" + name + "'");
        }
        return known.with(crawler, file);
    }
}
