package io.github.logtraffic.traffic.balance;

/**
 * A time in which a backend cannot be reached, half open.
 *
 * @param backend its number
 * @param fromMicros in microseconds since 1970
 * @param toMicros in microseconds since 1970
 */
public record Outage(int backend, long fromMicros, long toMicros) {
    boolean covers(int other, long nowMicros) {
        return backend == other && fromMicros <= nowMicros && nowMicros < toMicros;
    }
}
