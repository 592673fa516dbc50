package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.log.entry.ClientKey;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One policy at work: its pickers, what is at each backend, and nothing of what comes out. */
final class PolicyRun {
    private final BalancePolicy policy;
    private final List<Outage> outages;
    private final int backends;
    private final int lost;
    private final BackendStates[] states;
    private final Picker[] pickers;
    private final long[] failedTries;

    /** Where the request of each slot is: the worker's number times the backends plus the backend's; -1 for nowhere. */
    private int[] places = new int[64];

    private int turn;

    /**
     * @param upstream the plan's
     * @param lost the number of a backend that is down all the time; -1 for none
     */
    PolicyRun(BalancePolicy policy, SimulationPlan plan, Upstream upstream, int lost) {
        this.policy = policy;
        this.outages = plan.outages();
        this.backends = plan.backends().size();
        this.lost = lost;
        int workers = plan.workers(policy);
        this.states = new BackendStates[workers];
        this.pickers = new Picker[workers];
        this.failedTries = new long[backends];
        for (int worker = 0; worker < workers; worker++) {
            states[worker] = new BackendStates(backends);
            if (lost >= 0) {
                states[worker].setUp(lost, false);
            }
            pickers[worker] =
                    policy.picker(new PickerPlan(upstream, states[worker], plan.settings(), plan.seed() + worker));
        }
    }

    /**
     * Sends a request.
     *
     * @param key null when it has none, or the policy hashes nothing
     * @return the number of its backend, {@link Picker#NONE} when there was none for it
     */
    int start(int slot, @Nullable ClientKey key, long nowMicros) {
        int worker = turn;
        turn = turn + 1 == pickers.length ? 0 : turn + 1;
        if (!outages.isEmpty() && !policy.isNginx()) {
            followOutages(states[worker], nowMicros);
        }
        int backend = pickers[worker].pick(key, nowMicros);
        while (backend != Picker.NONE && policy.isNginx() && isOut(backend, nowMicros)) {
            failedTries[backend]++;
            pickers[worker].failed(backend, nowMicros);
            backend = pickers[worker].retry(nowMicros);
        }
        if (slot >= places.length) {
            places = Arrays.copyOf(places, Math.max(slot + 1, 2 * places.length));
        }
        places[slot] = backend == Picker.NONE ? -1 : worker * backends + backend;
        if (backend != Picker.NONE) {
            states[worker].started(backend);
        }
        return backend;
    }

    private void followOutages(BackendStates backendStates, long nowMicros) {
        for (Outage outage : outages) {
            int backend = outage.backend();
            backendStates.setUp(backend, backend != lost && !isOut(backend, nowMicros));
        }
    }

    private boolean isOut(int backend, long nowMicros) {
        for (Outage outage : outages) {
            if (outage.covers(backend, nowMicros)) {
                return true;
            }
        }
        return false;
    }

    /** Says that the request of a slot is answered; returns its backend, {@link Picker#NONE} when it had none. */
    int end(int slot, long nowMicros, long tookMicros) {
        int place = places[slot];
        if (place < 0) {
            return Picker.NONE;
        }
        int worker = place / backends;
        int backend = place % backends;
        states[worker].ended(backend);
        pickers[worker].ended(backend, nowMicros, tookMicros);
        return backend;
    }

    /** How often a backend was tried in vain. */
    long failedTries(int backend) {
        return failedTries[backend];
    }
}
