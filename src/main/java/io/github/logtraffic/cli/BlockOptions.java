package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.BlockPlan;
import io.github.logtraffic.analysis.LimitKey;
import io.github.logtraffic.identity.CrawlerRanges;
import io.github.logtraffic.identity.CrawlerVerifier;
import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.identity.UserAgents;
import io.github.logtraffic.log.filter.FilterPlan;
import io.github.logtraffic.log.value.Networks;
import io.github.logtraffic.traffic.emit.BlockFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Whether to print a block list of the clients that a limit rejects, and whom to leave out of it. */
final class BlockOptions {
    private static final String WIDENING = "--block-collateral";
    private static final String WIDEST = "--block-widest";
    private static final Pattern REQUESTS = Pattern.compile("\\d{1,18}");
    private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,9})?)%");
    private static final Pattern BITS = Pattern.compile("(\\d{1,3}),(\\d{1,3})");
    private static final int LEAST_BITS = 8;

    /** What mostly is one customer's, as tables of networks have it. */
    private static final NetworkPrefix USUAL_WIDEST = new NetworkPrefix(24, 64);

    private final List<String> ranges = new ArrayList<>();
    private final List<String> typed = new ArrayList<>();
    private final LimitEmit emit;
    private BlockPlan.@Nullable Widening widening;
    private NetworkPrefix widest = USUAL_WIDEST;
    private boolean force;
    private boolean asksNames;

    /** @param emit says whether a list is wanted */
    BlockOptions(OptionList options, LimitEmit emit) {
        this.emit = emit;
        options.section("Block lists (--emit nftables, nginx-deny, haproxy-acl):")
                .value(
                        WIDENING,
                        "N|SHARE",
                        this::takeWidening,
                        "Fewer and wider networks, as long as others in them sent at most N requests of the log, or 0.1% of "
                                + "all; with 0, nobody whom the log knows. Default: no address that is not an offender's.")
                .value(
                        WIDEST,
                        "BITS4,BITS6",
                        this::takeWidest,
                        "How wide those may become: others come from there, too, whom this log does not know. Default: "
                                + "24,64.")
                .flag("--force", this::takeForce, "Block also who is left out, but for names.");
        options.section("Who it is:")
                .flag(
                        IdentityOptions.RESOLVE,
                        this::takeResolve,
                        "For a block list, ask name servers whether who claims to be a crawler is one, for two seconds at "
                                + "most.")
                .value(
                        CrawlerRangeFiles.OPTION,
                        "[NAME=]FILE",
                        this::takeRanges,
                        "For a block list, the networks that the operator of a crawler publishes, as JSON or as lines; of "
                                + "the crawler that the file is named after, unless named. Repeatable.");
    }

    private void takeWidening(String text) {
        typed.add(WIDENING);
        Matcher share = SHARE.matcher(text);
        if (REQUESTS.matcher(text).matches()) {
            widening = new BlockPlan.Widening(Long.parseLong(text), 0);
        } else if (share.matches() && Double.parseDouble(share.group(1)) <= 100) {
            widening = new BlockPlan.Widening(0, Double.parseDouble(share.group(1)) / 100);
        } else {
            throw new TypeConversionException("expected a number of requests, or a share of them such as 0.1%");
        }
    }

    private void takeWidest(String text) {
        typed.add(WIDEST);
        Matcher bits = BITS.matcher(text);
        int ipv4 = bits.matches() ? Integer.parseInt(bits.group(1)) : 0;
        int ipv6 = bits.matches() ? Integer.parseInt(bits.group(2)) : 0;
        if (ipv4 < LEAST_BITS
                || ipv4 > NetworkPrefix.IPV4_BITS
                || ipv6 < 2 * LEAST_BITS
                || ipv6 > NetworkPrefix.IPV6_BITS) {
            throw new TypeConversionException(
                    "expected the bits of a network of IPv4, 8 to 32, and of IPv6, 16 to 128, such as 24,64");
        }
        widest = new NetworkPrefix(ipv4, ipv6);
    }

    private void takeForce() {
        typed.add("--force");
        force = true;
    }

    private void takeResolve() {
        typed.add(IdentityOptions.RESOLVE);
        asksNames = true;
    }

    private void takeRanges(String text) {
        typed.add(CrawlerRangeFiles.OPTION);
        ranges.add(text);
    }

    /** Whether name servers are asked. */
    boolean asksNames() {
        return asksNames;
    }

    /**
     * Refuses what makes no list.
     *
     * @param key what requests are limited by
     * @param filter which entries are wanted
     * @throws ParameterException saying why
     */
    void check(CommandLine command, LimitKey key, FilterPlan filter) {
        BlockFormat list = emit.list();
        if (list == null) {
            if (!typed.isEmpty()) {
                throw new ParameterException(
                        command,
                        typed.get(0) + " is about a block list; expected " + LimitEmit.OPTION
                                + " nftables, nginx-deny or haproxy-acl");
            }
            return;
        }
        if (!key.isClient()) {
            throw new ParameterException(
                    command,
                    LimitEmit.OPTION + " " + list.formatName() + " blocks addresses; a limit by " + key.keyName()
                            + " rejects requests for what others have sent, too; expected --key client or client/24");
        }
        if (widening != null && !filter.typed().isEmpty()) {
            throw new ParameterException(
                    command,
                    WIDENING + " is about all that others sent, which --"
                            + String.join(" and --", filter.typed().keySet()) + " would leave out");
        }
    }

    /**
     * Whom to block.
     *
     * @param most how many; 0 is all
     * @param trusted the server's own proxies
     * @param agents which crawlers are known
     * @throws ParameterException when a file of networks cannot be used
     */
    BlockPlan plan(CommandLine command, int most, Networks trusted, UserAgents agents) {
        CrawlerRanges known = CrawlerRangeFiles.read(command, ranges, agents);
        return new BlockPlan(
                most, trusted, known.all(), new CrawlerVerifier(known, asksNames), force, widening, widest);
    }
}
