package io.github.logtraffic.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Layout;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The options of a command: what they are called, what they mean, what to do with their values, and under which heading
 * help lists them.
 *
 * <p>They are declared by calls, not by annotations: to read annotations, Java makes classes at run time, which took about
 * a third of the time of {@code analyze} on a hundred lines.
 */
final class OptionList {
    private final CommandSpec command;
    private final Map<String, List<ArgSpec>> sections = new LinkedHashMap<>();
    private String heading = "";

    /**
     * @param name what users type
     * @param run what the command does; returns its exit code
     */
    OptionList(String name, Callable<Integer> run) {
        command = CommandSpec.wrapWithoutInspection(run).name(name);
    }

    /** The heading of the options that are declared from now on. */
    OptionList section(String title) {
        heading = title;
        return this;
    }

    /**
     * An option with a value.
     *
     * @param names {@code -n} and {@code --limit}, say
     * @param label how help calls the value
     * @param take is given each value, and throws {@link CommandLine.TypeConversionException} for one it cannot use
     */
    OptionList value(String names, String label, Consumer<String> take, String... description) {
        return add(OptionSpec.builder(names.split(" ", -1))
                .paramLabel(label)
                .description(literally(description))
                .type(String.class)
                .arity("1")
                .converters(taking(take))
                .build());
    }

    /** Texts that picocli shows as they stand; it takes what follows a percent sign for a format. */
    private static String[] literally(String... texts) {
        String[] escaped = new String[texts.length];
        for (int i = 0; i < texts.length; i++) {
            escaped[i] = texts[i].replace("%", "%%");
        }
        return escaped;
    }

    // No lambdas for interfaces of picocli: with them the class-data archive would leave out whatever implements those
    // interfaces, which costs some 10 ms at each start.
    private static ITypeConverter<String> taking(Consumer<String> take) {
        return new ITypeConverter<>() {
            @Override
            public String convert(String typed) {
                take.accept(typed);
                return typed;
            }
        };
    }

    /** An option without a value; {@code take} is called each time it is given. */
    OptionList flag(String names, Runnable take, String... description) {
        return add(OptionSpec.builder(names.split(" ", -1))
                .description(literally(description))
                .type(boolean.class)
                .arity("0")
                .setter(whenTrue(take))
                .build());
    }

    private static ISetter whenTrue(Runnable take) {
        return new ISetter() {
            @Override
            @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"}) // as the interface has it
            public <T> T set(T value) {
                if (Boolean.TRUE.equals(value)) {
                    take.run();
                }
                return (T) null;
            }
        };
    }

    /** The option that shows help. */
    OptionList help() {
        return add(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
    }

    /** The option that shows the version. */
    OptionList version(String text) {
        command.version(text);
        return add(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Show the version.")
                .build());
    }

    private OptionList add(OptionSpec option) {
        command.addOption(option);
        sections.computeIfAbsent(heading, title -> new ArrayList<>()).add(option);
        return this;
    }

    /** Files that are named without an option, to be asked for when the command runs. */
    Supplier<List<Path>> operands(String label, String... description) {
        return operands(Path.class, label, description);
    }

    /** Words that are typed without an option, to be asked for when the command runs. */
    Supplier<List<String>> words(String label, String... description) {
        return operands(String.class, label, description);
    }

    private <T> Supplier<List<T>> operands(Class<T> type, String label, String... description) {
        PositionalParamSpec operands = PositionalParamSpec.builder()
                .index("0..*")
                .arity("0..*")
                .paramLabel(label)
                .description(description)
                .type(List.class)
                .auxiliaryTypes(type)
                .build();
        command.addPositional(operands);
        sections.computeIfAbsent(heading, title -> new ArrayList<>()).add(operands);
        return () -> {
            List<T> given = operands.getValue();
            return given == null ? List.of() : given;
        };
    }

    /**
     * The command itself.
     *
     * @param synopsis how to call it
     * @param description what it does
     * @param footer what help says at its end
     */
    CommandLine command(String synopsis, String description, String... footer) {
        command.usageMessage()
                .customSynopsis(synopsis)
                .description(literally(description))
                .footer(literally(footer));
        CommandLine commandLine = new CommandLine(command);
        commandLine.setExpandAtFiles(false); // @ in front of a value is ours to interpret
        Map<String, IHelpSectionRenderer> parts = commandLine.getHelpSectionMap();
        parts.remove(UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING);
        parts.remove(UsageMessageSpec.SECTION_KEY_PARAMETER_LIST);
        parts.remove(UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING);
        parts.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, sections());
        commandLine.setHelpSectionMap(parts);
        return commandLine;
    }

    private IHelpSectionRenderer sections() {
        return new IHelpSectionRenderer() {
            @Override
            public String render(Help help) {
                return list(help);
            }
        };
    }

    private String list(Help help) {
        StringBuilder text = new StringBuilder();
        sections.forEach((title, arguments) -> {
            text.append(System.lineSeparator()).append(title).append(System.lineSeparator());
            Layout layout =
                    help.createDefaultLayout(command.options(), command.positionalParameters(), help.colorScheme());
            for (ArgSpec argument : arguments) {
                addTo(layout, argument, help);
            }
            text.append(layout);
        });
        return text.toString();
    }

    private static void addTo(Layout layout, ArgSpec argument, Help help) {
        if (argument instanceof OptionSpec option) {
            layout.addOption(option, help.parameterLabelRenderer());
        } else if (argument instanceof PositionalParamSpec operands) {
            layout.addPositionalParameter(operands, help.parameterLabelRenderer());
        }
    }
}
