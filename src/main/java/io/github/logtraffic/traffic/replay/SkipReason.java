package io.github.logtraffic.traffic.replay;

/** Why the request of an entry is not sent. */
public enum SkipReason {
    /** Its client is not in the sample. */
    SAMPLE("sample", "of clients out of the sample"),
    /** It was sent by a replay. */
    REPLAYED("replayed", "sent by a replay"),
    /** Its method is not among those allowed. */
    METHOD("method", "of other methods"),
    /** Its answer is none that a cache keeps, unless it is told to. */
    UNCACHEABLE("uncacheable", "not cacheable"),
    /** It has no method or no target, or one that no server can be asked for. */
    MALFORMED("malformed", "malformed"),
    /** Its target is longer than {@link RequestTarget#MOST_BYTES}. */
    TOO_LONG("tooLong", "with a target of more than 8 KiB"),
    /** It has a body of which nothing is known. */
    BODY("body", "with an unknown body"),
    /** Its target may do something that cannot be undone. */
    DENIED("denied", "denied");

    private final String key;
    private final String description;

    SkipReason(String key, String description) {
        this.key = key;
        this.description = description;
    }

    /** Its name in reports for programs. */
    public String key() {
        return key;
    }

    /** What such requests are, behind their number. */
    public String description() {
        return description;
    }
}
