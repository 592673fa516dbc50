package io.github.logtraffic.cli;

import io.github.logtraffic.identity.NetworkHierarchy;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Which networks clients are of. */
final class NetworkOptions {
    private static final String HIERARCHY = "--hierarchy";
    private static final double LEAST_PERCENT = 0.01;

    private boolean asksHierarchy;
    private double share = NetworkHierarchy.DEFAULT_SHARE;

    NetworkOptions(OptionList options) {
        options.section("Who it is:")
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

    /**
     * Refuses networks of clients that are not to be known or not counted by address.
     *
     * @throws ParameterException naming the options
     */
    void check(CommandLine command, ClientOptions clients, PrivacyOptions privacy) {
        if (!asksHierarchy) {
            return;
        }
        if (privacy.isAsked()) {
            throw new ParameterException(
                    command, HIERARCHY + " has no networks of clients that " + privacy.option() + " hides");
        }
        if (!clients.prefix().isWholeAddress()) {
            throw new ParameterException(
                    command, HIERARCHY + " finds networks from addresses; --prefix4 and --prefix6 exclude it");
        }
    }
}
