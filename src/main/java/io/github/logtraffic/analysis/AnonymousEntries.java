package io.github.logtraffic.analysis;

import io.github.logtraffic.identity.AnonymizedText;
import io.github.logtraffic.identity.Anonymizer;
import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.MergeableConsumer;
import io.github.logtraffic.log.format.EntryPlan;
import io.github.logtraffic.log.format.FieldNames;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * Lets a consumer see entries, but not who sent them. Clients and fields that hold addresses are anonymized, and addresses in
 * whatever other fields a format has; what requests, users and referers say stays as it was logged. The line itself stays
 * too: the consumer must not use it.
 *
 * @param <T> the consumer
 */
public final class AnonymousEntries<T extends MergeableConsumer<T>> implements MergeableConsumer<AnonymousEntries<T>> {
    private final T consumer;
    private final EntryPlan plan;
    private final int[] slots;
    private final Supplier<Anonymizer> anonymizers;
    private final Anonymizer anonymizer;
    private final AnonymizedText text;

    /**
     * @param consumer takes the entries
     * @param plan what entries hold
     * @param anonymizers makes what hides who sent them, one for each thread
     */
    public AnonymousEntries(T consumer, EntryPlan plan, Supplier<Anonymizer> anonymizers) {
        this.consumer = consumer;
        this.plan = plan;
        this.slots = plan.texts().stream()
                .filter(field -> !isAsLogged(field))
                .mapToInt(plan::slot)
                .toArray();
        this.anonymizers = anonymizers;
        this.anonymizer = anonymizers.get();
        this.text = new AnonymizedText(anonymizers.get()); // another one: an anonymizer keeps the name it wrote last
    }

    @Override
    public AnonymousEntries<T> fresh() {
        return new AnonymousEntries<>(consumer.fresh(), plan, anonymizers);
    }

    @Override
    public void accept(AccessLogEntry entry) {
        anonymizer.apply(entry.client());
        for (int slot : slots) {
            if (entry.hasText(slot)) {
                anonymize(entry, slot);
            }
        }
        consumer.accept(entry);
    }

    private static boolean isAsLogged(String field) {
        boolean isUsual = FieldNames.STANDARD.contains(field) || field.equals(FieldNames.REQUEST);
        return isUsual && !FieldNames.ADDRESSES.contains(field);
    }

    private void anonymize(AccessLogEntry entry, int slot) {
        byte[] bytes = entry.textBytes(slot);
        int from = entry.textFrom(slot);
        int to = entry.textTo(slot);
        boolean holdsAddresses = FieldNames.ADDRESSES.contains(plan.texts().get(slot));
        byte[] anonymous = (holdsAddresses ? text.of(bytes, from, to) : text.withoutAddresses(bytes, from, to))
                .getBytes(StandardCharsets.ISO_8859_1);
        entry.setText(slot, anonymous, 0, anonymous.length);
    }

    @Override
    public void pause() {
        consumer.pause();
    }

    @Override
    public void settle() {
        consumer.settle();
    }

    @Override
    public void merge(AnonymousEntries<T> other) {
        consumer.merge(other.consumer);
    }
}
