package io.github.logtraffic.cli;

import io.github.logtraffic.identity.Agent;
import io.github.logtraffic.identity.CrawlerRanges;
import io.github.logtraffic.identity.CrawlerVerifier;
import io.github.logtraffic.identity.DataFileException;
import io.github.logtraffic.identity.ReverseNames;
import io.github.logtraffic.identity.UserAgents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What is to be found out about clients. */
final class IdentityOptions {
    private final List<String> ranges = new ArrayList<>();

    IdentityOptions(OptionList options) {
        options.section("Who it is:")
                .value(
                        "--crawler-ranges",
                        "[NAME=]FILE",
                        ranges::add,
                        "Networks that a crawler's operator publishes, as JSON or as lines; the crawler is that which the "
                                + "file is named after, unless named. Repeatable.");
    }

    /**
     * Who tells true crawlers from false ones.
     *
     * @param agents which crawlers are known
     * @param names asks for names of addresses; null not to ask
     * @throws ParameterException when a file of networks cannot be used
     */
    CrawlerVerifier verifier(CommandLine command, UserAgents agents, @Nullable ReverseNames names) {
        CrawlerRanges known = CrawlerRanges.NONE;
        for (String typed : ranges) {
            try {
                known = withRanges(known, typed, agents);
            } catch (IOException | DataFileException | IllegalArgumentException e) {
                String reason =
                        e instanceof IllegalArgumentException ? String.valueOf(e.getMessage()) : DataFiles.reason(e);
                throw new ParameterException(command, "--crawler-ranges '" + typed + "': " + reason);
            }
        }
        return new CrawlerVerifier(known, names);
    }

    private static CrawlerRanges withRanges(CrawlerRanges known, String typed, UserAgents agents)
            throws IOException, DataFileException {
        int equals = typed.indexOf('=');
        String name = equals < 0 ? typed : typed.substring(0, equals);
        Agent crawler = CrawlerRanges.crawlerNamed(name, agents.agents());
        if (crawler == null) {
            throw new IllegalArgumentException(
                    equals < 0
                            ? "named after no known crawler; say whose networks it holds: Googlebot=" + typed
                            : "there is no known crawler '" + name + "'");
        }
        return known.with(crawler, Path.of(typed.substring(equals + 1)));
    }
}
