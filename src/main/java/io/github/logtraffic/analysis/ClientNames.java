package io.github.logtraffic.analysis;

import io.github.logtraffic.analysis.AnalysisResult.Group;
import io.github.logtraffic.analysis.AnalysisResult.Groups;
import io.github.logtraffic.identity.NameAnswers;
import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.format.FieldNames;
import io.github.logtraffic.log.value.ClientField;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of the addresses in the tables of a report, so far as the addresses of the names confirm them.
 *
 * @param answers what name servers said
 */
public record ClientNames(NameAnswers answers) {
    /** So many rows of a table are asked for; a report may have millions. */
    private static final int MOST_ROWS = 1_000;

    /** Whether the rows of a table are clients, and so may have names. */
    public static boolean mayBeIn(Groups groups) {
        return groups.by().equals(List.of(FieldNames.CLIENT));
    }

    /** The name of a row of such a table, null when it has none that is confirmed. */
    public @Nullable String of(Group row) {
        List<String> names = answers.of(client(row.key().get(0))).names();
        return names.isEmpty() ? null : names.get(0);
    }

    /**
     * The addresses in a result's tables of clients; networks, and clients that are names already, have no names.
     *
     * @param showsTopTalkers whether top talkers are among the tables that are shown
     */
    public static Set<ClientAddress> addresses(AnalysisResult result, boolean showsTopTalkers) {
        List<Groups> tables = new ArrayList<>(showsTopTalkers ? List.of(result.topTalkers()) : List.of());
        tables.addAll(result.groups());
        Set<ClientAddress> addresses = new LinkedHashSet<>();
        for (Groups groups : tables) {
            if (mayBeIn(groups)) {
                for (int i = 0; i < Math.min(MOST_ROWS, groups.rows().size()); i++) {
                    ClientAddress client = client(groups.rows().get(i).key().get(0));
                    if (!client.isName()) {
                        addresses.add(client);
                    }
                }
            }
        }
        return addresses;
    }

    /** A client by what reports write; networks are taken for names. */
    static ClientAddress client(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ClientKey key = new ClientKey();
        return ClientField.readAddressAndPort(bytes, 0, bytes.length, key)
                ? ClientAddress.of(key)
                : ClientAddress.ofName(bytes, 0, bytes.length);
    }
}
