package io.github.logtraffic.cli;

import io.github.logtraffic.engine.InputSummary;
import io.github.logtraffic.identity.AgentList;
import io.github.logtraffic.identity.CrawlerFilter;
import io.github.logtraffic.identity.DataFileException;
import io.github.logtraffic.identity.UserAgents;
import io.github.logtraffic.log.filter.FieldCondition;
import io.github.logtraffic.log.filter.FilterPlan;
import io.github.logtraffic.log.format.FieldNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/** What programs send requests, by what they say of themselves. */
final class AgentOptions {
    private static final String CRAWLERS = "crawlers";

    private CrawlerFilter.@Nullable Choice crawlers;
    private @Nullable AgentList ownAgents;
    private @Nullable UserAgents userAgents;

    AgentOptions(OptionList options) {
        options.section("Who it is:")
                .value(
                        "--" + CRAWLERS,
                        "only|exclude",
                        typed -> crawlers = Values.choice(typed, CrawlerFilter.Choice.values(), AgentOptions::typed),
                        "Only entries whose user agents claim to be of crawlers, or only others.")
                .value(
                        "--agents",
                        "FILE",
                        this::takeAgents,
                        "More user agents: lines of kind (browser, crawler, tool, scanner), name, a part of the user agent "
                                + "and, of crawlers, their domains, separated by tabs. They come before those that are "
                                + "known. Repeatable: later files come first.");
    }

    private static String typed(CrawlerFilter.Choice choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    private void takeAgents(String typed) {
        try {
            AgentList read = AgentList.read(Path.of(typed));
            ownAgents = ownAgents == null ? read : read.beforeOwn(ownAgents, typed);
        } catch (IOException | DataFileException e) {
            throw new TypeConversionException(DataFiles.reason(e));
        }
    }

    /** The user agents that are known; made when first asked for. */
    UserAgents userAgents() {
        if (userAgents == null) {
            AgentList known = AgentList.builtIn();
            userAgents = new UserAgents(ownAgents == null ? known : ownAgents.before(known));
        }
        return userAgents;
    }

    /** Which of the entries that are wanted anyway are wanted. */
    FilterPlan narrowed(FilterPlan wanted) {
        CrawlerFilter.Choice choice = crawlers;
        if (choice == null) {
            return wanted;
        }
        UserAgents known = userAgents();
        FieldCondition condition =
                new FieldCondition(FieldNames.USER_AGENT, slot -> new CrawlerFilter(choice, known, slot)::keeps);
        return wanted.with(condition, CRAWLERS, typed(choice));
    }

    /** Says which logs have no user agents, when they are to be filtered by. */
    void sayMissing(List<InputSummary> logs, Messages messages) {
        if (crawlers != null) {
            boolean keeps = crawlers == CrawlerFilter.Choice.EXCLUDE;
            String option = "--" + CRAWLERS + " " + typed(crawlers);
            MissingFields.say(
                    logs,
                    FieldNames.USER_AGENT,
                    option + (keeps ? " keeps all of it" : " keeps nothing of it"),
                    messages);
        }
    }
}
