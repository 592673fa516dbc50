package io.github.logtraffic.engine;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.entry.Swar;
import io.github.logtraffic.log.format.EntryPlan;
import io.github.logtraffic.log.format.FieldNames;
import io.github.logtraffic.log.format.Header;
import io.github.logtraffic.log.format.LineParser;
import io.github.logtraffic.log.format.LogFormat;
import io.github.logtraffic.log.value.ForwardedFor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The first few lines of a log, kept for questions that come up when the report is there. */
public final class FirstLines {
    private static final int MOST_BYTES = 1 << 13;

    /** Where proxies note the clients that they speak for. */
    private static final List<String> ADDRESS_FIELDS = FieldNames.ADDRESSES.stream()
            .filter(name -> !name.equals(FieldNames.PEER))
            .toList();

    private final byte[] bytes;
    private final int length;

    private FirstLines(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    /** Keeps a copy of the first lines of a head. */
    static FirstLines of(LogHead head) {
        int most = Math.min(head.length(), MOST_BYTES);
        return new FirstLines(
                Arrays.copyOf(head.bytes(), most), Swar.lastIndexOf(head.bytes(), 0, most, Swar.LINE_FEED) + 1);
    }

    /** The fields besides the client that hold addresses. */
    public List<String> addressFields(LogFormat format) {
        EntryPlan plan = EntryPlan.of(ADDRESS_FIELDS);
        Set<String> found = new LinkedHashSet<>();
        ClientKey address = new ClientKey();
        read(format, plan, entry -> {
            for (int slot = 0; slot < ADDRESS_FIELDS.size(); slot++) {
                if (entry.hasText(slot)
                        && ForwardedFor.last(
                                entry.textBytes(slot), entry.textFrom(slot), entry.textTo(slot), address)) {
                    found.add(ADDRESS_FIELDS.get(slot));
                }
            }
        });
        return List.copyOf(found);
    }

    /** Whether the entries that both formats read have mostly different clients. */
    public boolean haveOtherClientsIn(LogFormat format, LogFormat other) {
        List<String> clients = clients(format);
        List<String> others = clients(other);
        int different = 0;
        for (int i = 0; i < Math.min(clients.size(), others.size()); i++) {
            different += clients.get(i).equals(others.get(i)) ? 0 : 1;
        }
        return different * 2 > others.size();
    }

    private List<String> clients(LogFormat format) {
        List<String> clients = new ArrayList<>();
        read(
                format,
                EntryPlan.COUNTS,
                entry -> clients.add(ClientAddress.of(entry.client()).toString()));
        return clients;
    }

    private void read(LogFormat format, EntryPlan plan, Consumer<AccessLogEntry> taker) {
        LineParser parser = plan.newParser(format);
        parser.start(Header.NONE);
        AccessLogEntry entry = plan.newEntry();
        for (int from = 0; from < length; ) {
            int end = Swar.indexOf(bytes, from, length, Swar.LINE_FEED);
            int to = end > from && bytes[end - 1] == '\r' ? end - 1 : end;
            if (from < to && bytes[from] == '#') {
                parser.comment(bytes, from, to);
            } else if (from < to && parser.parse(bytes, from, to, entry) == null) {
                taker.accept(entry);
            }
            from = end + 1;
        }
    }

    /** The format that a log is rather in than in the given one, null when the given one is as good. */
    public @Nullable LogFormat better(@Nullable LogFormat given, @Nullable LogFormat detected) {
        boolean isBetter = given != null
                && detected != null
                && !detected.formatName().equals(given.formatName())
                && haveOtherClientsIn(given, detected);
        return isBetter ? detected : null;
    }
}
