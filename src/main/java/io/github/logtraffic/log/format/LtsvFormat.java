package io.github.logtraffic.log.format;

import java.util.List;

/** Labeled tab-separated values, {@code label:value} (<a href="http://ltsv.org">ltsv.org</a>). */
final class LtsvFormat extends LogFormat {
    private final KeyMap map;

    LtsvFormat(String name, KeyMap map) {
        super(name);
        this.map = map;
    }

    @Override
    public List<String> fieldNames() {
        return map.fieldNames();
    }

    @Override
    public boolean mayHave(String field) {
        return true; // every key is a field under its own name
    }

    @Override
    public LineParser newParser(EntryPlan plan) {
        return new LtsvParser(map, plan);
    }
}
