package io.github.logtraffic.cli;

import io.github.logtraffic.identity.DnsResolver;
import io.github.logtraffic.identity.NameResolver;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** The program: {@link #main} for the shell, {@link #run} for tests. */
public final class Main {
    private Main() {}

    /** Runs the command and ends the virtual machine with its exit code. */
    public static void main(String[] args) {
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Interrupts interrupts = new Interrupts();
        int code = run(
                args,
                // a channel's stream, because only that can be interrupted while it waits
                Channels.newInputStream(new FileInputStream(FileDescriptor.in).getChannel()),
                new FileOutputStream(FileDescriptor.out),
                err,
                Terminal.of(
                        System.getProperty("logtraffic.terminals"),
                        System.getProperty("logtraffic.columns"),
                        System.getenv()),
                interrupts,
                DnsResolver::new);
        interrupts.finish();
        System.exit(code);
    }

    /**
     * Runs a command.
     *
     * @return its exit code
     */
    static int run(
            String[] args,
            InputStream in,
            OutputStream out,
            PrintStream err,
            Terminal terminal,
            Interrupts interrupts,
            Supplier<NameResolver> resolver) {
        Messages messages = new Messages(err);
        Invocation invocation = new Invocation(in, out, err, messages, terminal, interrupts, resolver, version());
        StringWriter help = new StringWriter(); // a PrintWriter to standard output would keep its failures to itself
        CommandLine commandLine = commandLine(invocation, args.length == 0 ? "" : args[0], new PrintWriter(help));
        try {
            int code = commandLine.execute(args);
            out.write(help.toString().getBytes(StandardCharsets.UTF_8));
            return code;
        } catch (IOException | OutOfMemoryError e) {
            return Failures.say(messages, e).code();
        }
    }

    /**
     * @param first the first word that was typed: when it is a command, the others are not made, since to declare the
     *     options of one takes some milliseconds
     */
    private static CommandLine commandLine(Invocation invocation, String first, PrintWriter help) {
        Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
        commands.put("analyze", () -> new AnalyzeCommand(invocation).commandLine());
        commands.put("lines", () -> new LinesCommand(invocation).commandLine());
        commands.put("limit", () -> new LimitCommand(invocation).commandLine());
        commands.put("balance", () -> new BalanceCommand(invocation).commandLine());
        commands.put("cache", () -> new CacheCommand(invocation).commandLine());
        commands.put("replay", () -> new ReplayCommand(invocation).commandLine());
        commands.put("snapshot", () -> new SnapshotCommand(invocation).commandLine());
        commands.put("merge", () -> new MergeCommand(invocation).commandLine());
        commands.put("diff", () -> new DiffCommand(invocation).commandLine());
        commands.put("store", () -> new StoreCommand(invocation).commandLine());
        commands.put("formats", () -> new FormatsCommand(invocation).commandLine());
        CommandLine root = root(invocation);
        Supplier<CommandLine> only = commands.get(first);
        if (only == null) {
            commands.values().forEach(command -> root.addSubcommand(command.get()));
        } else {
            root.addSubcommand(only.get());
        }
        root.addSubcommand(new HelpCommand().commandLine());
        root.setOut(help);
        root.setErr(new PrintWriter(invocation.err(), true, StandardCharsets.UTF_8));
        root.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        root.setOverwrittenOptionsAllowed(true);
        root.setParameterExceptionHandler(new UsageErrors(invocation.messages(), commands));
        root.setExecutionExceptionHandler(failures(invocation.messages()));
        return root;
    }

    private static IExecutionExceptionHandler failures(Messages messages) {
        return new IExecutionExceptionHandler() { // no lambda, see OptionList
            @Override
            public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
                return e instanceof TypeConversionException wrong // seen when options are taken together
                        ? UsageErrors.say(messages, command, String.valueOf(wrong.getMessage()))
                        : Failures.say(messages, e).code();
            }
        };
    }

    /** The program without a command: it says how to use it. */
    private static CommandLine root(Invocation invocation) {
        CommandLine[] root = new CommandLine[1];
        root[0] = new OptionList("logtraffic", () -> {
                    root[0].usage(invocation.err());
                    return ExitCode.WRONG_USAGE.code();
                })
                .section("Options:")
                .help()
                .version("logtraffic " + invocation.version())
                .command(
                        "logtraffic COMMAND [OPTION]... [FILE]...",
                        "Analyzes web-server access logs: who sends what, how fast.",
                        "",
                        "See 'logtraffic COMMAND --help' for a command's options.");
        root[0].getCommandSpec().usageMessage().commandListHeading("%nCommands:%n");
        return root[0];
    }

    private static String version() {
        try (InputStream in = Main.class.getResourceAsStream("version.txt")) {
            return in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
