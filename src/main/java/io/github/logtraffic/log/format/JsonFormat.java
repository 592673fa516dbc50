package io.github.logtraffic.log.format;

import java.util.List;

/** One JSON object a line. */
final class JsonFormat extends LogFormat {
    private final KeyMap map;

    JsonFormat(String name, KeyMap map) {
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
        return new JsonParser(map, plan);
    }
}
