package io.github.logtraffic.identity;

import java.util.List;

/**
 * What is known of the names of an address.
 *
 * @param state whether they could be asked for
 * @param names those that have the address in turn, in lower case; only with {@link State#CONFIRMED}
 */
public record ReverseName(State state, List<String> names) {
    /** How asking went. */
    public enum State {
        /** There is a name that has the address in turn. */
        CONFIRMED,

        /** There is no name, or none that has the address in turn. */
        NONE,

        /** There was no answer in time. */
        UNANSWERED
    }

    static final ReverseName NONE = new ReverseName(State.NONE, List.of());
    static final ReverseName UNANSWERED = new ReverseName(State.UNANSWERED, List.of());

    /** Keeps a copy. */
    public ReverseName {
        names = List.copyOf(names);
    }
}
