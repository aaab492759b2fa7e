package dev.muster.resource;

import dev.muster.api.Parameters;
import dev.muster.problem.InvalidInput;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What the page of a resource can be about.
enum ResourceTab {
    /// Who can do what with it.
    ABLE,
    /// Who holds something on it.
    HOLDERS,
    /// Who holds a seat and is called for nothing.
    DUTYLESS,
    /// Who is called about it.
    ANSWERS;

    /// Names it in addresses.
    static final String FIELD = "view";

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// As an address asks; empty when it leaves it open.
    ///
    /// @throws InvalidInput when it names none
    static Optional<ResourceTab> parse(String asked) {
        String id = asked.strip();
        if (id.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(values())
                .filter(tab -> tab.id().equals(id))
                .findFirst()
                .orElseThrow(() -> unknown(id, List.of(values()))));
    }

    /// The one that is asked for, or else the first.
    ///
    /// @param there what the page of this resource has, the one that it opens on first; nothing for a page without
    /// @throws InvalidInput when the page has other ones
    static Optional<ResourceTab> chosen(Optional<ResourceTab> asked, List<ResourceTab> there) {
        if (asked.isEmpty()) {
            return there.stream().findFirst();
        }
        if (!there.contains(asked.get())) {
            throw unknown(asked.get().id(), there);
        }
        return asked;
    }

    /// Whether it lists who holds something.
    boolean isOfHolders() {
        return this == HOLDERS || this == DUTYLESS;
    }

    private static InvalidInput unknown(String asked, List<ResourceTab> there) {
        return new InvalidInput(Map.of(
                FIELD,
                Parameters.unknown(
                        FIELD, asked, there.stream().map(ResourceTab::id).toList())));
    }
}
