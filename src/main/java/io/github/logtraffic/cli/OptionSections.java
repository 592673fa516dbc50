package io.github.logtraffic.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Layout;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Help that lists the options of each mixin under the mixin's own heading.
 *
 * <p>Picocli's argument groups would do that too, but they take an option that is given twice for the begin of a new
 * group, and forget all options and files that were given before it.
 */
final class OptionSections {
    private OptionSections() {}

    /** Makes a command's help so. */
    static CommandLine in(CommandLine commandLine) {
        Map<String, IHelpSectionRenderer> sections = commandLine.getHelpSectionMap();
        sections.put(UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING, help -> "");
        sections.put(UsageMessageSpec.SECTION_KEY_PARAMETER_LIST, help -> "");
        sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING, help -> "");
        sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, OptionSections::list);
        commandLine.setHelpSectionMap(sections);
        return commandLine;
    }

    private static String list(Help help) {
        CommandSpec command = help.commandSpec();
        List<OptionSpec> ownOptions = command.options().stream()
                .filter(option -> command.mixins().values().stream()
                        .noneMatch(mixin -> mixin.options().contains(option)))
                .toList();
        StringBuilder text = new StringBuilder(section(help, ownOptions, List.of()));
        for (CommandSpec mixin : command.mixins().values()) {
            text.append(help.createHeading(mixin.usageMessage().optionListHeading()))
                    .append(section(help, mixin.options(), mixin.positionalParameters()));
        }
        return text.toString();
    }

    private static String section(Help help, List<OptionSpec> options, List<PositionalParamSpec> parameters) {
        CommandSpec command = help.commandSpec();
        Layout layout = help.createDefaultLayout(command.options(), command.positionalParameters(), help.colorScheme());
        layout.addAllPositionalParameters(parameters, help.parameterLabelRenderer());
        layout.addAllOptions(options, help.parameterLabelRenderer());
        return layout.toString();
    }
}
