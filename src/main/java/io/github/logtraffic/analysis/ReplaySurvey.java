package io.github.logtraffic.analysis;

import io.github.logtraffic.traffic.replay.PlannedTraffic;

/**
 * What a replay will send, before it does.
 *
 * @param logs what was read
 * @param traffic what is to be sent of it
 */
public record ReplaySurvey(LogOverview logs, PlannedTraffic traffic) {}
