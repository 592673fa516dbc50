package io.github.logtraffic.log.format;

import java.util.ArrayList;
import java.util.List;

/**
 * The steps of a line.
 *
 * @param steps what to read, in the order of a line
 * @param required how many of the steps a line must have to be an entry
 * @param exact how many of them a line has that is exactly in the format
 */
record StepSequence(List<Step> steps, int required, int exact) {
    /** Keeps a copy. */
    StepSequence {
        steps = List.copyOf(steps);
    }

    /**
     * The same without the steps behind the last one that is required or used, and with those in a row that nobody wants
     * joined to one: it reads the same of the same lines, but no longer knows which of them are exactly in the format.
     *
     * @param used how many steps, from the first one on, some field is wanted of
     */
    StepSequence forEntries(int used) {
        List<Step> joined = new ArrayList<>();
        List<Step> unwanted = new ArrayList<>();
        for (Step step : steps.subList(0, required)) {
            if (step.canBeSkipped()) {
                unwanted.add(step);
                continue;
            }
            addJoined(joined, unwanted);
            joined.add(step);
        }
        addJoined(joined, unwanted);
        int required = joined.size();
        joined.addAll(steps.subList(this.required, Math.max(this.required, used)));
        return new StepSequence(joined, required, joined.size());
    }

    private static void addJoined(List<Step> joined, List<Step> unwanted) {
        if (unwanted.size() > 1) {
            joined.add(Step.ofSkipped(List.copyOf(unwanted)));
        } else {
            joined.addAll(unwanted);
        }
        unwanted.clear();
    }
}
