package io.github.logtraffic.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/**
 * Something to write.
 *
 * @param <F> its formats
 * @param format in which format
 * @param file where; null is standard output
 */
record OutputTarget<F>(F format, @Nullable Path file) {
    /** What {@code FORMAT} or {@code FORMAT=FILE} stands for; the file {@code -} is standard output. */
    static <F> OutputTarget<F> of(String typed, List<F> formats, Function<F, String> formatName) {
        int equals = typed.indexOf('=');
        String name = equals < 0 ? typed : typed.substring(0, equals);
        F format = Values.choice(name, formats, formatName);
        if (equals < 0) {
            return new OutputTarget<>(format, null);
        }
        if (equals == typed.length() - 1) {
            throw new TypeConversionException("expected a file behind '='");
        }
        String file = typed.substring(equals + 1);
        return new OutputTarget<>(format, file.equals("-") ? null : Path.of(file));
    }
}
