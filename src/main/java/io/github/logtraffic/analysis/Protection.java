package io.github.logtraffic.analysis;

import io.github.logtraffic.traffic.limit.LimitSetting;
import java.util.List;

/**
 * The smallest limit that leaves a share of the clients untouched.
 *
 * @param share of the clients, 0 to 1
 * @param clients how many there are, without those that need not be protected
 * @param mayBeTouched how many of them may be touched
 * @param chosen the smallest of the candidates: that with which a client gets the fewest requests through in a minute
 * @param candidates the smallest burst of each rate, the smallest rate first; without rates that need no smaller
 *     burst than a smaller one
 */
public record Protection(
        double share, long clients, long mayBeTouched, LimitSetting chosen, List<LimitSetting> candidates) {
    private static final int MINUTE_SECONDS = 60;

    /** How many requests a client gets through in a minute that it begins after a pause. */
    public static double perMinute(LimitSetting setting) {
        return 1
                + setting.burst()
                + (double) MINUTE_SECONDS
                        * setting.rate().requests()
                        / setting.rate().seconds();
    }
}
