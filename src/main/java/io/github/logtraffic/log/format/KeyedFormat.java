package io.github.logtraffic.log.format;

import java.util.List;

/** A format whose lines name each value by a key. */
abstract sealed class KeyedFormat extends LogFormat permits JsonFormat, LtsvFormat {
    /** Which keys hold which fields. */
    final KeyMap map;

    KeyedFormat(String name, KeyMap map) {
        super(name);
        this.map = map;
    }

    @Override
    public final List<String> fieldNames() {
        return map.fieldNames();
    }

    @Override
    public final boolean mayHave(String field) {
        return true; // every key is a field under its own name
    }
}
