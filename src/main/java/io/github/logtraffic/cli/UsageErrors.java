package io.github.logtraffic.cli;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what was wrong with a command line: what, what may have been meant, and where help is. */
final class UsageErrors implements IParameterExceptionHandler {
    private static final Pattern USER_AND_PASSWORD =
            Pattern.compile("^((?:rediss?|memcached):/*|[A-Za-z][A-Za-z0-9+.-]*://).*@");

    private final Messages messages;
    private final Map<String, Supplier<CommandLine>> commands;

    /**
     * @param commands each makes one, to look whether an option is another command's
     */
    UsageErrors(Messages messages, Map<String, Supplier<CommandLine>> commands) {
        this.messages = messages;
        this.commands = commands;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        return say(
                messages, command, e instanceof UnmatchedArgumentException unmatched ? unknown(unmatched) : message(e));
    }

    /** Says what was wrong, and what exit code it comes to. */
    static int say(Messages messages, CommandLine command, String problem) {
        messages.error(problem);
        sayWhereHelpIs(messages, command);
        return ExitCode.WRONG_USAGE.code();
    }

    private String unknown(UnmatchedArgumentException e) {
        CommandLine command = e.getCommandLine();
        String typed = e.getUnmatched().get(0);
        if (typed.startsWith("-") && typed.length() > 1) {
            String name = typed.replaceFirst("=.*", "");
            List<String> names = command.getCommandSpec().options().stream()
                    .flatMap(option -> Stream.of(option.names()))
                    .toList();
            String owners = commandsWith(name);
            return "unknown option '" + name + "'"
                    + (owners.isEmpty() ? Values.didYouMean(name, names) : "; it is an option of " + owners);
        }
        String meant = Values.didYouMean(typed, command.getSubcommands().keySet());
        return "unknown command '" + typed + "'"
                + (meant.isEmpty() ? "; to analyze a log: logtraffic analyze " + ShellWord.of(typed) : meant);
    }

    private String commandsWith(String option) {
        List<String> owners = commands.entrySet().stream()
                .filter(command ->
                        command.getValue().get().getCommandSpec().optionsMap().containsKey(option))
                .map(command -> "'" + command.getKey() + "'")
                .toList();
        int last = owners.size() - 1;
        return last < 1
                ? String.join("", owners)
                : String.join(", ", owners.subList(0, last)) + " and " + owners.get(last);
    }

    /** What was typed, for messages: of a URL, or what may be meant as one, without its user and password. */
    static String withoutPassword(String typed) {
        return USER_AND_PASSWORD.matcher(typed).replaceFirst("$1");
    }

    /** Picocli's own words, but for values that our converters refuse: those say what they expected. */
    private static String message(ParameterException e) {
        ArgSpec argument = e.getArgSpec();
        if (e.getCause() instanceof TypeConversionException cause && argument instanceof OptionSpec option) {
            return option.longestName() + " '" + withoutPassword(e.getValue()) + "': " + cause.getMessage();
        }
        if (e instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()
                && missing.getMissing().get(0) instanceof OptionSpec option) {
            return option.longestName() + " needs a value: " + option.paramLabel();
        }
        String message = String.valueOf(e.getMessage());
        return message.lines().collect(Collectors.joining(" "));
    }

    private static void sayWhereHelpIs(Messages messages, CommandLine command) {
        messages.error("see '" + command.getCommandSpec().qualifiedName() + " --help'");
    }

    /** Says that there is no log to read, nor will there be one. */
    static ExitCode sayNoInput(Messages messages, CommandLine command) {
        messages.error("nothing to analyze: name a log, or pipe one in");
        sayShortHelp(messages, command);
        return ExitCode.WRONG_USAGE;
    }

    /** The short help of a command, on standard error. */
    private static void sayShortHelp(Messages messages, CommandLine command) {
        messages.plain("Usage: " + command.getCommandSpec().usageMessage().customSynopsis()[0]);
        sayWhereHelpIs(messages, command);
    }
}
