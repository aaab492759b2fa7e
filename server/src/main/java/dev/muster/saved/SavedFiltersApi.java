package dev.muster.saved;

import dev.muster.api.Listing;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Saved filters over REST.
@RestController
@Does(Action.OWN_FILTERS)
@RequestMapping("/api/v1/tenants/{tenant}/filters")
class SavedFiltersApi {
    private final SavedFilters filters;

    SavedFiltersApi(SavedFilters filters) {
        this.filters = filters;
    }

    /// @param list       `access`, `changes` or `people`
    /// @param parameters what narrows the list, as its address has it
    /// @param shared     whether everybody in the tenant sees it; only whoever saves it when left out
    record WantedFilterJson(
            @Nullable String list,
            @Nullable Map<String, String> parameters,
            @Nullable String name,
            @Nullable Boolean shared) {
        WantedFilter wanted() {
            Map<String, String> sent = parameters == null ? Map.of() : parameters;
            return new WantedFilter(
                    list == null ? "" : list,
                    sent.entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, value -> List.of(value.getValue()))),
                    name == null ? "" : name,
                    Boolean.TRUE.equals(shared));
        }
    }

    /// @param shared left out, nobody but its maker sees it
    record FilterChangeJson(@Nullable String name, @Nullable Boolean shared) {}

    /// @param by   who saved it
    /// @param page address of the list that it narrows
    record SavedFilterJson(
            UUID id,
            String list,
            Map<String, String> parameters,
            String name,
            boolean shared,
            String by,
            Instant madeAt,
            String page) {}

    /// By name; at most 100 of each member.
    @GetMapping
    Listing<SavedFilterJson> list(TenantAccess access) {
        return new Listing<>(
                filters.seenBy(access).stream()
                        .map(filter -> json(access, filter))
                        .toList(),
                null);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    SavedFilterJson save(TenantAccess access, @RequestBody WantedFilterJson wanted) {
        return json(access, filters.save(access, wanted.wanted()));
    }

    @PutMapping("/{id}")
    SavedFilterJson change(TenantAccess access, @PathVariable UUID id, @RequestBody FilterChangeJson change) {
        String name = change.name() == null ? "" : change.name();
        return json(access, filters.change(access, id, name, Boolean.TRUE.equals(change.shared())));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(TenantAccess access, @PathVariable UUID id) {
        filters.remove(access, id);
    }

    private SavedFilterJson json(TenantAccess access, SavedFilter filter) {
        return new SavedFilterJson(
                filter.id(),
                filter.list(),
                filter.parameters(),
                filter.name(),
                filter.shared(),
                filter.makerName(),
                filter.madeAt(),
                filters.address(access, filter).toString());
    }
}
