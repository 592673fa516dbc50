package io.github.logtraffic.cli;

import io.github.logtraffic.identity.NameResolver;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * A run of the program within the test's own virtual machine.
 *
 * @param exit its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record CommandRun(int exit, String out, String err) {
    /** No stream is a terminal. */
    static final Terminal NO_TERMINAL = new Terminal(false, false, false, false, 0, true);

    /** Runs the program with an empty standard input that is no terminal. */
    static CommandRun of(String... args) {
        return of(new byte[0], NO_TERMINAL, args);
    }

    static CommandRun of(byte[] in, Terminal terminal, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = into(out, err, new ByteArrayInputStream(in), terminal, args);
        return new CommandRun(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Runs the program with a log on standard input and these name servers. */
    static CommandRun of(String in, NameResolver resolver, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        InputStream log = new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8));
        int exit = into(out, err, log, NO_TERMINAL, () -> resolver, args);
        return new CommandRun(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    static int into(OutputStream out, OutputStream err, InputStream in, Terminal terminal, String... args) {
        return into(out, err, in, terminal, CommandRun::noNetwork, args);
    }

    private static NameResolver noNetwork() {
        throw new AssertionError("tests ask no name servers");
    }

    private static int into(
            OutputStream out,
            OutputStream err,
            InputStream in,
            Terminal terminal,
            Supplier<NameResolver> resolver,
            String... args) {
        Interrupts interrupts = new Interrupts();
        try {
            return Main.run(
                    args, in, out, new PrintStream(err, true, StandardCharsets.UTF_8), terminal, interrupts, resolver);
        } finally {
            interrupts.finish(); // its shutdown hook would wait for this
        }
    }
}
