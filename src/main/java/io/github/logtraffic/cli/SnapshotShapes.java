package io.github.logtraffic.cli;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Keeps counts apart that were made in different ways. */
final class SnapshotShapes {
    private final CommandLine command;
    private final String wantedBy;
    private final Map<String, String> wanted;

    /**
     * @param wantedBy what has the wanted shape
     * @param wanted the shape that all must have
     */
    SnapshotShapes(CommandLine command, String wantedBy, Map<String, String> wanted) {
        this.command = command;
        this.wantedBy = wantedBy;
        this.wanted = wanted;
    }

    /**
     * Refuses a snapshot of another shape.
     *
     * @throws ParameterException naming the options
     */
    void check(String name, Map<String, String> shape) {
        check(name, shape, List.of());
    }

    /** The same, but for some options. */
    void check(String name, Map<String, String> shape, Collection<String> mayDiffer) {
        wanted.forEach((option, value) -> {
            String other = shape.getOrDefault(option, "");
            if (!other.equals(value) && !mayDiffer.contains(option)) {
                throw new ParameterException(
                        command,
                        name + " does not fit " + wantedBy + " (" + option + "): " + shown(other) + " instead of "
                                + shown(value));
            }
        });
    }

    private static String shown(String value) {
        return value.isEmpty() || value.equals("null") || value.equals("{}") ? "none" : value;
    }
}
