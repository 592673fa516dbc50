package io.github.logtraffic.traffic.emit;

import io.github.logtraffic.log.value.Network;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom to block.
 *
 * @param cover the networks to block
 * @param blocked what the offenders sent that are to be blocked
 * @param others what else comes from those networks
 * @param widening what others might have sent at most; null when the networks hold offenders alone
 * @param leftOut offenders that were too bad to pass over and yet are not blocked, the worst first
 * @param isForced whether they are blocked all the same
 * @param names how many offenders have no address but a name, and so cannot be blocked
 * @param isComplete whether all clients are known; else requests are at least so many, and networks are not widened
 */
public record BlockList(
        SmallestCover.Cover cover,
        Offenders blocked,
        Others others,
        @Nullable Long widening,
        List<LeftOut> leftOut,
        boolean isForced,
        long names,
        boolean isComplete) {
    /**
     * Those whose requests a limit rejects most.
     *
     * @param units how many there are: clients, or networks where those are limited
     * @param ofUnits of how many whose requests it rejects
     * @param areNetworks whether they are networks
     * @param clients how many addresses sent something of them
     * @param requests how many they sent
     * @param rejected how many of those the limit rejects
     */
    public record Offenders(
            long units, long ofUnits, boolean areNetworks, long clients, long requests, long rejected) {}

    /**
     * Those who are in a network that is blocked and are no offenders: the collateral.
     *
     * @param clients how many
     * @param requests how many requests they sent
     */
    public record Others(long clients, long requests) {}

    /** The networks to block. */
    public List<Network> networks() {
        return cover.networks();
    }
}
