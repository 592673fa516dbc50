package io.github.logtraffic.traffic.balance;

/**
 * What servers let one choose besides the policy.
 *
 * @param maxFails nginx's {@code max_fails}: how often a server fails before it is left alone; 0 for never
 * @param failTimeoutSeconds nginx's {@code fail_timeout}: for how long
 * @param factorPercent HAProxy's {@code hash-balance-factor}, for {@code bounded-consistent}: how much of its part of the
 *     requests at hand a backend may have, more than 100
 */
public record PolicySettings(int maxFails, int failTimeoutSeconds, int factorPercent) {
    /** nginx's defaults, and in the middle of what HAProxy's manual advises. */
    public static final PolicySettings USUAL = new PolicySettings(1, 10, 150);
}
