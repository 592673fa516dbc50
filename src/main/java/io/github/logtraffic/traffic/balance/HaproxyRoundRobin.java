package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.log.entry.ClientKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * HAProxy's {@code balance roundrobin}: each server has a position on a time line of picks, and steps on by the sum of all
 * weights over its own, the remainder carried (src/lb_fwrr.c). HAProxy keeps servers in trees; here a pick looks at each,
 * and where a tree has equal keys the one that was put there first comes first.
 */
final class HaproxyRoundRobin implements Picker {
    /** HAProxy scales weights by this. */
    static final int WEIGHT_SCALE = 16;

    private static final int MOST_SCALED_WEIGHT = Backend.MOST_WEIGHT * WEIGHT_SCALE;

    /** Where a server waits: for its first pick, in this round, for the next round, or it is down. */
    private enum Queue {
        INIT,
        CURRENT,
        NEXT,
        DOWN
    }

    private final BackendStates states;
    private final int[] weight;
    private final Queue[] queue;
    private final long[] key;
    private final long[] queuedAs;
    private final int[] position;
    private final int[] remainder;
    private int nextWeight;
    private int currentWeight;
    private int currentPosition;
    private long queued;
    private int version;

    HaproxyRoundRobin(List<Backend> backends, BackendStates states) {
        this.states = states;
        this.version = states.version();
        int size = backends.size();
        weight = new int[size];
        queue = new Queue[size];
        key = new long[size];
        queuedAs = new long[size];
        position = new int[size];
        remainder = new int[size];
        for (int i = 0; i < size; i++) {
            weight[i] = backends.get(i).weight() * WEIGHT_SCALE;
            if (states.isUp(i)) {
                nextWeight += weight[i];
                queueByWeight(i, Queue.INIT);
            } else {
                queue[i] = Queue.DOWN;
            }
        }
        currentWeight = nextWeight;
        currentPosition = nextWeight;
    }

    @Override
    public int pick(@Nullable ClientKey ignored, long nowMicros) {
        if (version != states.version()) {
            version = states.version();
            followStates();
        }
        if (nextWeight == 0) {
            return NONE;
        }
        if (currentWeight == 0) {
            currentWeight = nextWeight;
            currentPosition = nextWeight;
        }
        int server = first();
        if (server < 0) {
            switchQueues();
            server = first();
        }
        step(server);
        currentPosition++;
        enqueue(server);
        return server;
    }

    private int first() {
        int current = firstOf(Queue.CURRENT);
        if (current >= 0 && position[current] <= currentPosition) {
            return current;
        }
        int waiting = firstOf(Queue.INIT);
        if (waiting < 0) {
            return current;
        }
        position[waiting] = 0;
        remainder[waiting] = 0;
        return waiting;
    }

    private int firstOf(Queue wanted) {
        int first = NONE;
        for (int i = 0; i < queue.length; i++) {
            if (queue[i] == wanted && (first < 0 || isBefore(i, first))) {
                first = i;
            }
        }
        return first;
    }

    private boolean isBefore(int one, int other) {
        return key[one] != key[other] ? key[one] < key[other] : queuedAs[one] < queuedAs[other];
    }

    private void switchQueues() {
        for (int i = 0; i < queue.length; i++) {
            if (queue[i] == Queue.NEXT) {
                queue[i] = Queue.INIT;
            }
        }
        currentWeight = nextWeight;
        currentPosition = currentWeight;
    }

    private void step(int server) {
        if (position[server] == 0) {
            position[server] = currentPosition;
        }
        position[server] += nextWeight / weight[server];
        remainder[server] += nextWeight % weight[server];
        if (remainder[server] >= weight[server]) {
            remainder[server] -= weight[server];
            position[server]++;
        }
    }

    private void enqueue(int server) {
        int place = position[server];
        if (place >= 2 * currentWeight || place >= currentWeight + nextWeight) {
            position[server] -= currentWeight;
            queueByWeight(server, Queue.NEXT);
        } else {
            queue[server] = Queue.CURRENT;
            key[server] = (long) Backend.MOST_WEIGHT * place
                    + (MOST_SCALED_WEIGHT + remainder[server] - weight[server]) / WEIGHT_SCALE;
            queuedAs[server] = queued++;
        }
    }

    /** Heavy servers first, which makes for a smooth distribution. */
    private void queueByWeight(int server, Queue wanted) {
        queue[server] = wanted;
        key[server] = (long) MOST_SCALED_WEIGHT - weight[server];
        queuedAs[server] = queued++;
    }

    private void followStates() {
        for (int i = 0; i < queue.length; i++) {
            if (!states.isUp(i) && queue[i] != Queue.DOWN) {
                nextWeight -= weight[i];
                queue[i] = Queue.DOWN;
            } else if (states.isUp(i) && queue[i] == Queue.DOWN) {
                nextWeight += weight[i];
                position[i] = currentPosition + (nextWeight + currentWeight - currentPosition) / weight[i];
                enqueue(i);
            }
        }
    }
}
