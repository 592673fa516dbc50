package io.github.logtraffic.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code logtraffic help [COMMAND]}: the help of a command, or of the program. */
final class HelpCommand implements Callable<Integer> {
    private final Supplier<List<Path>> names;
    private final CommandLine commandLine;

    HelpCommand() {
        OptionList options = new OptionList("help", this).section("Operands:");
        names = options.operands("COMMAND", "The command to show the help of.");
        commandLine = options.section("Options:").help().command("logtraffic help [COMMAND]", "Shows help.");
    }

    /** The command to be added to the program. */
    CommandLine commandLine() {
        return commandLine;
    }

    @Override
    public Integer call() {
        CommandLine described = commandLine.getParent();
        for (Path name : names.get()) {
            CommandLine inside = described.getSubcommands().get(name.toString());
            if (inside == null) {
                throw new UnmatchedArgumentException(described, List.of(name.toString()));
            }
            described = inside;
        }
        described.usage(commandLine.getOut());
        return ExitCode.DONE.code();
    }
}
