package io.github.logtraffic.analysis;

import io.github.logtraffic.analysis.AnalysisResult.Group;
import io.github.logtraffic.analysis.AnalysisResult.Groups;
import io.github.logtraffic.identity.ReverseName;
import io.github.logtraffic.identity.ReverseNames;
import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.format.FieldNames;
import io.github.logtraffic.log.value.ClientField;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of the addresses in the tables of a report, so far as the addresses of the names confirm them.
 *
 * @param byClient names by the address as reports write it
 * @param unanswered of how many addresses it was not learned in time whether they have one
 */
public record ClientNames(Map<String, String> byClient, int unanswered) {
    /** So many rows of a table are asked for; a report may have millions. */
    private static final int MOST_ROWS = 1_000;

    /** Keeps a copy. */
    public ClientNames {
        byClient = Map.copyOf(byClient);
    }

    /** Whether the rows of a table are clients, and so may have names. */
    public static boolean mayBeIn(Groups groups) {
        return groups.by().equals(List.of(FieldNames.CLIENT));
    }

    /** The name of a row of such a table, null when it has none that is confirmed. */
    public @Nullable String of(Group row) {
        return byClient.get(row.key().get(0));
    }

    /** Asks for the names of the clients in a result's tables; networks, and clients that are names already, have none. */
    public static ClientNames ask(AnalysisResult result, ReverseNames resolver) throws InterruptedException {
        List<Groups> tables = new ArrayList<>(List.of(result.topTalkers()));
        tables.addAll(result.groups());
        Map<ClientAddress, String> asked = new LinkedHashMap<>();
        for (Groups groups : tables) {
            if (mayBeIn(groups)) {
                for (int i = 0; i < Math.min(MOST_ROWS, groups.rows().size()); i++) {
                    String client = groups.rows().get(i).key().get(0);
                    ClientAddress address = address(client);
                    if (address != null) {
                        asked.put(address, client);
                    }
                }
            }
        }
        return of(asked, resolver.of(asked.keySet()));
    }

    private static ClientNames of(Map<ClientAddress, String> asked, Map<ClientAddress, ReverseName> answers) {
        Map<String, String> names = new HashMap<>();
        int unanswered = 0;
        for (Map.Entry<ClientAddress, String> client : asked.entrySet()) {
            ReverseName answer = answers.get(client.getKey());
            if (answer == null || answer.state() == ReverseName.State.UNANSWERED) {
                unanswered++;
            } else if (!answer.names().isEmpty()) {
                names.put(client.getValue(), answer.names().get(0));
            }
        }
        return new ClientNames(names, unanswered);
    }

    private static @Nullable ClientAddress address(String client) {
        byte[] bytes = client.getBytes(StandardCharsets.UTF_8);
        ClientKey key = new ClientKey();
        return ClientField.readAddressAndPort(bytes, 0, bytes.length, key) ? ClientAddress.of(key) : null;
    }
}
