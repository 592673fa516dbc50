package io.github.logtraffic.identity;

/**
 * How much somebody sent.
 *
 * @param requests not negative
 * @param bytes of the bodies of the responses, not negative
 */
public record Count(long requests, long bytes) {
    /** Nothing. */
    public static final Count NONE = new Count(0, 0);

    /** Both together; beyond the numbers that a long holds, its largest. */
    Count plus(Count other) {
        return new Count(
                NetworkCounts.saturatedSum(requests, other.requests), NetworkCounts.saturatedSum(bytes, other.bytes));
    }
}
