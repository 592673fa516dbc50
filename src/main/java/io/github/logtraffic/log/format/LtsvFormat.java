package io.github.logtraffic.log.format;

/** Labeled tab-separated values, {@code label:value} (<a href="http://ltsv.org">ltsv.org</a>). */
final class LtsvFormat extends KeyedFormat {
    LtsvFormat(String name, KeyMap map) {
        super(name, map);
    }

    @Override
    public LineParser newParser(EntryPlan plan) {
        return new LtsvParser(map, plan);
    }
}
