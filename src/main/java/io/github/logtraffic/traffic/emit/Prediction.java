package io.github.logtraffic.traffic.emit;

import java.util.ArrayList;
import java.util.List;

/**
 * What a configuration was simulated on.
 *
 * @param version of this program
 * @param logs the names of the logs
 * @param period from when to when their entries are; empty without entries
 * @param requests how many there were
 * @param clients from how many clients
 * @param notes what else to know about the simulation, a sentence each
 */
public record Prediction(
        String version, List<String> logs, String period, long requests, long clients, List<String> notes) {
    private static final int MOST_LOGS = 5;

    /** Keeps copies. */
    public Prediction {
        logs = List.copyOf(logs);
        notes = List.copyOf(notes);
    }

    /** The same, with more notes. */
    public Prediction with(List<String> more) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(more);
        return new Prediction(version, logs, period, requests, clients, all);
    }

    /** Says of what, then what. */
    void addTo(ConfigText text, List<String> predicted) {
        List<String> names = new ArrayList<>(logs.subList(0, Math.min(MOST_LOGS, logs.size())));
        if (logs.size() > MOST_LOGS) {
            names.add((logs.size() - MOST_LOGS) + " more");
        }
        text.comment("Simulated on " + String.join(", ", names) + (period.isEmpty() ? "" : ", " + period) + ", with "
                + ConfigText.count(requests, "request") + " of " + ConfigText.count(clients, "client") + ":");
        predicted.forEach(line -> text.comment("  " + line));
        notes.forEach(text::comment);
    }
}
