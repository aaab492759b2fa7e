package dev.muster.explorer;

import dev.muster.connector.Description;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.Revision;
import dev.muster.people.PeopleState;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Which types of resources there are in all applications. Runs in the caller's tenant transaction.
@Component
class AllResourceTypes {
    private final ResourceList types;
    private final Catalogue catalogue;

    AllResourceTypes(ResourceList types, Catalogue catalogue) {
        this.types = types;
        this.catalogue = catalogue;
    }

    /// A type of one integration.
    ///
    /// @param count how many resources are of it
    record Typed(Revision revision, Description application, String type, long count) {
        /// Of the integration.
        String id() {
            return revision.integration().id().value().toString();
        }
    }

    /// Those of an area, or all.
    List<Typed> of(@Nullable ResourceArea area, PeopleState state) {
        return state.applications().stream()
                .flatMap(revision -> {
                    Description application = catalogue.describe(revision.integration());
                    return types.types(revision).entrySet().stream()
                            .filter(type -> area == null || area.has(application, type.getKey()))
                            .map(type -> new Typed(revision, application, type.getKey(), type.getValue()));
                })
                .toList();
    }
}
