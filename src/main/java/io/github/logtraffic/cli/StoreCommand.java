package io.github.logtraffic.cli;

import io.github.logtraffic.engine.FailureReason;
import io.github.logtraffic.store.ResultStore;
import io.github.logtraffic.store.StoreLocation;
import io.github.logtraffic.store.StoreStat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** {@code logtraffic store}: looks after what was kept. */
final class StoreCommand implements Callable<Integer> {
    private static final String[] FOOTER = {
        "",
        "Examples:",
        "  logtraffic store stat                      how much is kept, since when",
        "  logtraffic store prune --older-than 30d    forget what is older",
        "  logtraffic store clear --store redis://cache.example.com",
        "",
        "Exit codes: 0 done, 1 something could not be read or written, 2 wrong usage."
    };

    private static final int USUAL_DAYS = 90;

    private final Invocation invocation;
    private final Supplier<List<String>> operands;
    private final MessageOptions messageOptions;
    private final CommandLine commandLine;
    private @Nullable StoreLocation location;
    private Duration olderThan = Duration.ofDays(USUAL_DAYS);

    /** What can be done with it. */
    private enum Action {
        STAT,
        CLEAR,
        PRUNE;

        String actionName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    StoreCommand(Invocation invocation) {
        this.invocation = invocation;
        OptionList options = new OptionList("store", this);
        options.section("Store:");
        operands = options.words(
                "ACTION",
                "stat: how much is kept, and since when; clear: forget all of it; prune: forget what is expired, or older "
                        + "than --older-than.");
        options.value(
                        "--store",
                        "LOCATION",
                        typed -> location = StoreOptions.location(typed),
                        "Which store: dir, a path, or the URL of Redis or memcached, as for 'logtraffic analyze'. "
                                + "Default: dir.")
                .value(
                        "--older-than",
                        "TIME",
                        typed -> olderThan = Duration.ofSeconds(Values.seconds(typed)),
                        "What prune forgets. Default: 90d.");
        messageOptions = new MessageOptions(options);
        commandLine = options.command(
                "logtraffic store [OPTION]... stat|clear|prune", "Looks after what --store has kept.", FOOTER);
    }

    /** The command to be added to the program. */
    CommandLine commandLine() {
        return commandLine;
    }

    @Override
    public Integer call() {
        messageOptions.configure(invocation.messages());
        StoreLocation used = location == null ? StoreOptions.location("dir") : location;
        Action action = action();
        String text;
        try (ResultStore store = used.open(InstantSource.system())) {
            text = text(action, store, used.shown());
        } catch (IOException e) {
            String reason = FailureReason.of(e);
            invocation.messages().error(reason.contains(used.shown()) ? reason : used.shown() + ": " + reason, e);
            return ExitCode.FAILED.code();
        }
        try {
            invocation.out().write((text + "\n").getBytes(StandardCharsets.UTF_8));
            invocation.out().flush();
            return ExitCode.DONE.code();
        } catch (IOException e) {
            return Failures.sayOfStandardOutput(invocation.messages(), e).code();
        }
    }

    private Action action() {
        List<String> typed = operands.get();
        if (typed.size() != 1) {
            throw new ParameterException(commandLine, "expected one of stat, clear and prune");
        }
        String name = typed.get(0);
        return Arrays.stream(Action.values())
                .filter(action -> action.actionName().equals(name))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        commandLine,
                        "'" + name + "': expected stat, clear or prune"
                                + Values.didYouMean(name, List.of("stat", "clear", "prune"))));
    }

    private String text(Action action, ResultStore store, String shown) throws IOException {
        return switch (action) {
            case STAT -> stat(store.stat(), shown);
            case CLEAR -> shown + ": " + forgotten(store.clear());
            case PRUNE ->
                store.prunesItself()
                        ? shown + ": it throws out by itself what is expired or in the way"
                        : shown + ": " + forgotten(store.prune(olderThan));
        };
    }

    private static String forgotten(long entries) {
        return entries == ResultStore.UNKNOWN
                ? "all is forgotten"
                : String.format(Locale.ROOT, "%,d %s forgotten", entries, entries == 1 ? "entry" : "entries");
    }

    private static String stat(StoreStat stat, String shown) {
        if (stat.entries() == 0) {
            return shown + ": nothing is kept";
        }
        return shown + ": "
                + String.format(
                        Locale.ROOT,
                        "%,d %s of %,d bytes",
                        stat.entries(),
                        stat.entries() == 1 ? "entry" : "entries",
                        stat.bytes())
                + time(", the oldest of ", stat.oldest())
                + time(", the newest of ", stat.newest())
                + (stat.includesOthers() ? ", with those of other programs and those that are forgotten" : "");
    }

    private static String time(String words, @Nullable Instant time) {
        return time == null
                ? ""
                : words
                        + time.truncatedTo(ChronoUnit.SECONDS)
                                .atZone(ZoneId.systemDefault())
                                .toOffsetDateTime();
    }
}
