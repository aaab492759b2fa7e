package dev.muster.problem;

import java.util.LinkedHashMap;
import java.util.Map;

/// A form or a body has faults; all of them at once. Answered as 422 in the API, shown beside the fields on pages.
public class InvalidInput extends RuntimeException {
    private final transient Map<String, String> faults;

    /// @param faults sentence by field name; at least one
    public InvalidInput(Map<String, String> faults) {
        super(String.join("; ", faults.values()));
        this.faults = Map.copyOf(faults);
    }

    /// Sentence by field name.
    public Map<String, String> faults() {
        return new LinkedHashMap<>(faults);
    }
}
