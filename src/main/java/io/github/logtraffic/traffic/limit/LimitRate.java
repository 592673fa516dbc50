package io.github.logtraffic.traffic.limit;

/**
 * How many requests are allowed in which time.
 *
 * @param requests at least 1
 * @param seconds at least 1
 */
public record LimitRate(int requests, int seconds) {
    /** More than any server gets. */
    public static final int MOST_REQUESTS = 1_000_000_000;

    /** HAProxy's periods are at most so long: 24 days. */
    public static final int MOST_SECONDS = 2_000_000;

    private static final String EXPECTED = "expected a rate such as 10r/s, 30r/m or 20r/10s";
    private static final int MINUTE = 60;
    private static final int HOUR = 3_600;

    /** Checks the range. */
    public LimitRate {
        if (requests < 1 || requests > MOST_REQUESTS || seconds < 1 || seconds > MOST_SECONDS) {
            throw new IllegalArgumentException(EXPECTED);
        }
    }

    /**
     * The rate that is written as in nginx's configuration, {@code 10r/s} or {@code 30r/m}, or with another time, {@code
     * 20r/10s}.
     *
     * @throws IllegalArgumentException with what was expected
     */
    public static LimitRate parse(String typed) {
        int slash = typed.indexOf("r/");
        if (slash < 1 || typed.length() < slash + 3) {
            throw new IllegalArgumentException(EXPECTED);
        }
        String time = typed.substring(slash + 2);
        int unit = unitSeconds(time.charAt(time.length() - 1));
        String count = time.substring(0, time.length() - 1);
        long seconds = (long) unit * (count.isEmpty() ? 1 : number(count));
        if (seconds > MOST_SECONDS) {
            throw new IllegalArgumentException(EXPECTED);
        }
        return new LimitRate(number(typed.substring(0, slash)), (int) seconds);
    }

    private static int unitSeconds(char unit) {
        return switch (unit) {
            case 's' -> 1;
            case 'm' -> MINUTE;
            case 'h' -> HOUR;
            default -> throw new IllegalArgumentException(EXPECTED);
        };
    }

    private static int number(String typed) {
        boolean isNumber = typed.length() <= 10 && typed.chars().allMatch(c -> c >= '0' && c <= '9');
        long value = isNumber ? Long.parseLong(typed) : 0;
        if (value < 1 || value > MOST_REQUESTS) {
            throw new IllegalArgumentException(EXPECTED);
        }
        return (int) value;
    }

    /** The rate as users type it. */
    @Override
    public String toString() {
        return requests + "r/" + (seconds == 1 ? "s" : seconds == MINUTE ? "m" : seconds + "s");
    }
}
