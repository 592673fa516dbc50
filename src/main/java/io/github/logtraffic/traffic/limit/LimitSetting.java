package io.github.logtraffic.traffic.limit;

/**
 * A limit to try.
 *
 * @param model whose limit it is
 * @param key what requests are counted by, as users type it
 * @param rate how many are allowed in the long run
 * @param burst how many more are allowed at once
 * @param delay from how many of those on requests wait; {@link #NODELAY} for never
 */
public record LimitSetting(LimitModel model, String key, LimitRate rate, int burst, int delay) {
    /** Nothing waits: nginx's {@code nodelay}, and the only way of the other models. */
    public static final int NODELAY = -1;

    /** The largest burst. */
    public static final int MOST_BURST = 1_000_000_000;

    /** Checks that the model can do that. */
    public LimitSetting {
        if (burst < 0 || burst > MOST_BURST || delay < NODELAY || !model.knows(rate)) {
            throw new IllegalArgumentException(model.modelName() + " " + rate + " burst " + burst + " delay " + delay);
        }
        delay = model.delays() ? delay : NODELAY;
    }

    /** Whether requests may have to wait. */
    public boolean hasDelay() {
        return delay != NODELAY;
    }
}
