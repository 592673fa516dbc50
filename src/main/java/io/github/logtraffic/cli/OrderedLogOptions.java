package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.LogOverview;
import io.github.logtraffic.engine.InputSummary;
import io.github.logtraffic.engine.PassOptions;
import io.github.logtraffic.log.filter.FilterPlan;
import io.github.logtraffic.log.format.EntryPlan;
import java.time.Instant;
import java.util.List;

/** The logs of commands that need entries in the order of time, who their clients are, and which entries count. */
final class OrderedLogOptions {
    final InputOptions input;
    final ReorderOption reorder;
    final ClientOptions clients;
    final FilterOptions filters;

    OrderedLogOptions(OptionList options) {
        input = new InputOptions(options);
        reorder = new ReorderOption(options);
        clients = new ClientOptions(options);
        filters = new FilterOptions(options);
    }

    /** How to read the logs, for so much of their entries. */
    PassOptions passOptions(EntryPlan entries, FilterPlan kept, Instant now) {
        return input.passOptions(entries.behind(clients.rule()), now.getEpochSecond())
                .withFilter(kept)
                .assumingSorted(filters.assumesSorted());
    }

    /** Says what went wrong with the logs, and what they lack of what was asked for. */
    ExitCode say(LogOverview overview, Messages messages) {
        ExitCode read = new ReadingMessages(messages, input).say(overview.run());
        List<InputSummary> logs = overview.run().inputs();
        if (logs.isEmpty() && read == ExitCode.FAILED) {
            return read;
        }
        reorder.sayOutOfOrder(overview, messages);
        clients.sayMissing(logs, messages);
        filters.saySkipped(logs, messages);
        filters.sayMissingFields(logs, messages);
        return read;
    }
}
