package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.CacheAnalysis;
import io.github.logtraffic.analysis.CachePlan;
import io.github.logtraffic.analysis.CacheResult;
import io.github.logtraffic.engine.InputSummary;
import io.github.logtraffic.log.format.EntryPlan;
import io.github.logtraffic.log.format.FieldNames;
import io.github.logtraffic.report.JsonSchema;
import io.github.logtraffic.report.ReportFormats;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code logtraffic cache}: what a cache would have hit. */
final class CacheCommand implements Callable<Integer> {
    private static final String[] FOOTER = {
        "",
        "Examples:",
        "  logtraffic cache access.log*",
        "              how large a cache should be, and what it would save",
        "  logtraffic cache --size 256MB,1GB --policy lru --policy s3-fifo access.log",
        "              two sizes, two policies",
        "  logtraffic cache --query none --uncacheable /cart --ttl 10m access.log",
        "              queries do not matter, the cart is never cached, all expires",
        "  logtraffic cache --emit nginx --size 1GB --ttl 10m access.log > cache.conf",
        "              nginx's configuration of a cache, with what it would have hit",
        "",
        "Hits are those of a cache in front of the server that wrote the log. A log does",
        "not say what answers depend on besides their URL, nor what forbids to keep them:",
        "cookies, languages, Cache-Control.",
        "",
        "Exit codes: 0 done, 1 something could not be read or written, 2 wrong usage,",
        "3 too many malformed lines, 130 interrupted."
    };

    private final Invocation invocation;
    private final OrderedLogOptions logs;
    private final CacheOptions cache;
    private final MemoryOption memory;
    private final OutputOptions<CacheResult> output;
    private final MessageOptions messageOptions;
    private final CommandLine commandLine;

    private int rows = 10;

    CacheCommand(Invocation invocation) {
        this.invocation = invocation;
        OptionList options = new OptionList("cache", this);
        logs = new OrderedLogOptions(options);
        memory = new MemoryOption(options.section(InputOptions.SECTION));
        cache = new CacheOptions(options);
        options.section("Report:")
                .value(
                        "-n --limit",
                        "N",
                        typed -> rows = Values.number(typed, 0, Integer.MAX_VALUE),
                        "Name N of the URLs that are worth most in the cache; 0 is all. Default: 10.");
        output = new OutputOptions<>(options, ReportFormats.cache(), JsonSchema.CACHE);
        messageOptions = new MessageOptions(options);
        commandLine = options.command(
                "logtraffic cache [OPTION]... [FILE]...",
                "What hit ratio a cache would have had, and what it would have saved.",
                FOOTER);
    }

    /** The command to be added to the program. */
    CommandLine commandLine() {
        return commandLine;
    }

    @Override
    public Integer call() throws IOException {
        messageOptions.configure(invocation.messages());
        if (output.writesSchema(invocation.out())) {
            return ExitCode.DONE.code();
        }
        if (logs.input.files().isEmpty() && invocation.terminal().inIsTerminal()) {
            return UsageErrors.sayNoInput(invocation.messages(), commandLine).code();
        }
        cache.check(commandLine);
        cache.emit().check(commandLine, cache, output);
        new OutputFiles(commandLine, logs.input.files()).check(logs.input, output);
        return cache().code();
    }

    private ExitCode cache() throws IOException {
        ReportOutput<CacheResult> report = new ReportOutput<>(invocation, output);
        if (!report.isPossible()) {
            return ExitCode.FAILED;
        }
        try (Rejects rejects = new Rejects(logs.input.rejects, invocation.messages())) {
            CacheAnalysis analysis = new CacheAnalysis(plan(), rejects.sink());
            CacheResult result = invocation.watch(analysis.pass(), analysis::run);
            ExitCode read = logs.say(result.logs(), invocation.messages());
            if (result.logs().run().inputs().isEmpty() && read == ExitCode.FAILED) {
                return read; // a report of nothing would only take the place of a good one
            }
            sayWhatIsMissing(result);
            ExitCode written =
                    report.write(result).and(cache.emit().write(report, result, cache, invocation.version()));
            return read.and(written).and(rejects.commit());
        }
    }

    private CachePlan plan() {
        Instant now = Instant.now();
        ZoneId zone = output.zone(() -> SystemZone.of(System.getenv("TZ"), invocation.messages()));
        return new CachePlan(
                logs.input.sources(invocation.in()),
                logs.passOptions(EntryPlan.of(CachePlan.TEXTS), logs.filters.plan(zone, now, commandLine), now),
                logs.reorder.seconds(),
                zone,
                logs.clients.prefix(),
                cache.objects(),
                cache.policies(),
                cache.sizes(),
                cache.isExact(),
                cache.settings(),
                rows,
                memory.bytes(),
                new SplittableRandom().nextLong());
    }

    private void sayWhatIsMissing(CacheResult result) {
        Messages messages = invocation.messages();
        List<InputSummary> inputs = result.logs().run().inputs();
        MissingFields.say(inputs, FieldNames.PATH, "there is nothing to cache", messages);
        MissingFields.say(inputs, FieldNames.METHOD, "all requests are taken for GET", messages);
        if (result.requests().cacheable() > 0 && result.logs().totals().bytes() == 0) {
            messages.notice(
                    "the log does not say how many bytes were sent: each object is taken for one byte, and sizes are "
                            + "numbers of objects");
        }
        if (!result.logs().exact() && result.share() < 1) {
            messages.notice(
                    "very many objects or requests: a share of the objects was kept, from which hit ratios follow; the URLs "
                            + "named are some of these objects; --memory keeps more");
        }
    }
}
