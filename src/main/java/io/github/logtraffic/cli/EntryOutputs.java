package io.github.logtraffic.cli;

import io.github.logtraffic.engine.FailureReason;
import io.github.logtraffic.report.EntryFormat;
import io.github.logtraffic.report.EntryPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes printed entries to wherever the user wants them, as they come. An output that fails is said and given up; the
 * others go on.
 */
final class EntryOutputs implements EntryPrinter.Receiver, AutoCloseable {
    private final Messages messages;
    private final List<Output> outputs = new ArrayList<>();
    private final long limit;
    private Runnable enough = () -> {};
    private long printed;
    private ExitCode code = ExitCode.DONE;

    /** One of them. */
    private static final class Output {
        private final @Nullable ReplacedFile file;
        private final @Nullable Path path;
        private final OutputStream out;
        private boolean isOpen = true;

        Output(@Nullable ReplacedFile file, @Nullable Path path, OutputStream out) {
            this.file = file;
            this.path = path;
            this.out = out;
        }
    }

    /**
     * @param limit how many entries are wanted; 0 is all
     */
    EntryOutputs(long limit, Messages messages) {
        this.limit = limit == 0 ? Long.MAX_VALUE : limit;
        this.messages = messages;
    }

    /** Adds an output, and begins it with this text. */
    void add(OutputTarget<EntryFormat> target, String headings, OutputStream standardOutput) {
        Path path = target.file();
        Output output = new Output(null, path, standardOutput);
        try {
            if (path != null) {
                ReplacedFile file = ReplacedFile.open(path);
                output = new Output(file, path, file.out());
            }
            output.out.write(headings.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            giveUp(output, e);
        }
        outputs.add(output);
    }

    /** What to do when nothing more is wanted. */
    void onEnough(Runnable stop) {
        enough = stop;
    }

    /** Whether anything can still be written, or is to be counted. */
    boolean isPossible() {
        return outputs.isEmpty() || outputs.stream().anyMatch(output -> output.isOpen);
    }

    /** How many entries were printed. */
    synchronized long printed() {
        return printed;
    }

    @Override
    public synchronized void accept(EntryPrinter printer) {
        int wanted = (int) Math.min(printer.entries(), limit - printed);
        for (int i = 0; i < outputs.size() && wanted > 0; i++) {
            Output output = outputs.get(i);
            if (output.isOpen) {
                write(output, printer.bytes(i), printer.length(i, wanted));
            }
        }
        printed += wanted;
        if (printed == limit || !isPossible()) {
            enough.run();
        }
    }

    private void write(Output output, byte[] bytes, int length) {
        try {
            output.out.write(bytes, 0, length);
        } catch (IOException e) {
            giveUp(output, e);
        }
    }

    private void giveUp(Output output, IOException e) {
        output.isOpen = false;
        if (output.path == null) {
            code = code.and(Failures.sayOfStandardOutput(messages, e));
        } else {
            messages.error(output.path + ": " + FailureReason.of(e), e);
            code = code.and(ExitCode.FAILED);
        }
    }

    /** Puts files in their places; says whether everything went well. */
    ExitCode commit() {
        for (Output output : outputs) {
            try {
                if (output.isOpen && output.file != null) {
                    output.file.commit();
                }
            } catch (IOException e) {
                giveUp(output, e);
            }
        }
        return code;
    }

    @Override
    public void close() {
        for (Output output : outputs) {
            try {
                if (output.file != null) {
                    output.file.close();
                }
            } catch (IOException e) {
                giveUp(output, e);
            }
        }
    }
}
