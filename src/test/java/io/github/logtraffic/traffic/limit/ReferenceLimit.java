package io.github.logtraffic.traffic.limit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** A limit for one key, slow and obvious: it remembers every request. */
interface ReferenceLimit {
    /** As {@link Limiter#decide}, at a millisecond. */
    long decide(long millis);

    static ReferenceLimit of(LimitSetting setting) {
        return switch (setting.model()) {
            case NGINX -> new Nginx(setting);
            case HAPROXY -> new Haproxy(setting);
            case TOKEN_BUCKET -> new Bucket(setting);
        };
    }

    /** Written from the description of the directive. */
    final class Nginx implements ReferenceLimit {
        private final LimitSetting setting;
        private final BigInteger rate;
        private boolean isKnown;
        private BigInteger excess = BigInteger.ZERO;
        private long last;

        Nginx(LimitSetting setting) {
            this.setting = setting;
            this.rate = BigInteger.valueOf(
                    1_000L * setting.rate().requests() / setting.rate().seconds());
        }

        @Override
        public long decide(long millis) {
            BigInteger thousand = BigInteger.valueOf(1_000);
            BigInteger now = BigInteger.ZERO;
            if (isKnown) {
                BigInteger drained =
                        rate.multiply(BigInteger.valueOf(millis - last)).divide(thousand);
                now = excess.subtract(drained).add(thousand).max(BigInteger.ZERO);
            }
            if (now.compareTo(thousand.multiply(BigInteger.valueOf(setting.burst()))) > 0) {
                return -1;
            }
            isKnown = true;
            excess = now;
            last = millis;
            BigInteger over = now.subtract(thousand.multiply(BigInteger.valueOf(setting.delay())));
            return !setting.hasDelay() || over.signum() <= 0
                    ? 0
                    : over.multiply(thousand).divide(rate).longValueExact();
        }
    }

    /** Counts the requests of the period and the period before anew each time. */
    final class Haproxy implements ReferenceLimit {
        private final LimitSetting setting;
        private final List<Long> all = new ArrayList<>();
        private long begin = Long.MIN_VALUE;

        Haproxy(LimitSetting setting) {
            this.setting = setting;
        }

        @Override
        public long decide(long millis) {
            long period = setting.rate().seconds() * 1_000L;
            if (begin == Long.MIN_VALUE || millis - begin >= 2 * period) {
                begin = millis / 2 * 2;
                all.clear();
            } else if (millis - begin >= period) {
                long end = begin;
                all.removeIf(request -> request < end);
                begin += period;
            }
            all.add(millis);
            long before = all.stream().filter(request -> request < begin).count();
            long current = all.size() - before;
            long remaining = begin + period - millis;
            long rate = current + before * remaining / period;
            return rate > setting.rate().requests() + setting.burst() ? -1 : 0;
        }
    }

    /** In decimals of many digits, rounded as doubles only where it is close. */
    final class Bucket implements ReferenceLimit {
        private static final BigDecimal CLOSE = new BigDecimal("1e-9");

        private final LimitSetting setting;
        private final TokenBucket tied;
        private final long[] tiedState = new long[2];
        private BigDecimal tokens;
        private long last;

        Bucket(LimitSetting setting) {
            this.setting = setting;
            this.tied = new TokenBucket(setting);
            this.tokens = BigDecimal.valueOf(setting.burst() + 1L);
        }

        @Override
        public long decide(long millis) {
            long whenTied = tied.decide(tiedState, 0, millis * 1_000);
            if (last != 0) {
                BigDecimal filled = BigDecimal.valueOf(
                                (millis - last) * setting.rate().requests())
                        .divide(BigDecimal.valueOf(setting.rate().seconds() * 1_000L), 30, RoundingMode.HALF_EVEN);
                tokens = tokens.add(filled).min(BigDecimal.valueOf(setting.burst() + 1L));
            }
            last = millis;
            boolean isTie = tokens.subtract(BigDecimal.ONE).abs().compareTo(CLOSE) < 0;
            boolean passes = isTie ? whenTied == 0 : tokens.compareTo(BigDecimal.ONE) > 0;
            if (passes) {
                tokens = tokens.subtract(BigDecimal.ONE);
            }
            return passes ? 0 : -1;
        }
    }
}
