package io.github.logtraffic.cli;

import io.github.logtraffic.identity.Agent;
import io.github.logtraffic.identity.CrawlerRanges;
import io.github.logtraffic.identity.CrawlerVerifier;
import io.github.logtraffic.identity.DataFileException;
import io.github.logtraffic.identity.DnsResolver;
import io.github.logtraffic.identity.NetworkHierarchy;
import io.github.logtraffic.identity.ReverseNames;
import io.github.logtraffic.identity.UserAgents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** What is to be found out about clients. */
final class IdentityOptions {
    /** The name of {@link #share}'s option, for messages of others. */
    static final String HIERARCHY = "--hierarchy";

    private static final double LEAST_PERCENT = 0.01;

    /** Whether names of addresses are asked for. */
    boolean resolve;

    /** Whether networks are reported by hierarchy. */
    boolean hierarchy;

    /** The share of all requests from which on a network is reported. */
    double share = NetworkHierarchy.DEFAULT_SHARE;

    private final List<String> ranges = new ArrayList<>();

    IdentityOptions(OptionList options) {
        options.section("Who it is:")
                .value(
                        "--crawler-ranges",
                        "[NAME=]FILE",
                        ranges::add,
                        "Networks that a crawler's operator publishes, as JSON or as lines; the crawler is that which the "
                                + "file is named after, unless named. Repeatable.")
                .flag(
                        "--resolve",
                        () -> resolve = true,
                        "Ask for the names of the addresses shown, for two seconds at most, and whether crawlers are who "
                                + "they claim to be.")
                .flag(
                        HIERARCHY,
                        () -> hierarchy = true,
                        "Networks that send much, though none of their addresses may: /24 (/64), /16 (/48) and, with "
                                + "--geoip, autonomous systems.")
                .value(
                        "--hierarchy-share",
                        "PERCENT",
                        typed -> share = share(typed),
                        "The share of all requests from which on a network is shown. Default: 1.");
    }

    private static double share(String typed) {
        double percent = Values.percent(typed);
        if (percent < LEAST_PERCENT) {
            throw new TypeConversionException("expected a number from " + LEAST_PERCENT + " to 100");
        }
        return percent / 100;
    }

    /**
     * Who tells true crawlers from false ones.
     *
     * @param agents which crawlers are known
     * @throws ParameterException when a file of networks cannot be used
     */
    CrawlerVerifier verifier(CommandLine command, UserAgents agents) {
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
        return new CrawlerVerifier(known, resolve ? new ReverseNames(new DnsResolver()) : null);
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
