package io.github.logtraffic.traffic.replay;

/**
 * A moment in which a target went down or came back.
 *
 * @param target its number
 * @param seconds behind the first request; 0 when it was before that
 * @param isUp whether it came back
 * @param means by which that was found out
 * @param cause the kind of failure, or the status of the answer
 */
public record TargetSwitch(int target, double seconds, boolean isUp, Means means, String cause) {
    /** How targets are found to be up or down. */
    public enum Means {
        /** By the requests of the replay. */
        PASSIVE("passive"),
        /** By being asked for it. */
        ACTIVE("active");

        private final String key;

        Means(String key) {
            this.key = key;
        }

        /** Its name in reports. */
        public String key() {
            return key;
        }
    }
}
