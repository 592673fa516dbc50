package io.github.logtraffic.log.format;

import io.github.logtraffic.log.value.TimePattern;
import org.jspecify.annotations.Nullable;

/** A piece of a text format: a log format is a list of these. */
public sealed interface FormatElement {
    /**
     * Text that stands in every line.
     *
     * @param text not empty
     */
    record Literal(String text) implements FormatElement {}

    /**
     * A value.
     *
     * @param name the name under which it is an entry's field: one of {@link FieldNames} or, for others, its own name in
     *     the snake case of {@link FieldNames#normalize}
     * @param ownName the name that it has where another field of the format has a better claim to {@code name}
     * @param rank among fields of the same name the one of the lowest rank, then the first one, is meant
     * @param kind how it is read
     * @param pattern of a {@link ValueKind#PATTERN_TIME}, otherwise null
     * @param written the field as the format's author wrote it, for messages: {@code $remote_addr}
     */
    record Field(
            String name,
            String ownName,
            int rank,
            ValueKind kind,
            @Nullable TimePattern pattern,
            String written) implements FormatElement {}
}
