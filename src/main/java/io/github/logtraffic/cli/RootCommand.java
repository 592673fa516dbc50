package io.github.logtraffic.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code logtraffic} without a command. */
@Command(
        name = "logtraffic",
        description = "Analyzes web-server access logs: who sends what, how fast.",
        customSynopsis = "logtraffic COMMAND [OPTION]... [FILE]...",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        subcommands = HelpCommand.class,
        footer = {"", "See 'logtraffic COMMAND --help' for a command's options."})
final class RootCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Spec
    CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    boolean version;

    RootCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(invocation.err());
        return ExitCode.WRONG_USAGE.code();
    }
}
