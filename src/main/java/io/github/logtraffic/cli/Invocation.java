package io.github.logtraffic.cli;

import io.github.logtraffic.engine.Pass;
import io.github.logtraffic.identity.NameResolver;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * What a command finds around it.
 *
 * @param in standard input
 * @param out standard output; reports go there and nothing else does
 * @param err standard error
 * @param messages what is said there
 * @param terminal which of them are terminals
 * @param interrupts what to do when the user has had enough
 * @param resolver makes what asks name servers
 * @param version of this program
 */
record Invocation(
        InputStream in,
        OutputStream out,
        PrintStream err,
        Messages messages,
        Terminal terminal,
        Interrupts interrupts,
        Supplier<NameResolver> resolver,
        String version) {
    /** Runs something that makes a pass, which Ctrl-C ends early and whose progress a terminal shows. */
    <T> T watch(Pass pass, Supplier<T> run) {
        interrupts.onInterrupt(pass::stop);
        ProgressMeter meter = show(new ReadingProgress(pass)::text);
        try {
            return run.get();
        } finally {
            meter.close();
        }
    }

    /**
     * Shows on a terminal how far something is, until it is closed.
     *
     * @param text says it, so many nanoseconds after the start
     */
    ProgressMeter show(LongFunction<String> text) {
        return terminal.errIsTerminal() && !messages.isQuiet()
                ? ProgressMeter.start(err, text)
                : ProgressMeter.hidden(err);
    }
}
