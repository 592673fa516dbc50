package io.github.logtraffic.traffic.limit;

/** Whose limits are simulated, by the names that users type. */
public enum LimitModel {
    /** nginx's {@code limit_req}: excess requests wait or are rejected; the rejected ones do not count. */
    NGINX("nginx") {
        @Override
        Limiter limiter(LimitSetting setting) {
            return new NginxLimitReq(setting);
        }
    },

    /** HAProxy's {@code http_req_rate} of a stick table: denied requests count too. */
    HAPROXY("haproxy") {
        @Override
        Limiter limiter(LimitSetting setting) {
            return new HaproxyRequestRate(setting);
        }
    },

    /** Envoy's token bucket. */
    TOKEN_BUCKET("token-bucket") {
        @Override
        Limiter limiter(LimitSetting setting) {
            return new TokenBucket(setting);
        }
    };

    private final String modelName;

    LimitModel(String modelName) {
        this.modelName = modelName;
    }

    /** The name that users type. */
    public String modelName() {
        return modelName;
    }

    /** Whether requests can be made to wait. */
    public boolean delays() {
        return this == NGINX;
    }

    /** Whether the model can hold that rate: nginx's are per second or per minute. */
    public boolean knows(LimitRate rate) {
        return this != NGINX || rate.seconds() == 1 || rate.seconds() == 60;
    }

    abstract Limiter limiter(LimitSetting setting);
}
