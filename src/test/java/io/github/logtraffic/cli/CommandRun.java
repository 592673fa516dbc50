package io.github.logtraffic.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

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

    static int into(OutputStream out, OutputStream err, InputStream in, Terminal terminal, String... args) {
        Interrupts interrupts = new Interrupts();
        try {
            return Main.run(args, in, out, new PrintStream(err, true, StandardCharsets.UTF_8), terminal, interrupts);
        } finally {
            interrupts.finish(); // its shutdown hook would wait for this
        }
    }
}
