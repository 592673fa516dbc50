package io.github.logtraffic.analysis;

/** Why no more steps were played. */
public enum CapacityEnd {
    /** The targets did not keep to the rule. */
    RULE("rule"),
    /** So many requests of ten seconds failed that the replay stopped by itself, though the rule held for the whole step. */
    STOPPED("stopped"),
    /** All targets were down for too long. */
    GAVE_UP("gaveUp"),
    /** Requests could not be sent when they were due. */
    GENERATOR("generator"),
    /** The ceiling slowed the last step, and holds back what is more. */
    CEILING("ceiling"),
    /** Nothing was due within a step. */
    NOTHING("nothing"),
    /** There were enough steps. */
    STEPS("steps"),
    /** The user had enough. */
    INTERRUPTED("interrupted");

    private final String key;

    CapacityEnd(String key) {
        this.key = key;
    }

    /** Its name in reports for programs. */
    public String key() {
        return key;
    }
}
