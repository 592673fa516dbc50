package io.github.logtraffic.report;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.MergeableConsumer;
import io.github.logtraffic.log.format.EntryPlan;
import java.io.ByteArrayOutputStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Writes entries to memory and, at each pause of the pass, hands on what it wrote. One printer a thread; a pass that reads
 * in order lets them hand on in the order of the logs and their lines.
 */
public final class EntryPrinter implements MergeableConsumer<EntryPrinter> {
    /**
     * What is printed.
     *
     * @param formats in which formats, at once
     * @param visible for each of them, whether control bytes of lines are made visible
     * @param names the fields, where there are fields
     * @param entries what entries hold: {@link EntryFormat#plan} of the fields, or more
     * @param zone of times
     * @param clients how clients are written
     */
    public record Layout(
            List<EntryFormat> formats,
            List<Boolean> visible,
            List<String> names,
            EntryPlan entries,
            ZoneId zone,
            Function<ClientAddress, String> clients) {
        /** Keeps copies. */
        public Layout {
            formats = List.copyOf(formats);
            visible = List.copyOf(visible);
            names = List.copyOf(names);
        }
    }

    /** Takes what was printed. */
    public interface Receiver {
        /** Takes the entries since the last pause of a printer, which forgets them then. */
        void accept(EntryPrinter printed);
    }

    private final Layout layout;
    private final Receiver receiver;
    private final List<Page> pages = new ArrayList<>();
    private int entries;

    /** What was printed in one format. */
    private static final class Page {
        private final EntryWriter writer;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int[] ends = new int[256];

        Page(EntryWriter writer) {
            this.writer = writer;
        }

        void add(AccessLogEntry entry, int index) {
            writer.write(entry, bytes);
            if (index == ends.length) {
                ends = Arrays.copyOf(ends, ends.length * 2);
            }
            ends[index] = bytes.size();
        }
    }

    /**
     * @param receiver takes what all printers print
     */
    public EntryPrinter(Layout layout, Receiver receiver) {
        this.layout = layout;
        this.receiver = receiver;
        List<EntryField> fields = EntryField.of(layout.names(), layout.entries(), layout.clients());
        for (int i = 0; i < layout.formats().size(); i++) {
            pages.add(new Page(layout.formats()
                    .get(i)
                    .writer(fields, layout.zone(), layout.visible().get(i))));
        }
    }

    @Override
    public void accept(AccessLogEntry entry) {
        for (int i = 0; i < pages.size(); i++) {
            pages.get(i).add(entry, entries);
        }
        entries++;
    }

    @Override
    public void pause() {
        receiver.accept(this);
        pages.forEach(page -> page.bytes.reset());
        entries = 0;
    }

    /** How many entries were printed since the last pause. */
    public int entries() {
        return entries;
    }

    /**
     * What was printed in a format since the last pause, in UTF-8 but for lines as they stand.
     *
     * @param format the place of the format in the layout
     */
    public byte[] bytes(int format) {
        return pages.get(format).bytes.toByteArray();
    }

    /** How many of the bytes the first so many entries take. */
    public int length(int format, int first) {
        return first == 0 ? 0 : pages.get(format).ends[first - 1];
    }

    @Override
    public EntryPrinter fresh() {
        return new EntryPrinter(layout, receiver);
    }

    @Override
    public void merge(EntryPrinter other) {
        // Everything was handed on.
    }
}
