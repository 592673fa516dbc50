package io.github.logtraffic.analysis;

import io.github.logtraffic.traffic.replay.PlannedTraffic;
import io.github.logtraffic.traffic.replay.WarmList;
import org.jspecify.annotations.Nullable;

/**
 * What a replay will send, before it does.
 *
 * @param logs what was read
 * @param traffic what is to be sent of it
 * @param warm the URLs to be sent instead of the requests; null to send these
 */
public record ReplaySurvey(
        LogOverview logs, PlannedTraffic traffic, @Nullable WarmList warm) {}
