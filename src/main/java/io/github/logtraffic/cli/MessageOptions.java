package io.github.logtraffic.cli;

/** What to say besides the report, and help. */
final class MessageOptions {
    private boolean quiet;
    private int verbosity;

    MessageOptions(OptionList options) {
        options.section("Messages and help:")
                .flag("-q --quiet", () -> quiet = true, "Say nothing on standard error but errors.")
                .flag("-v --verbose", () -> verbosity++, "Say what is done; -vv also says where an error came from.")
                .help();
    }

    void configure(Messages messages) {
        messages.configure(quiet, verbosity);
    }
}
