package dev.muster.saved;

import dev.muster.tenant.UserId;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// A filter of a list under a name.
///
/// @param list       id of the [FilteredList]
/// @param parameters what narrows the list, by the names that its address has
/// @param shared     whether everybody in the tenant sees it
/// @param maker      who saved it
/// @param makerName  how they were called then
record SavedFilter(
        UUID id,
        String list,
        Map<String, String> parameters,
        String name,
        boolean shared,
        UserId maker,
        String makerName,
        Instant madeAt) {
    public SavedFilter {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /// What narrows the list, as one line: `privileged is yes; search is ana`.
    String words() {
        return parameters.entrySet().stream()
                .map(parameter -> "%s is %s"
                        .formatted(
                                parameter.getKey().equals("q") ? "search" : parameter.getKey(), parameter.getValue()))
                .collect(Collectors.joining("; "));
    }

    SavedFilter called(String newName, boolean nowShared) {
        return new SavedFilter(id, list, parameters, newName, nowShared, maker, makerName, madeAt);
    }
}
