package dev.muster.client;

import java.util.Map;
import java.util.TreeMap;

/// What a call is asked with, by the names of its parameters.
record Arguments(Map<String, Object> values) {
    static final Arguments NONE = new Arguments(Map.of());

    Arguments {
        values = Map.copyOf(values);
    }

    Arguments with(String name, Object value) {
        Map<String, Object> more = new TreeMap<>(values);
        more.put(name, value);
        return new Arguments(more);
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
