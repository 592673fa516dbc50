package io.github.logtraffic.identity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells programs by their user agents. Immutable; {@link CachedUserAgents} is faster for the lines of a log. */
public final class UserAgents {
    private final PatternAutomaton automaton;
    private final Agent[] agents;
    private final List<Agent> distinct;

    /** Prepares a list. */
    public UserAgents(AgentList list) {
        List<AgentLine> lines = list.lines();
        Map<String, Agent> named = named(lines);
        automaton = new PatternAutomaton(lines.stream().map(AgentLine::pattern).toList());
        agents = lines.stream()
                .map(line -> named.getOrDefault(key(line), Agent.UNKNOWN))
                .toArray(Agent[]::new);
        distinct = List.copyOf(named.values());
    }

    /** One agent for each kind and name, with the domains of all its lines. */
    private static Map<String, Agent> named(List<AgentLine> lines) {
        Map<String, Set<String>> domains = new LinkedHashMap<>();
        for (AgentLine line : lines) {
            domains.computeIfAbsent(key(line), key -> new LinkedHashSet<>()).addAll(line.domains());
        }
        Map<String, Agent> named = new LinkedHashMap<>();
        for (AgentLine line : lines) {
            named.computeIfAbsent(
                    key(line),
                    key -> new Agent(line.kind(), line.name(), new ArrayList<>(domains.getOrDefault(key, Set.of()))));
        }
        return named;
    }

    private static String key(AgentLine line) {
        return line.kind().label() + "\t" + line.name();
    }

    /** All agents of the list, each once. */
    public List<Agent> agents() {
        return distinct;
    }

    /** The agent of a user agent; {@link Agent#UNKNOWN} when the range is empty or holds nothing of the list. */
    public Agent agent(byte[] bytes, int from, int to) {
        int line = automaton.first(bytes, from, to);
        return line == PatternAutomaton.NONE ? Agent.UNKNOWN : agents[line];
    }
}
