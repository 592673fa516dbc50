package io.github.logtraffic.traffic.replay;

/** Why a replay ended. */
public enum StopReason {
    /** All that was wanted is done. */
    DONE("done"),
    /** The user had enough. */
    INTERRUPTED("interrupted"),
    /** Half of the requests of ten seconds failed. */
    ERRORS("errors"),
    /** All targets were down for too long. */
    GAVE_UP("gaveUp");

    private final String key;

    StopReason(String key) {
        this.key = key;
    }

    /** Its name in reports for programs. */
    public String key() {
        return key;
    }
}
