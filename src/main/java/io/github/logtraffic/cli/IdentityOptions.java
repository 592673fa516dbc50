package io.github.logtraffic.cli;

import io.github.logtraffic.identity.Agent;
import io.github.logtraffic.identity.AgentList;
import io.github.logtraffic.identity.CrawlerFilter;
import io.github.logtraffic.identity.CrawlerRanges;
import io.github.logtraffic.identity.CrawlerVerifier;
import io.github.logtraffic.identity.DataFileException;
import io.github.logtraffic.identity.DnsResolver;
import io.github.logtraffic.identity.Geography;
import io.github.logtraffic.identity.NetworkHierarchy;
import io.github.logtraffic.identity.ReverseNames;
import io.github.logtraffic.identity.UserAgents;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** What is to be found out about clients. */
final class IdentityOptions {
    /** The name of {@link #share}'s option, for messages of others. */
    static final String HIERARCHY = "--hierarchy";

    private static final double LEAST_PERCENT = 0.01;

    /** Crawlers only, or without; null for all. */
    CrawlerFilter.@Nullable Choice crawlers;

    /** Whether names of addresses are asked for. */
    boolean resolve;

    /** Whether networks are reported by hierarchy. */
    boolean hierarchy;

    /** The share of all requests from which on a network is reported. */
    double share = NetworkHierarchy.DEFAULT_SHARE;

    private final List<Path> databases = new ArrayList<>();
    private final List<String> ranges = new ArrayList<>();
    private @Nullable AgentList ownAgents;
    private @Nullable UserAgents userAgents;

    IdentityOptions(OptionList options) {
        options.section("Who it is:")
                .value(
                        "--crawlers",
                        "only|exclude",
                        typed -> crawlers = Values.choice(
                                typed,
                                CrawlerFilter.Choice.values(),
                                choice -> choice.name().toLowerCase(Locale.ROOT)),
                        "Only what claims to be a crawler, or only what does not.")
                .value(
                        "--agents",
                        "FILE",
                        this::takeAgents,
                        "More user agents: lines of kind (browser, crawler, tool, scanner), name, a part of the user agent "
                                + "and, of crawlers, their domains, separated by tabs. They come before those that are "
                                + "known. Repeatable: later files come first.")
                .value(
                        "--crawler-ranges",
                        "[NAME=]FILE",
                        ranges::add,
                        "Networks that a crawler's operator publishes, as JSON or as lines; the crawler is that which the "
                                + "file is named after, unless named. Repeatable.")
                .value(
                        "--geoip",
                        "FILE",
                        typed -> databases.add(Path.of(typed)),
                        "A database of countries, cities or autonomous systems (.mmdb). Repeatable.")
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

    private void takeAgents(String typed) {
        try {
            AgentList read = AgentList.read(Path.of(typed));
            ownAgents = ownAgents == null ? read : read.before(ownAgents);
        } catch (IOException | DataFileException e) {
            throw new TypeConversionException(reason(e));
        }
    }

    private static String reason(Exception e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return e instanceof DataFileException ? String.valueOf(e.getMessage()) : "cannot be read: " + e.getMessage();
    }

    /** The user agents that are known; made when first asked for. */
    UserAgents userAgents() {
        if (userAgents == null) {
            AgentList known = AgentList.builtIn();
            userAgents = new UserAgents(ownAgents == null ? known : ownAgents.before(known));
        }
        return userAgents;
    }

    /**
     * Who tells true crawlers from false ones.
     *
     * @throws ParameterException when a file of networks cannot be used
     */
    CrawlerVerifier verifier(CommandLine command) {
        CrawlerRanges known = CrawlerRanges.NONE;
        for (String typed : ranges) {
            try {
                known = withRanges(known, typed);
            } catch (IOException | DataFileException | IllegalArgumentException e) {
                String reason = e instanceof IllegalArgumentException ? String.valueOf(e.getMessage()) : reason(e);
                throw new ParameterException(command, "--crawler-ranges '" + typed + "': " + reason);
            }
        }
        return new CrawlerVerifier(known, resolve ? new ReverseNames(new DnsResolver()) : null);
    }

    private CrawlerRanges withRanges(CrawlerRanges known, String typed) throws IOException, DataFileException {
        int equals = typed.indexOf('=');
        String name = equals < 0 ? typed : typed.substring(0, equals);
        Agent crawler = CrawlerRanges.crawlerNamed(name, userAgents().agents());
        if (crawler == null) {
            throw new IllegalArgumentException(
                    equals < 0
                            ? "named after no known crawler; say whose networks it holds: Googlebot=" + typed
                            : "there is no known crawler '" + name + "'");
        }
        return known.with(crawler, Path.of(typed.substring(equals + 1)));
    }

    /**
     * Opens the databases of places, null when none are named.
     *
     * @throws ParameterException when one cannot be used
     */
    @Nullable
    Geography openGeography(CommandLine command) {
        if (databases.isEmpty()) {
            return null;
        }
        try {
            return Geography.open(databases);
        } catch (NoSuchFileException e) {
            throw new ParameterException(command, "--geoip '" + e.getFile() + "': there is no such file");
        } catch (IOException | DataFileException e) {
            throw new ParameterException(command, "--geoip: " + reason(e));
        }
    }
}
