package io.github.logtraffic.log.format;

/**
 * What our parser and httpdlog disagree about.
 *
 * @param name our name of the value, {@link #ENTRY} when only one of them reads the line
 * @param ours what our parser reads, empty when it is absent
 * @param theirs what httpdlog reads, empty when it is absent
 * @param line where
 */
record Difference(String name, String ours, String theirs, LoggedLine line) {
    /** Stands for the line as a whole, which is {@code malformed} or not. */
    static final String ENTRY = "entry";

    /** Whether it is about one of these. */
    boolean isOf(String... names) {
        for (String each : names) {
            if (name.equals(each)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is exactly this. */
    boolean is(String name, String ours, String theirs) {
        return this.name.equals(name) && this.ours.equals(ours) && this.theirs.equals(theirs);
    }

    /** The request line as written. */
    String request() {
        return line.request();
    }
}
