package io.github.logtraffic.log.format;

/** One JSON object a line. */
final class JsonFormat extends KeyedFormat {
    JsonFormat(String name, KeyMap map) {
        super(name, map);
    }

    @Override
    public LineParser newParser(EntryPlan plan) {
        return new JsonParser(map, plan);
    }
}
