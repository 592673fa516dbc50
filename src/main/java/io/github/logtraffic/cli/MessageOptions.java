package io.github.logtraffic.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What to say besides the report, and help. */
@Command(optionListHeading = "%nMessages and help:%n")
final class MessageOptions {
    @Option(
            names = {"-q", "--quiet"},
            description = "Say nothing on standard error but errors.")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Say what is done; -vv also says details, and where an error came from.")
    boolean[] verbose = {};

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    void configure(Messages messages) {
        messages.configure(quiet, verbose.length);
    }
}
