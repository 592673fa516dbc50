package io.github.logtraffic.cli;

import io.github.logtraffic.analysis.CapacityEnd;
import io.github.logtraffic.analysis.CapacityResult;
import io.github.logtraffic.analysis.ReplayResult;
import io.github.logtraffic.traffic.replay.ReplayOutcome;
import io.github.logtraffic.traffic.replay.TargetOutcome;

/**
 * Says what went wrong when requests were sent, and what exit code that comes to. That some requests were not answered is a
 * result, as with other load generators, and no failure: a run of a million would hardly ever succeed.
 */
final class ReplayMessages {
    /** One in so many. */
    private static final int MANY_RESENT = 20;

    private final Messages messages;

    ReplayMessages(Messages messages) {
        this.messages = messages;
    }

    /** Says it. */
    ExitCode say(ReplayResult result) {
        ExitCode code = ExitCode.DONE;
        ReplayOutcome outcome = result.outcome();
        CapacityResult capacity = result.capacity();
        if (capacity != null && capacity.end() == CapacityEnd.INTERRUPTED) {
            messages.error("interrupted; the step that was being played says nothing");
            code = ExitCode.INTERRUPTED;
        }
        if (capacity != null && capacity.end() == CapacityEnd.GAVE_UP && capacity.held() > 0) {
            code = sayGaveUp();
        }
        if (outcome == null || (capacity != null && capacity.held() > 0)) {
            return code;
        }
        sayLost(outcome);
        return code.and(sayUnanswered(result, outcome)).and(sayEnd(outcome));
    }

    private void sayLost(ReplayOutcome outcome) {
        long lost = outcome.failover().lost();
        if (lost > 0 && outcome.all().answered() > 0) { // otherwise it is said of each target
            long requests = outcome.all().sent() - outcome.failover().retried();
            messages.error(lost + " of " + requests + (requests == 1 ? " request" : " requests")
                    + " got no answer from any target");
        }
    }

    private ExitCode sayUnanswered(ReplayResult result, ReplayOutcome outcome) {
        ExitCode code = ExitCode.DONE;
        for (int i = 0; i < outcome.targets().size(); i++) {
            TargetOutcome target = outcome.targets().get(i);
            if (target.sent() == 0 || target.answered() > 0) {
                continue;
            }
            String unanswered = result.plan().settings().targets().get(i).url() + ": " + target.sent()
                    + (target.sent() == 1 ? " request was sent" : " requests were sent") + " and none was answered";
            if (outcome.failover().lost() == 0) {
                messages.notice(unanswered + "; another target answered");
            } else {
                messages.error(unanswered);
                code = ExitCode.FAILED;
            }
        }
        return code;
    }

    /** It may be as it is said to be; or the server closes connections on requests that it does not like. */
    private void sayResent(ReplayOutcome outcome) {
        long sent = outcome.targets().stream().mapToLong(TargetOutcome::sent).sum();
        long resent = outcome.failover().resent();
        if (resent * MANY_RESENT > sent) {
            messages.notice(resent + " of " + sent
                    + " requests were sent again, because their connections were closed as they came; if the server has no "
                    + "short limit for idle connections, it may have closed them on these requests");
        }
    }

    private ExitCode sayGaveUp() {
        messages.error("gave up: all targets had been down for too long (--give-up)");
        return ExitCode.FAILED;
    }

    private ExitCode sayEnd(ReplayOutcome outcome) {
        if (!outcome.keptUp()) {
            messages.notice(
                    "requests could not be sent when they were due: the times are of another traffic than planned");
        }
        sayResent(outcome);
        return switch (outcome.stop()) {
            case DONE -> ExitCode.DONE;
            case ERRORS -> {
                messages.error("stopped: half of the requests of ten seconds failed or were answered with 5xx");
                yield ExitCode.FAILED;
            }
            case GAVE_UP -> sayGaveUp();
            case INTERRUPTED -> {
                messages.error("interrupted; what was sent was waited for, and nothing more was sent");
                yield ExitCode.INTERRUPTED;
            }
        };
    }
}
