package io.github.logtraffic.traffic.balance;

/**
 * A key as a server reads it, for they differ in the letters of names: nginx's {@code $arg_NAME} takes them in any case, and
 * its {@code $host} is in lower case; HAProxy and Envoy take both as they were sent.
 *
 * @param key what is hashed
 * @param asNginx whether nginx reads it; false where that makes no difference
 */
record KeyAsRead(RequestKey key, boolean asNginx) {
    static KeyAsRead by(BalancePolicy policy, RequestKey key) {
        boolean differs = key.source() == RequestKey.Source.HOST || key.source() == RequestKey.Source.PARAMETER;
        return new KeyAsRead(key, differs && policy.isNginx());
    }
}
