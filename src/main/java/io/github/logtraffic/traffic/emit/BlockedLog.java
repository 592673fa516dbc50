package io.github.logtraffic.traffic.emit;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a block list is made of.
 *
 * @param sources the logs, by name
 * @param first when the first entry was logged; null without entries
 * @param last when the last entry was logged; null without entries
 * @param filter which entries were looked at, as it was typed; empty for all
 * @param requests how many entries there are
 * @param clients of how many clients
 * @param outOfOrder how many entries came too late to be put in order
 * @param behindProxies whether clients are who proxies say, not who was connected
 */
public record BlockedLog(
        List<String> sources,
        @Nullable OffsetDateTime first,
        @Nullable OffsetDateTime last,
        String filter,
        long requests,
        long clients,
        long outOfOrder,
        boolean behindProxies) {}
