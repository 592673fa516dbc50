package io.github.logtraffic.traffic.emit;

import io.github.logtraffic.traffic.limit.KeysAtOnce;
import io.github.logtraffic.traffic.limit.LimitModel;
import io.github.logtraffic.traffic.limit.LimitSetting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** nginx's {@code limit_req}, for the {@code http} block; it only tells at first what it would do. */
public final class NginxLimit {
    /** nginx forgets keys that it has not seen for so long, if they have no excess any more. */
    public static final int REMEMBERS_SECONDS = 60;

    /** Of a key's node in a zone, before the key: {@code ngx_http_limit_req_node_t} on 64 bits. */
    private static final int NODE_BYTES = 80;

    /** The slab that the node of an address takes. */
    private static final int ADDRESS_NODE_BYTES = 128;

    private static final long MEBIBYTE = 1 << 20;

    private NginxLimit() {}

    /**
     * Checks that nginx can do it.
     *
     * @throws IllegalArgumentException with a message for the user when it cannot
     */
    public static void check(LimitModel model, List<KeyPart> key, @Nullable Proxies proxies) {
        if (model != LimitModel.NGINX) {
            throw new IllegalArgumentException("nginx limits as --model nginx, not as " + model.modelName());
        }
        Proxies needed = LimitToEmit.proxiesOf(key, proxies);
        if (needed != null) {
            needed.checkNginx();
        }
        NginxKey.of(LimitToEmit.USUAL_NAME, key);
    }

    /** The configuration. */
    public static String text(LimitToEmit limit) {
        NginxKey key = NginxKey.of(limit.name(), limit.key());
        ConfigText text = new ConfigText();
        text.comment("Rate limit for nginx 1.17.1 or later, written by logtraffic "
                + limit.prediction().version() + ". It is for the http "
                + "block: include this file there; a folder conf.d is often included already.");
        text.line("#");
        limit.prediction().addTo(text, limit.effect());
        text.line("#");
        text.comment(
                "Nothing is refused yet. With limit_req_dry_run the error log has \"limiting requests, dry run\", and "
                        + "$limit_req_status in a log_format is REJECTED_DRY_RUN or DELAYED_DRY_RUN. When those are the right "
                        + "requests, take that line out.");
        text.comment(
                "What a return or a redirecting rewrite answers is never limited; a log does not say what that is, and it "
                        + "was limited in the simulation.");
        text.comment(
                "A server or location with a limit_req of its own is not limited by this one; but the dry run is for it "
                        + "too, unless it says limit_req_dry_run off.");
        text.blank();
        Proxies proxies = LimitToEmit.proxiesOf(limit.key(), limit.proxies());
        if (proxies != null) {
            proxies.addTo(text);
        }
        if (!key.maps().isEmpty()) {
            key.maps().forEach(text::line);
            text.blank();
        }
        addLimit(text, limit, key);
        return text.toString();
    }

    private static void addLimit(ConfigText text, LimitToEmit limit, NginxKey key) {
        LimitSetting setting = limit.setting();
        text.comment("The zone has room for twice the keys of the busiest minute at least: there were "
                + ConfigText.number(limit.most().keys()) + ".");
        text.line("limit_req_zone " + key.expression() + " zone=" + limit.name() + ":"
                + zoneMebibytes(limit.most(), key.isAddress()) + "m rate=" + setting.rate() + ";");
        text.line("limit_req zone=" + limit.name() + burst(setting) + ";");
        text.line("limit_req_status 429;");
        text.line("limit_req_dry_run on;");
    }

    private static String burst(LimitSetting setting) {
        String burst = setting.burst() == 0 ? "" : " burst=" + setting.burst();
        if (!setting.hasDelay()) {
            return burst + " nodelay";
        }
        return burst + (setting.delay() == 0 ? "" : " delay=" + setting.delay());
    }

    /** Nodes take slabs of the next power of two, which is less than twice of what is in them. */
    private static long zoneMebibytes(KeysAtOnce.Most most, boolean isAddress) {
        long bytes = isAddress ? most.keys() * ADDRESS_NODE_BYTES : 2 * (most.keys() * NODE_BYTES + most.bytes());
        return Math.max(1, (LimitToEmit.ROOM * bytes + MEBIBYTE - 1) / MEBIBYTE);
    }
}
