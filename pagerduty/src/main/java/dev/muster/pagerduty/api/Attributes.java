package dev.muster.pagerduty.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Further facts about a row, of those that are there. Texts of others are cut to a length.
public final class Attributes {
    private static final int LONGEST = 500;

    private final Map<String, String> values = new HashMap<>();

    public Attributes with(String name, Optional<String> value) {
        value.filter(text -> !text.isBlank()).ifPresent(text -> values.put(name, cut(text)));
        return this;
    }

    public Attributes with(String name, boolean value) {
        values.put(name, String.valueOf(value));
        return this;
    }

    /// Several values, with commas between; nothing when there are none.
    public Attributes with(String name, List<String> several) {
        return with(name, Optional.of(String.join(",", several)));
    }

    public Map<String, String> map() {
        return Map.copyOf(values);
    }

    /// Never cuts a character in two.
    private static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }
}
