package io.github.logtraffic.log.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A format some or all of whose lines stand behind a prefix, which says nothing but, at most, a time. */
final class PrefixedFormat extends LogFormat {
    private final LogFormat inner;
    private final LinePrefix prefix;
    private final long nowEpochSecond;

    /**
     * @param inner the format of what stands behind the prefix
     * @param prefix what to skip where it stands
     * @param nowEpochSecond what times without a year are not much later than
     */
    PrefixedFormat(LogFormat inner, LinePrefix prefix, long nowEpochSecond) {
        super(inner.formatName());
        this.inner = inner;
        this.prefix = prefix;
        this.nowEpochSecond = nowEpochSecond;
    }

    @Override
    public List<String> fieldNames() {
        return withTime(inner.fieldNames());
    }

    @Override
    public List<String> fieldNames(Header header) {
        return withTime(inner.fieldNames(header));
    }

    /** Of lines that have no time themselves it is the header's. */
    private List<String> withTime(List<String> names) {
        if (names.contains(FieldNames.TIME) || !prefix.hasTime()) {
            return names;
        }
        List<String> all = new ArrayList<>(names);
        all.add(0, FieldNames.TIME);
        return List.copyOf(all);
    }

    @Override
    public boolean mayHave(String field) {
        return inner.mayHave(field);
    }

    @Override
    public LineParser newParser(EntryPlan plan) {
        return new PrefixedParser(inner.newParser(plan), prefix, nowEpochSecond);
    }

    @Override
    public boolean hasHeader() {
        return inner.hasHeader();
    }

    @Override
    public boolean isStampedAtStart() {
        return inner.isStampedAtStart();
    }

    @Override
    public boolean countsHeaders() {
        return inner.countsHeaders();
    }

    @Override
    public Optional<LinePrefix> prefix() {
        return Optional.of(prefix);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PrefixedFormat that && inner.equals(that.inner) && prefix == that.prefix;
    }

    @Override
    public int hashCode() {
        return inner.hashCode() * 31 + prefix.hashCode();
    }
}
