package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.AnalysisResult;
import io.github.logtraffic.analysis.ClientNames;
import io.github.logtraffic.identity.NetworkHierarchy;
import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.identity.ReverseNames;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Which networks clients are of, and what their addresses are called. */
final class NetworkOptions {
    private static final String HIERARCHY = "--hierarchy";
    private static final double LEAST_PERCENT = 0.01;

    private static final String RESOLVE = "--resolve";

    private boolean asksNames;
    private boolean asksHierarchy;
    private double share = NetworkHierarchy.DEFAULT_SHARE;

    NetworkOptions(OptionList options) {
        options.section("Who it is:")
                .flag(
                        RESOLVE,
                        () -> asksNames = true,
                        "Ask name servers for the names of the clients shown, for two seconds at most; names that do not "
                                + "have the address in turn are not shown.")
                .flag(
                        HIERARCHY,
                        () -> asksHierarchy = true,
                        "Show networks that send much, though none of their addresses may: /24 (/64), /16 (/48) and, with "
                                + "--geoip, autonomous systems.")
                .value(
                        "--hierarchy-share",
                        "PERCENT",
                        this::takeShare,
                        "As --hierarchy, with the share of all requests from which on a network is shown. Default: 1.");
    }

    private void takeShare(String typed) {
        double percent = Values.percent(typed);
        if (percent < LEAST_PERCENT) {
            throw new TypeConversionException("expected a number from " + LEAST_PERCENT + " to 100");
        }
        asksHierarchy = true;
        share = percent / 100;
    }

    /** The share of all requests from which on a network is reported; 0 when networks are not asked for. */
    double hierarchyShare() {
        return asksHierarchy ? share : 0;
    }

    /** The result with the names of its clients, if they are asked for; says of how many there was no answer. */
    AnalysisResult withNames(AnalysisResult result, Invocation invocation) {
        if (!asksNames) {
            return result;
        }
        try {
            ClientNames names = ClientNames.ask(
                    result, new ReverseNames(invocation.resolver().get()));
            if (names.unanswered() > 0) {
                invocation
                        .messages()
                        .notice(RESOLVE + ": no answer within " + ReverseNames.LIMIT.toSeconds() + " s for "
                                + names.unanswered() + (names.unanswered() == 1 ? " address" : " addresses"));
            }
            return result.withNames(names);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the report goes without names
            return result;
        }
    }

    /**
     * Refuses names of clients that are not to be known, and networks of those that are not counted by address.
     *
     * @throws ParameterException naming the options
     */
    void check(CommandLine command, ClientOptions clients, PrivacyOptions privacy) {
        if (privacy.isAsked() && asksNames) {
            throw new ParameterException(command, RESOLVE + " would ask who the clients are that are not to be known");
        }
        if (!asksHierarchy) {
            return;
        }
        if (privacy.isAsked()) {
            throw new ParameterException(command, HIERARCHY + " has no networks of clients that are not to be known");
        }
        if (!clients.prefix().equals(NetworkPrefix.WHOLE_ADDRESS)) {
            throw new ParameterException(
                    command, HIERARCHY + " finds networks from addresses; --prefix4 and --prefix6 exclude it");
        }
    }
}
