package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.CapacityRun;
import io.github.logtraffic.analysis.LogOverview;
import io.github.logtraffic.analysis.ReplayPlan;
import io.github.logtraffic.analysis.ReplayResult;
import io.github.logtraffic.analysis.ReplayRun;
import io.github.logtraffic.analysis.ReplaySurvey;
import io.github.logtraffic.engine.InputSummary;
import io.github.logtraffic.engine.OrderedPass;
import io.github.logtraffic.engine.PassOptions;
import io.github.logtraffic.log.format.EntryPlan;
import io.github.logtraffic.log.format.FieldNames;
import io.github.logtraffic.report.JsonSchema;
import io.github.logtraffic.report.ReportFormats;
import io.github.logtraffic.traffic.replay.CapacityRule;
import io.github.logtraffic.traffic.replay.ReplaySettings;
import io.github.logtraffic.traffic.replay.ReplayTarget;
import io.github.logtraffic.traffic.replay.ReplayWatch;
import io.github.logtraffic.traffic.replay.SentHeaders;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** {@code logtraffic replay}: sends the logged requests to real servers. */
final class ReplayCommand implements Callable<Integer> {
    private static final String[] FOOTER = {
        "",
        "Examples:",
        "  logtraffic replay --to http://127.0.0.1:8081 access.log",
        "              the log's requests, when they came",
        "  logtraffic replay --to http://127.0.0.1:8081 --to http://127.0.0.1:8082*2 \\",
        "      --policy nginx-consistent --key path --speed 10x access.log",
        "              ten times as fast, spread as nginx would",
        "  logtraffic replay --to https://new.example.org --yes-send-to new.example.org \\",
        "      --rate 20r/s --duration 5m --loop access.log",
        "              another machine, with care",
        "",
        "A plan is said first. Requests are marked by the header X-Logtraffic-Replay and",
        "by logtraffic-replay/1 at the end of their user agent; those that a log shows",
        "to be marked are not sent again. Redirects are not followed. It stops by itself",
        "when half of the requests of ten seconds fail or are answered with 5xx, and",
        "when no target could be reached for as long as --give-up.",
        "",
        "GET, HEAD, OPTIONS, PUT and DELETE that find no connection, lose it before an",
        "answer or get 502, 503 or 504 are tried once on another target, or, when there",
        "is none and an open connection was lost, on a new one; those that took longer",
        "than --timeout are not. Each try counts as sent where it went. Probes of",
        "--health count nowhere.",
        "",
        "A pipe may hold a log that is being written, such as tail -n 0 -F access.log's.",
        "Its requests go out later than they were logged by --reorder, or twice that when",
        "the format may hold durations, and by about 3 seconds. --reorder should be as",
        "long as the server keeps lines back; --duration counts from the first request.",
        "",
        "Exit codes: 0 done or dry run, even if some requests got no answer, which is a",
        "result; 1 something could not be read or written, requests got no answer and",
        "one of the targets gave none at all, or it stopped by itself; 2 wrong usage,",
        "3 too many malformed lines, 130 interrupted."
    };

    private static final int DEFAULT_ROWS = 10;

    private final Invocation invocation;
    private final OrderedLogOptions logs;
    private final ReplayTargetOptions targets;
    private final PaceOptions pace;
    private final RequestOptions requests;
    private final OutputOptions<ReplayResult> output;
    private final MessageOptions messageOptions;
    private final CommandLine commandLine;
    private @Nullable Path histograms;
    private int rows = DEFAULT_ROWS;

    ReplayCommand(Invocation invocation) {
        this.invocation = invocation;
        OptionList options = new OptionList("replay", this);
        logs = new OrderedLogOptions(options);
        targets = new ReplayTargetOptions(options);
        pace = new PaceOptions(options);
        requests = new RequestOptions(options);
        options.section("Report:")
                .value(
                        "--hlog",
                        "FILE",
                        typed -> histograms = Path.of(typed),
                        "Write response times and service times of each second into FILE, as HdrHistogram's tools read them.")
                .value(
                        "-n --limit",
                        "N",
                        typed -> rows = Values.number(typed, 0, Integer.MAX_VALUE),
                        "Name N of the paths whose answers differ from what the log says; 0 is all. Default: 10.");
        output = new OutputOptions<>(options, ReportFormats.replay(), JsonSchema.REPLAY);
        messageOptions = new MessageOptions(options);
        commandLine = options.command(
                "logtraffic replay --to URL... [OPTION]... [FILE]...",
                "Sends the logged requests to real servers.",
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
        targets.check(commandLine);
        requests.check(commandLine);
        pace.check(commandLine, logs.input.canBeReadTwice());
        checkOutputs();
        List<ReplayTarget> resolved = new ArrayList<>();
        for (TargetUrl target : targets.targets()) {
            try {
                resolved.add(target.resolve());
            } catch (UnknownHostException e) {
                if (!targets.isDryRun()) {
                    invocation.messages().error(target.host() + ": no such host", e);
                    return ExitCode.FAILED.code();
                }
                invocation.messages().notice(target.host() + ": no such host");
                resolved.add(target.unresolved());
            }
        }
        return replay(resolved).code();
    }

    private void checkOutputs() {
        if (histograms != null && (pace.warms() || pace.capacity() != null)) {
            throw new ParameterException(
                    commandLine, "--hlog is of one measured run; it excludes --warm and --capacity");
        }
        OutputFiles outputs = new OutputFiles(commandLine, logs.input.files());
        outputs.check(logs.input, output);
        outputs.check("--hlog", histograms);
    }

    private ExitCode replay(List<ReplayTarget> resolved) throws IOException {
        ReportOutput<ReplayResult> report = new ReportOutput<>(invocation, output);
        if (!report.isPossible()) {
            return ExitCode.FAILED;
        }
        String whyDry = targets.whyDry(resolved);
        try (Rejects rejects = new Rejects(logs.input.rejects, invocation.messages());
                HistogramFile times = new HistogramFile(whyDry == null ? histograms : null, invocation.messages())) {
            if (!times.isPossible()) {
                return ExitCode.FAILED;
            }
            ReplayPlan plan = plan(resolved);
            ReplaySurvey survey = null;
            ExitCode code = ExitCode.DONE;
            if (whyDry != null || pace.warms() || logs.input.canBeReadTwice()) {
                survey = survey(plan, rejects);
                code = sayOfLogs(survey.logs());
                if (survey.logs().run().inputs().isEmpty() && code == ExitCode.FAILED) {
                    return code; // a report of nothing would only take the place of a good one
                }
            }
            plan = plan.under(ceiling(resolved, survey));
            boolean isInterrupted = survey != null && survey.logs().run().interrupted();
            if (!isInterrupted) { // then nobody knows what there would have been to send
                new ReplayAnnouncement(invocation.messages()).say(plan, survey, pace.capacity(), whyDry);
            }
            ReplayResult result;
            if (survey != null && (whyDry != null || isInterrupted)) {
                result = ReplayResult.dry(survey, plan);
            } else {
                result = send(plan, survey, rejects, times);
                code = code.and(survey == null ? sayOfLogs(result.logs()) : ExitCode.DONE)
                        .and(new ReplayMessages(invocation.messages()).say(result));
            }
            ExitCode written = report.write(result);
            return code.and(written).and(rejects.commit()).and(times.commit());
        }
    }

    private ReplaySurvey survey(ReplayPlan plan, Rejects rejects) {
        ReplayRun run = new ReplayRun(plan);
        OrderedPass pass = run.newPass(rejects.sink());
        return invocation.watch(pass, () -> run.survey(pass));
    }

    private ReplayResult send(ReplayPlan plan, @Nullable ReplaySurvey survey, Rejects rejects, HistogramFile times)
            throws IOException {
        ReplayWatch watch = times.newWatch();
        Runnable sayAllDown = () -> invocation.messages().notice("all targets are down; they are tried all the same");
        CapacityRule rule = pace.capacity();
        if (rule != null && survey != null) {
            CapacityRun steps = new CapacityRun(plan, rule, watch);
            steps.onAllDown(sayAllDown);
            invocation.interrupts().onInterrupt(steps::stop);
            return watched(watch, () -> steps.run(survey, System::nanoTime));
        }
        ReplayRun run = new ReplayRun(plan, watch);
        invocation.interrupts().onInterrupt(run::stop);
        run.onAllDown(sayAllDown);
        if (plan.settings().pace().isLive()) {
            run.byClock(InstantSource.system());
        }
        times.start("logtraffic " + invocation.version(), watch);
        return watched(watch, () -> run.send(survey, survey == null ? rejects.sink() : null, System::nanoTime));
    }

    /** Something that sends requests. */
    private interface Sending {
        ReplayResult run() throws IOException;
    }

    private ReplayResult watched(ReplayWatch watch, Sending sending) throws IOException {
        ProgressMeter meter = invocation.show(new SendingProgress(watch)::text);
        try {
            return sending.run();
        } finally {
            meter.close();
        }
    }

    private ReplayPlan plan(List<ReplayTarget> resolved) {
        Instant now = Instant.now();
        ZoneId zone = output.zone(() -> SystemZone.of(System.getenv("TZ"), invocation.messages()));
        EntryPlan entries = EntryPlan.of(List.copyOf(ReplayPlan.texts(targets.policy(), targets.key())));
        PassOptions pass = logs.passOptions(entries, logs.filters.plan(zone, now, commandLine), now);
        return new ReplayPlan(
                logs.input.sources(invocation.in()),
                logs.input.canBeReadTwice() ? pass : pass.watching(), // a pipe may be of a log that is being written
                logs.reorder.seconds(),
                zone,
                logs.clients.prefix(),
                targets.key(),
                pace.warms() ? requests.rules(pace.sample()).warming() : requests.rules(pace.sample()),
                pace.loops(),
                settings(resolved),
                rows,
                new SplittableRandom().nextLong());
    }

    private ReplaySettings settings(List<ReplayTarget> resolved) {
        return new ReplaySettings(
                resolved,
                targets.policy(),
                targets.policySettings(),
                targets.seed(),
                targets.health(),
                logs.input.canBeReadTwice() || pace.warms()
                        ? pace.pace()
                        : pace.pace().live(),
                pace.extent(),
                requests.headers(),
                targets.connections,
                targets.mostInFlight,
                targets.timeoutNanos(),
                targets.checksCertificates);
    }

    /** How many requests per second there are at most; 0 for any number. */
    private double ceiling(List<ReplayTarget> resolved, @Nullable ReplaySurvey survey) {
        if (pace.mostPerSecond() > 0 || resolved.stream().allMatch(ReplayTarget::isLoopback)) {
            return pace.mostPerSecond();
        }
        double busiest =
                survey == null || pace.capacity() != null || pace.pace().isUnscheduled()
                        ? 0
                        : Math.max(
                                (double) survey.traffic().mostPerSecond(),
                                pace.pace().ratePerSecond()); // a short log ends sooner
        return busiest == 0 ? PaceOptions.MOST_ELSEWHERE : Math.min(busiest, PaceOptions.MOST_ELSEWHERE);
    }

    private ExitCode sayOfLogs(LogOverview overview) {
        Messages messages = invocation.messages();
        ExitCode code = logs.say(overview, messages);
        List<InputSummary> inputs = overview.run().inputs();
        MissingFields.say(inputs, FieldNames.TARGET, "there is nothing to send", messages);
        MissingFields.say(inputs, FieldNames.METHOD, "there is nothing to send", messages);
        MissingFields.say(inputs, FieldNames.USER_AGENT, "it cannot tell which requests a replay sent", messages);
        if (requests.headers().host() == SentHeaders.Host.ORIGINAL) {
            MissingFields.say(inputs, FieldNames.HOST, "requests are sent with the target's", messages);
        }
        return code;
    }
}
