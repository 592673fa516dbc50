package io.github.logtraffic.identity;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A program that sends requests, as far as its user agent tells. There is one for each name and kind of a list. */
public final class Agent {
    /** What is not in the list, and requests without a user agent. */
    public static final Agent UNKNOWN = new Agent(AgentKind.UNKNOWN, "unknown", List.of());

    private final AgentKind kind;
    private final String name;
    private final byte[] nameBytes;
    private final List<String> domains;

    Agent(AgentKind kind, String name, List<String> domains) {
        this.kind = kind;
        this.name = name;
        this.nameBytes = name.getBytes(StandardCharsets.UTF_8);
        this.domains = List.copyOf(domains);
    }

    /** What sort of program it is. */
    public AgentKind kind() {
        return kind;
    }

    /** What it is called, such as {@code Googlebot}, {@code Firefox} or {@code curl}, without a version. */
    public String name() {
        return name;
    }

    /** The UTF-8 bytes of the name, to be counted by; not to be changed. */
    public byte[] nameBytes() {
        return nameBytes;
    }

    /** In which domains its operator says that the reverse names of its addresses are; none when it says nothing. */
    public List<String> domains() {
        return domains;
    }

    @Override
    public String toString() {
        return kind.label() + " " + name;
    }
}
