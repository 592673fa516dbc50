package io.github.logtraffic.log.format;

import io.github.logtraffic.log.format.FormatElement.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which keys of a line hold which fields: {@code client=remote_addr|ip,time=ts,user_agent=request.headers.User-Agent}. Of
 * several keys of a field the first one that a line has is taken; a dot leads into an object, unless a backslash stands
 * before it. Keys that are not mapped are fields under their own name.
 */
final class KeyMap {
    private static final String NOT_INSIDE = "(?<!\\\\)\\.";

    private final Map<String, Mapping> mappings;

    /** The keys of a field. */
    private record Mapping(Field field, List<String> keys) {}

    private KeyMap(Map<String, Mapping> mappings) {
        this.mappings = mappings;
    }

    /**
     * Reads a map as users write it.
     *
     * @throws FormatSyntaxException when it is not of the form {@code field=key,…}
     */
    static KeyMap parse(String text) throws FormatSyntaxException {
        Map<String, Mapping> mappings = new LinkedHashMap<>();
        int column = 1;
        for (String pair : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1 || equals == pair.length() - 1) {
                throw new FormatSyntaxException(
                        pair.isEmpty() ? "An empty mapping" : pair,
                        column,
                        "is not of the form field=key, as client=remote_addr is");
            }
            Field field = NginxVariables.field("$" + pair.substring(0, equals).strip());
            mappings.put(
                    field.name(),
                    new Mapping(
                            field, List.of(pair.substring(equals + 1).strip().split("\\|"))));
            column += pair.length() + 1;
        }
        return new KeyMap(mappings);
    }

    /** The map of these fields by the paths of their keys. */
    static KeyMap of(Map<String, Field> fields) {
        Map<String, Mapping> mappings = new LinkedHashMap<>();
        fields.forEach((path, field) -> mappings.merge(
                field.name(),
                new Mapping(field, List.of(path)),
                (one, other) -> other.field().rank() < one.field().rank() ? other : one));
        return new KeyMap(mappings);
    }

    /** This map, with those fields of the other one that this one does not map, from keys that it does not map. */
    KeyMap orElse(KeyMap other) {
        Map<String, Mapping> all = new LinkedHashMap<>(mappings);
        Set<String> taken = new HashSet<>();
        mappings.values().forEach(mapping -> taken.addAll(mapping.keys()));
        other.mappings.forEach((name, mapping) -> {
            List<String> free =
                    mapping.keys().stream().filter(key -> !taken.contains(key)).toList();
            if (!free.isEmpty()) {
                all.putIfAbsent(name, new Mapping(mapping.field(), free));
            }
        });
        return new KeyMap(all);
    }

    /** The names of the mapped fields, with the parts of a request. */
    List<String> fieldNames() {
        List<String> names = new ArrayList<>();
        mappings.values()
                .forEach(mapping -> FieldNames.addWithParts(
                        names, mapping.field().name(), mapping.field().kind()));
        return List.copyOf(names);
    }

    /** The keys of a field, the best one first; none when it is not mapped. */
    List<String> keys(String field) {
        Mapping mapping = mappings.get(field);
        return mapping == null ? List.of() : mapping.keys();
    }

    /** How many fields {@link #fill} numbers, at most. */
    int fields(EntryPlan plan) {
        return mappings.size() + plan.texts().size();
    }

    /** Puts the keys of a line into a table, for the fields that a plan wants and those that every entry has. */
    void fill(KeyTable table, EntryPlan plan) {
        int number = 0;
        Set<String> mapped = new HashSet<>(fieldNames());
        boolean hasPeer = mappings.containsKey(FieldNames.PEER);
        for (Mapping mapping : mappings.values()) {
            Field field = mapping.field();
            int own = plan.slot(field.name());
            boolean isPeer = field.kind() == ValueKind.CLIENT && !hasPeer && own < 0;
            FieldUse use = new FieldUse(field, plan, kind(field), isPeer ? plan.slot(FieldNames.PEER) : own);
            if (use.isUsed || plan.wantsWholeLine()) {
                add(table, mapping.keys(), use, number);
            }
            number++;
        }
        for (String name : plan.texts()) {
            if (!mapped.contains(name) && !FieldNames.STANDARD.contains(name)) {
                Field field = new Field(name, name, 0, ValueKind.TEXT, null, name);
                add(table, List.of(name), new FieldUse(field, plan, ValueKind.TEXT, plan.slot(name)), number);
                number++;
            }
        }
    }

    private static ValueKind kind(Field field) {
        return FieldNames.isMain(field.name(), field.kind()) ? field.kind() : ValueKind.TEXT;
    }

    private static void add(KeyTable root, List<String> keys, FieldUse use, int number) {
        int rank = 0;
        for (String path : keys) {
            KeyTable table = root;
            String[] names = path.split(NOT_INSIDE, -1);
            for (int i = 0; i < names.length; i++) {
                String name = names[i].replace("\\.", ".");
                if (i == names.length - 1) {
                    KeyTable.Key key = table.addUse(name);
                    key.use = use;
                    key.field = number;
                    key.rank = rank++;
                } else {
                    KeyTable.Key key = table.add(name);
                    key.inner = key.inner == null ? table.inner() : key.inner;
                    table = key.inner;
                }
            }
        }
    }
}
